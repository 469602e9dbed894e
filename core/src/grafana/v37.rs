//! v37: a legend is hidden by `showLegend` alone.
//!
//! Before: `{"panels": [{"options": {"legend": {"displayMode": "hidden", "placement": "right"}}}]}`
//! After:  `{"panels": [{"options": {"legend": {"displayMode": "list", "placement": "right", "showLegend": false}}}]}`
//!
//! Only the boolean false and the text `hidden` hide; a legend that is an object always ends up with `showLegend`. Panels
//! in rows are visited, rows and children of other panels are not (spec 30-versions-31-42).

use super::losses::dropped;
use super::panels::in_rows;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/37",
    summary: "a legend is hidden by `showLegend` alone",
    kind: Kind::Normalize,
    lossy: true,
    up,
    ..Step::between(36, 37)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    in_rows(doc, |panel, place| {
        let Some(legend) = panel.object_mut("options").and_then(|options| options.object_mut("legend"))
        else {
            return;
        };
        let hidden = matches!(legend.get("showLegend"), Some(Value::Bool(false)));
        if hidden || legend.has_text("displayMode", "hidden") {
            let mode = legend.set("displayMode", "list");
            if let Some(mode) = mode.filter(|mode| !mode.is_text("list") && !mode.is_text("hidden")) {
                let message = "a hidden legend is a list";
                dropped(notes, format_args!("{place}/options/legend/displayMode"), &mode, message);
            }
            legend.set("showLegend", false);
        } else {
            legend.set("showLegend", true);
        }
    });
    Ok(())
}

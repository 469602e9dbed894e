//! v22: column styles of old tables are aligned automatically.
//!
//! Before: `{"panels": [{"type": "table", "styles": [{"pattern": "cpu", "align": "right"}, "x"]}]}`
//! After:  `{"panels": [{"type": "table", "styles": [{"pattern": "cpu", "align": "auto"}, "x"]}]}`
//!
//! An alignment that is there already is overwritten. Only top-level panels are visited (spec 20-versions-17-30).

use super::losses::defaulted;
use super::panels::numbered;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/22",
    summary: "column styles of old tables are aligned automatically",
    kind: Kind::Additive,
    lossy: true,
    up,
    ..Step::between(21, 22)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let panels = doc.array_mut("panels").into_iter().flat_map(numbered);
    for (index, panel) in panels.filter(|(_, panel)| panel.has_text("type", "table")) {
        for (inner, style) in panel.array_mut("styles").into_iter().flat_map(numbered) {
            if let Some(old) = style.set("align", "auto").filter(|old| !old.is_text("auto")) {
                let at = format_args!("/panels/{index}/styles/{inner}/align");
                defaulted(notes, at, &old, "columns are aligned automatically");
            }
        }
    }
    Ok(())
}

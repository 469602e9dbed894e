//! v42: a series hidden in the chart is hidden in the tooltip, too.
//!
//! Before: `{"panels": [{"fieldConfig": {"overrides": [{"properties": [{"id": "custom.hideFrom", "value": {"viz": true}}]}]}}]}`
//! After:  `{"panels": [{"fieldConfig": {"overrides": [{"properties": [{"id": "custom.hideFrom", "value": {"viz": true, "tooltip": true}}]}]}}]}`
//!
//! Panels at every depth, rows included. Only overrides count, not `fieldConfig.defaults`; `viz` must be the boolean
//! (spec 30-versions-31-42).

use super::panels::at_any_depth;
use super::readers::flag;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Object};

pub(super) const STEP: Step = Step {
    id: "grafana/42",
    summary: "a series hidden in the chart is hidden in the tooltip, too",
    kind: Kind::Additive,
    up,
    ..Step::between(41, 42)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    at_any_depth(doc, &mut |panel| {
        let overrides = panel.object_mut("fieldConfig").and_then(|config| config.array_mut("overrides"));
        for entry in overrides.into_iter().flat_map(Array::objects_mut) {
            entry
                .array_mut("properties")
                .into_iter()
                .flat_map(Array::objects_mut)
                .for_each(hide_from_tooltip);
        }
    });
    Ok(())
}

fn hide_from_tooltip(property: &mut Object<'_>) {
    if !property.has_text("id", "custom.hideFrom") {
        return;
    }
    if let Some(value) = property.object_mut("value").filter(|value| flag(value, "viz")) {
        value.set("tooltip", true);
    }
}

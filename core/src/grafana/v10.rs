//! v10: column styles of old tables lose the first of three or more thresholds.
//!
//! Before: `{"panels": [{"type": "table", "styles": [{"thresholds": ["0", "70", "90"]}, {"thresholds": ["70", "90"]}]}]}`
//! After:  `{"panels": [{"type": "table", "styles": [{"thresholds": ["70", "90"]}, {"thresholds": ["70", "90"]}]}]}`
//!
//! It was a base value that nothing used. Thresholds that are a text stay; only top-level panels are visited (spec
//! 10-versions-02-16).

use super::panels::top_level;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Object};

pub(super) const STEP: Step = Step {
    id: "grafana/10",
    summary: "column styles of old tables lose the first of three or more thresholds",
    kind: Kind::Retire,
    up,
    ..Step::between(9, 10)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    top_level(doc, |panel| {
        if !panel.has_text("type", "table") {
            return;
        }
        for style in panel.array_mut("styles").into_iter().flat_map(Array::objects_mut) {
            if let Some(thresholds) = style.array_mut("thresholds").filter(|thresholds| thresholds.len() >= 3)
            {
                thresholds.remove(0);
            }
        }
    });
    Ok(())
}

//! v10: column styles of old tables lose the first of three or more thresholds.
//!
//! Before: `{"panels": [{"type": "table", "styles": [{"thresholds": ["0", "70", "90"]}, {"thresholds": ["70", "90"]}]}]}`
//! After:  `{"panels": [{"type": "table", "styles": [{"thresholds": ["70", "90"]}, {"thresholds": ["70", "90"]}]}]}`
//!
//! It was a base value that nothing used. Thresholds that are a text stay; only top-level panels are visited (spec
//! 10-versions-02-16).

use super::losses::dropped;
use super::panels::numbered;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/10",
    summary: "column styles of old tables lose the first of three or more thresholds",
    kind: Kind::Retire,
    lossy: true,
    up,
    ..Step::between(9, 10)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (panel_index, panel) in doc.array_mut("panels").into_iter().flat_map(numbered) {
        if !panel.has_text("type", "table") {
            continue;
        }
        for (index, style) in panel.array_mut("styles").into_iter().flat_map(numbered) {
            let thresholds = style.array_mut("thresholds").filter(|thresholds| thresholds.len() >= 3);
            if let Some(first) = thresholds.and_then(|thresholds| thresholds.remove(0)) {
                let at = format_args!("/panels/{panel_index}/styles/{index}/thresholds/0");
                dropped(notes, at, &first, "tables never used the first of three or more thresholds");
            }
        }
    }
    Ok(())
}

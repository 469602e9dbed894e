//! v22: column styles of old tables are aligned automatically.
//!
//! Before: `{"panels": [{"type": "table", "styles": [{"pattern": "cpu", "align": "right"}, "x"]}]}`
//! After:  `{"panels": [{"type": "table", "styles": [{"pattern": "cpu", "align": "auto"}, "x"]}]}`
//!
//! An alignment that is there already is overwritten. Only top-level panels are visited (spec 20-versions-17-30).

use super::panels::top_level;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Object};

pub(super) const STEP: Step = Step {
    id: "grafana/22",
    summary: "column styles of old tables are aligned automatically",
    kind: Kind::Additive,
    up,
    ..Step::between(21, 22)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    top_level(doc, |panel| {
        if panel.has_text("type", "table") {
            for style in panel.array_mut("styles").into_iter().flat_map(Array::objects_mut) {
                style.set("align", "auto");
            }
        }
    });
    Ok(())
}

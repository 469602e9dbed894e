//! v26: `text2` panels become `text` panels.
//!
//! Before: `{"panels": [{"type": "text2", "options": {"angular": true, "content": "hi"}}]}`
//! After:  `{"panels": [{"type": "text", "options": {"content": "hi"}}]}`
//!
//! `options.angular` goes from these panels alone. Only top-level panels are visited (spec 20-versions-17-30).

use super::panels::top_level;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/26",
    summary: "`text2` panels become `text` panels",
    kind: Kind::Rename,
    up,
    ..Step::between(25, 26)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    top_level(doc, |panel| {
        if panel.has_text("type", "text2") {
            panel.set("type", "text");
            if let Some(options) = panel.object_mut("options") {
                options.remove("angular");
            }
        }
    });
    Ok(())
}

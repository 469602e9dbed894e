//! v26: `text2` panels become `text` panels.
//!
//! Before: `{"panels": [{"type": "text2", "options": {"angular": true, "content": "hi"}}]}`
//! After:  `{"panels": [{"type": "text", "options": {"content": "hi"}}]}`
//!
//! `options.angular` goes from these panels alone. Only top-level panels are visited (spec 20-versions-17-30).

use super::losses::dropped;
use super::panels::numbered;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/26",
    summary: "`text2` panels become `text` panels",
    kind: Kind::Rename,
    lossy: true,
    up,
    ..Step::between(25, 26)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let panels = doc.array_mut("panels").into_iter().flat_map(numbered);
    for (index, panel) in panels.filter(|(_, panel)| panel.has_text("type", "text2")) {
        panel.set("type", "text");
        if let Some(old) = panel.object_mut("options").and_then(|options| options.remove("angular")) {
            let message = "a text panel has no such option";
            dropped(notes, format_args!("/panels/{index}/options/angular"), &old, message);
        }
    }
    Ok(())
}

//! v3: the `kind` of a widget is called `type`.
//!
//! Before: `{"widgets": [{"kind": "graph", "id": 1}]}`
//! After:  `{"widgets": [{"type": "graph", "id": 1}]}`
//!
//! The value is not looked at. A widget that has the new member already is a conflict: which of the two is right is
//! for a person to say. So the way back gives the very document again.

use dashlift::ErrorKind;
use dashlift::engine::{Down, Kind, Notes, Step, StepError};
use dashlift::json::Object;

pub(super) const STEP: Step = Step {
    id: "acme/3",
    summary: "the `kind` of a widget is called `type`",
    kind: Kind::Rename,
    breaking: true,
    up,
    down: Down::Run { run: down, lossy: false },
    ..Step::between(2, 3)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    rename(doc, "kind", "type")
}

fn down(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    rename(doc, "type", "kind")
}

fn rename(doc: &mut Object<'_>, old: &str, new: &'static str) -> Result<(), StepError> {
    let Some(widgets) = doc.array_mut("widgets") else { return Ok(()) };
    for (index, widget) in widgets.iter_mut().enumerate() {
        let Some(widget) = widget.into_object() else { continue };
        if widget.contains(new) {
            let message = format!("a widget with `{old}` cannot have `{new}`");
            return Err(StepError::new(ErrorKind::FieldConflict, format!("/widgets/{index}/{new}"), message));
        }
        widget.rename(old, new);
    }
    Ok(())
}

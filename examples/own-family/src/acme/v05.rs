//! v5: comments are gone.
//!
//! Before: `{"title": "Fleet", "comments": [{"text": "Deployed 4.2"}]}`
//! After:  `{"title": "Fleet"}`
//!
//! Each comment is reported as lost; so is whatever else stands in their place, but for `null`. The way back has
//! nothing to do: version 4 needs no comments.

use dashlift::engine::{Down, Kind, Notes, Step, StepError};
use dashlift::json::{Object, Value};
use dashlift::{LossCode, LossKind};

pub(super) const STEP: Step = Step {
    id: "acme/5",
    summary: "comments are gone",
    kind: Kind::Retire,
    lossy: true,
    up,
    down: Down::Run { run: down, lossy: false },
    ..Step::between(4, 5)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let message = "boards have no comments any more";
    match doc.remove("comments") {
        None | Some(Value::Null) => {}
        Some(Value::Array(comments)) => {
            for (index, comment) in comments.iter().enumerate() {
                let at = format!("/comments/{index}");
                notes.lose(LossCode::DroppedByFormat, LossKind::Annotation, at, Some(comment), message);
            }
        }
        Some(other) => {
            notes.lose(LossCode::DroppedByFormat, LossKind::Member, "/comments", Some(&other), message);
        }
    }
    Ok(())
}

fn down(_doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    Ok(())
}

//! v40: `refresh` is always text.
//!
//! Before: `{"refresh": 30, "title": "Fleet"}`
//! After:  `{"refresh": "", "title": "Fleet"}`
//!
//! Text stays as it is, valid or not; whatever else, an absent member included, becomes the empty text. Numbers are
//! not converted to an interval. `refresh` of panels and variables is not touched (spec 30-versions-31-42).

use super::losses::defaulted;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/40",
    summary: "`refresh` is always text",
    kind: Kind::TypeChange,
    lossy: true,
    up,
    ..Step::between(39, 40)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    if matches!(doc.get("refresh"), Some(Value::String(_))) {
        return Ok(());
    }
    match doc.set("refresh", "") {
        // False says what the empty text says: never.
        None | Some(Value::Bool(false)) => {}
        Some(old) => defaulted(notes, format_args!("/refresh"), &old, "an interval is a text"),
    }
    Ok(())
}

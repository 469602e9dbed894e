//! v2: `refreshMinutes` becomes `refreshSeconds`.
//!
//! Before: `{"refreshMinutes": 5, "title": "Fleet"}`
//! After:  `{"refreshSeconds": 300, "title": "Fleet"}`
//!
//! `null` counts as absent: the key goes and nothing takes its place. A number of minutes that no number of seconds
//! can express becomes infinite, and the engine refuses it at the end. A board with both members is a conflict.

use dashlift::ErrorKind;
use dashlift::engine::{Down, Kind, Notes, Step, StepError, unexpected};
use dashlift::json::{Object, Value};

pub(super) const STEP: Step = Step {
    id: "acme/2",
    summary: "`refreshMinutes` becomes `refreshSeconds`",
    kind: Kind::Rename,
    breaking: true,
    up,
    down: Down::Unsupported("version 1 knows whole minutes only"),
    ..Step::between(1, 2)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    let seconds = match doc.get("refreshMinutes") {
        None => return Ok(()),
        Some(Value::Null) => {
            doc.remove("refreshMinutes");
            return Ok(());
        }
        Some(Value::Number(minutes)) => minutes.to_f64() * 60.0,
        Some(other) => return Err(unexpected("/refreshMinutes", "a number", other)),
    };
    if doc.contains("refreshSeconds") {
        let message = "`refreshMinutes` and `refreshSeconds` are both there";
        return Err(StepError::new(ErrorKind::FieldConflict, "/refreshSeconds", message));
    }
    doc.replace("refreshMinutes", "refreshSeconds", seconds);
    Ok(())
}

//! What Acme does before and after its steps.

use dashlift::engine::{Notes, StepError, unexpected};
use dashlift::json::{Draft, Object, Value};

/// Makes sure that there is a list of widgets.
pub(super) fn prepare(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    match doc.get("widgets") {
        Some(Value::Array(_)) => Ok(()),
        None | Some(Value::Null) => {
            doc.set("widgets", Draft::json("[]"));
            Ok(())
        }
        Some(other) => Err(unexpected("/widgets", "an array", other)),
    }
}

/// Drops `lastOpened`, which viewers write and nobody misses.
pub(super) fn finish(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    doc.remove("lastOpened");
    Ok(())
}

//! v41: the obsolete `timepicker.time_options` goes.
//!
//! Before: `{"timepicker": {"time_options": ["5m"], "refresh_intervals": ["10s"]}}`
//! After:  `{"timepicker": {"refresh_intervals": ["10s"]}}`
//!
//! It goes whatever its value; a `timepicker` that is no object is left alone (spec 30-versions-31-42).

use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/41",
    summary: "the obsolete `timepicker.time_options` goes",
    kind: Kind::Retire,
    up,
    ..Step::between(40, 41)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    if let Some(timepicker) = doc.object_mut("timepicker") {
        timepicker.remove("time_options");
    }
    Ok(())
}

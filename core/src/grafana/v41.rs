//! v41: the obsolete `timepicker.time_options` goes.
//!
//! Before: `{"timepicker": {"time_options": ["5m"], "refresh_intervals": ["10s"]}}`
//! After:  `{"timepicker": {"refresh_intervals": ["10s"]}}`
//!
//! It goes whatever its value; a `timepicker` that is no object is left alone (spec 30-versions-31-42).

use super::losses::dropped;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/41",
    summary: "the obsolete `timepicker.time_options` goes",
    kind: Kind::Retire,
    lossy: true,
    up,
    ..Step::between(40, 41)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let timepicker = doc.object_mut("timepicker");
    if let Some(options) = timepicker.and_then(|timepicker| timepicker.remove("time_options")) {
        dropped(notes, format_args!("/timepicker/time_options"), &options, "the list is obsolete");
    }
    Ok(())
}

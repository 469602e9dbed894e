//! v7: the first entry of `nav` becomes `timepicker`.
//!
//! Before: `{"nav": [{"now": true}, {"x": 1}], "timepicker": {"hidden": true}}`
//! After:  `{"nav": [{"now": true}, {"x": 1}], "timepicker": {"now": true}}`
//!
//! Only if that entry is an object; an empty one counts. Clean-up removes `nav` (spec 10-versions-02-16).

use super::losses::dropped;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/7",
    summary: "the first entry of `nav` becomes `timepicker`",
    kind: Kind::Restructure,
    lossy: true,
    up,
    ..Step::between(6, 7)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let first = doc.array("nav").and_then(|nav| nav.get(0)?.as_object()).map(Object::copied);
    if let Some(settings) = first
        && let Some(old) = doc.set("timepicker", settings)
    {
        dropped(notes, format_args!("/timepicker"), &old, "the first entry of `nav` takes its place");
    }
    Ok(())
}

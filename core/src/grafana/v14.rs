//! v14: `sharedCrosshair` becomes `graphTooltip`.
//!
//! Before: `{"graphTooltip": 0, "sharedCrosshair": true}`
//! After:  `{"graphTooltip": 1}`
//!
//! Only `true` counts. A `graphTooltip` that is there already is overwritten, even where there is no `sharedCrosshair`
//! (spec 10-versions-02-16).

use super::losses::{defaulted, dropped};
use super::readers::flag;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Number, Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/14",
    summary: "`sharedCrosshair` becomes `graphTooltip`",
    kind: Kind::TypeChange,
    lossy: true,
    up,
    ..Step::between(13, 14)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let tooltip = i32::from(flag(doc, "sharedCrosshair"));
    if let Some(old) = doc.set("graphTooltip", tooltip)
        && [0, tooltip].iter().all(|kept| old != Value::Number(Number::Computed((*kept).into())))
    {
        let message = "`sharedCrosshair` alone decides the tooltip of a dashboard of this age";
        defaulted(notes, format_args!("/graphTooltip"), &old, message);
    }
    if let Some(old) = doc.remove("sharedCrosshair").filter(|old| !matches!(old, Value::Bool(_))) {
        dropped(notes, format_args!("/sharedCrosshair"), &old, "it is neither true nor false");
    }
    Ok(())
}

//! v12: `refresh` and `hide` of variables become numbers.
//!
//! Before: `{"templating": {"list": [{"name": "v", "refresh": true, "hideLabel": true}]}}`
//! After:  `{"templating": {"list": [{"name": "v", "refresh": 1, "hideLabel": true, "hide": 1}]}}`
//!
//! Only `true` counts: a `refresh` that is already a number becomes 0. The old flags stay (spec 10-versions-02-16).

use super::lists::variables;
use super::readers::flag;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/12",
    summary: "`refresh` and `hide` of variables become numbers",
    kind: Kind::TypeChange,
    up,
    ..Step::between(11, 12)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    for variable in variables(doc) {
        if variable.contains("refresh") {
            variable.set("refresh", i32::from(flag(variable, "refresh")));
        }
        if flag(variable, "hideVariable") {
            variable.set("hide", 2);
        } else if flag(variable, "hideLabel") {
            variable.set("hide", 1);
        }
    }
    Ok(())
}

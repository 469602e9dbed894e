//! v12: `refresh` and `hide` of variables become numbers.
//!
//! Before: `{"templating": {"list": [{"name": "v", "refresh": true, "hideLabel": true}]}}`
//! After:  `{"templating": {"list": [{"name": "v", "refresh": 1, "hideLabel": true, "hide": 1}]}}`
//!
//! Only `true` counts: a `refresh` that is already a number becomes 0. The old flags stay (spec 10-versions-02-16).

use super::lists::list;
use super::losses::defaulted;
use super::panels::numbered;
use super::readers::flag;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Number, Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/12",
    summary: "`refresh` and `hide` of variables become numbers",
    kind: Kind::TypeChange,
    lossy: true,
    up,
    ..Step::between(11, 12)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (index, variable) in list(doc, "templating").into_iter().flat_map(numbered) {
        let mut set = |variable: &mut Object<'_>, name: &'static str, number: i32| {
            let old = variable.set(name, number);
            let same = Value::Number(Number::Computed(number.into()));
            if let Some(old) = old.filter(|old| *old != same && !matches!(old, Value::Bool(_))) {
                let at = format_args!("/templating/list/{index}/{name}");
                defaulted(notes, at, &old, "flags alone decide this setting of a variable of this age");
            }
        };
        if variable.contains("refresh") {
            let refresh = i32::from(flag(variable, "refresh"));
            set(variable, "refresh", refresh);
        }
        if flag(variable, "hideVariable") {
            set(variable, "hide", 2);
        } else if flag(variable, "hideLabel") {
            set(variable, "hide", 1);
        }
    }
    Ok(())
}

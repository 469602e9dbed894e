//! v23: the selection of a variable agrees with its `multi`.
//!
//! Before: `{"templating": {"list": [{"multi": true, "current": {"text": "eu", "value": "eu"}}, {"multi": false, "current": {"text": ["prod", "dev"], "value": []}}]}}`
//! After:  `{"templating": {"list": [{"multi": true, "current": {"text": ["eu"], "value": ["eu"]}}, {"multi": false, "current": {"text": "prod", "value": ""}}]}}`
//!
//! A list for a variable with several values, a single value for one without; variables of every type. Where the value
//! is a list already, the text stays whatever it is (spec 20-versions-17-30).

use super::lists::variables;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Draft, Object, Value, array};

pub(super) const STEP: Step = Step {
    id: "grafana/23",
    summary: "the selection of a variable agrees with its `multi`",
    kind: Kind::TypeChange,
    up,
    ..Step::between(22, 23)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    for variable in variables(doc) {
        let Some(Value::Bool(multi)) = variable.get("multi") else { continue };
        let multi = *multi;
        let Some(current) = variable.object_mut("current").filter(|current| !current.is_empty()) else {
            continue;
        };
        if !multi {
            take_first(current, "value");
            take_first(current, "text");
        } else if wrap(current, "value") {
            wrap(current, "text");
        }
    }
    Ok(())
}

/// Makes a member a list of one, unless it is absent or a list; returns whether it did (rule 2).
fn wrap(current: &mut Object<'_>, name: &'static str) -> bool {
    let Some(single) = current.get(name).filter(|value| value.as_array().is_none()).map(Value::copied) else {
        return false;
    };
    current.set(name, array([single]));
    true
}

/// Makes a list its first element, or the empty text (rule 3).
fn take_first(current: &mut Object<'_>, name: &'static str) {
    if let Some(list) = current.array(name) {
        let first = list.get(0).map_or(Draft::from(""), |first| first.copied().into());
        current.set(name, first);
    }
}

//! v23: the selection of a variable agrees with its `multi`.
//!
//! Before: `{"templating": {"list": [{"multi": true, "current": {"text": "eu", "value": "eu"}}, {"multi": false, "current": {"text": ["prod", "dev"], "value": []}}]}}`
//! After:  `{"templating": {"list": [{"multi": true, "current": {"text": ["eu"], "value": ["eu"]}}, {"multi": false, "current": {"text": "prod", "value": ""}}]}}`
//!
//! A list for a variable with several values, a single value for one without; variables of every type. Where the value
//! is a list already, the text stays whatever it is (spec 20-versions-17-30).

use super::lists::list;
use super::losses::dropped;
use super::panels::numbered;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Draft, Object, Value, array};
use std::fmt;

pub(super) const STEP: Step = Step {
    id: "grafana/23",
    summary: "the selection of a variable agrees with its `multi`",
    kind: Kind::TypeChange,
    lossy: true,
    up,
    ..Step::between(22, 23)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (index, variable) in list(doc, "templating").into_iter().flat_map(numbered) {
        let Some(Value::Bool(multi)) = variable.get("multi") else { continue };
        let multi = *multi;
        let Some(current) = variable.object_mut("current") else { continue };
        if !multi {
            for name in ["value", "text"] {
                let at = format_args!("/templating/list/{index}/current/{name}");
                take_first(current, name, at, notes);
            }
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
fn take_first(current: &mut Object<'_>, name: &'static str, at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    let Some(list) = current.array_mut(name) else { return };
    let mut selected = list.take_all().into_iter().enumerate();
    let first = selected.next().map_or(Draft::from(""), |(_, first)| first.into());
    for (index, value) in selected {
        dropped(notes, format_args!("{at}/{index}"), &value, "a variable without `multi` has one value");
    }
    current.set(name, first);
}

//! v28: variables lose their value tags.
//!
//! Before: `{"templating": {"list": [{"name": "app", "tags": [], "tagsQuery": "x", "tagValuesQuery": "", "useTags": false}]}}`
//! After:  `{"templating": {"list": [{"name": "app", "tagValuesQuery": "", "useTags": false}]}}`
//!
//! `tags` goes whatever it is, a query only if it is a text that is not empty, `useTags` only if it is true (spec
//! 20-versions-17-30).

use super::lists::list;
use super::panels::numbered;
use super::readers::{filled_text, flag};
use crate::engine::{Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::json::{Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/28",
    summary: "variables lose their value tags",
    kind: Kind::Retire,
    lossy: true,
    up,
    ..Step::between(27, 28)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (index, variable) in list(doc, "templating").into_iter().flat_map(numbered) {
        let mut remove = |variable: &mut Object<'_>, name: &'static str| {
            let old = variable.remove(name);
            if let Some(old) = old.filter(is_missed) {
                let message = "value tags of variables do not exist any more";
                let at = format!("/templating/list/{index}/{name}");
                notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(&old), message);
            }
        };
        remove(variable, "tags");
        for query in ["tagsQuery", "tagValuesQuery"] {
            if filled_text(variable, query).is_some() {
                remove(variable, query);
            }
        }
        if flag(variable, "useTags") {
            variable.remove("useTags");
        }
    }
    Ok(())
}

/// Whether somebody set it.
fn is_missed(value: &Value<'_>) -> bool {
    !(value.is_null() || value.as_array().is_some_and(|tags| tags.is_empty()))
}

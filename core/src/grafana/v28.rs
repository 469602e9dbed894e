//! v28: variables lose their value tags.
//!
//! Before: `{"templating": {"list": [{"name": "app", "tags": [], "tagsQuery": "x", "tagValuesQuery": "", "useTags": false}]}}`
//! After:  `{"templating": {"list": [{"name": "app", "tagValuesQuery": "", "useTags": false}]}}`
//!
//! `tags` goes whatever it is, a query only if it is a text that is not empty, `useTags` only if it is true (spec
//! 20-versions-17-30).

use super::lists::list;
use super::losses::dropped;
use super::panels::numbered;
use super::readers::{filled_text, flag};
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

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
        for name in ["tags", "tagsQuery", "tagValuesQuery"] {
            if (name == "tags" || filled_text(variable, name).is_some())
                && let Some(old) = variable.remove(name)
            {
                let message = "value tags of variables do not exist any more";
                dropped(notes, format_args!("/templating/list/{index}/{name}"), &old, message);
            }
        }
        if flag(variable, "useTags") {
            variable.remove("useTags");
        }
    }
    Ok(())
}

//! v33: data sources of panels and queries become references.
//!
//! Before: `{"panels": [{"datasource": "ghost", "targets": [{"datasource": "default"}]}]}`
//! After:  `{"panels": [{"datasource": {"uid": "ghost"}, "targets": [{"datasource": "default"}]}]}`
//!
//! Where the conversion gives nothing, a panel gets null and a query keeps what it has. A reference is never completed
//! or checked. Rows and one level of nested panels are visited, annotations and variables are not (spec
//! 30-versions-31-42).

use super::datasource::{Conversion, Default, convert, lose_unusable};
use super::panels::{numbered, two_levels};
use super::unresolved::{Watch, warn_if_open};
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Object, Value};
use std::fmt;

pub(super) const STEP: Step = Step {
    id: "grafana/33",
    summary: "data sources of panels and queries become references",
    kind: Kind::TypeChange,
    lossy: true,
    up,
    ..Step::between(32, 33)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let mut watch = Watch::new(notes.context());
    two_levels(doc, |panel, place| {
        let is_watched = watch.panel(panel, place);
        match converted(panel, place, is_watched, notes) {
            Conversion::Reference(reference) => drop(panel.set("datasource", reference)),
            Conversion::Nothing => {
                lose_unusable(notes, panel.get("datasource"), place);
                panel.set("datasource", Value::Null);
            }
            Conversion::Unchanged => {}
        }
        for (index, target) in panel.array_mut("targets").into_iter().flat_map(numbered) {
            let found = converted(target, format_args!("{place}/targets/{index}"), is_watched, notes);
            if let Conversion::Reference(reference) = found {
                target.set("datasource", reference);
            }
        }
    });
    Ok(())
}

fn converted<'a>(
    owner: &Object<'a>,
    at: impl fmt::Display,
    is_watched: bool,
    notes: &mut Notes<'_>,
) -> Conversion<'a> {
    let value = owner.get("datasource");
    if is_watched {
        warn_if_open(notes, value, Default::Nothing, at);
    }
    convert(value, Default::Nothing, notes.context())
}

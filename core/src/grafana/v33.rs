//! v33: data sources of panels and queries become references.
//!
//! Before: `{"panels": [{"datasource": "ghost", "targets": [{"datasource": "default"}]}]}`
//! After:  `{"panels": [{"datasource": {"uid": "ghost"}, "targets": [{"datasource": "default"}]}]}`
//!
//! Where the conversion gives nothing, a panel gets null and a query keeps what it has. A reference is never completed
//! or checked. Rows and one level of nested panels are visited, annotations and variables are not (spec
//! 30-versions-31-42).

use super::datasource::{Conversion, Default, convert};
use super::panels::two_levels;
use crate::engine::{Context, Kind, Notes, Step, StepError};
use crate::json::{Array, Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/33",
    summary: "data sources of panels and queries become references",
    kind: Kind::TypeChange,
    up,
    ..Step::between(32, 33)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let context = notes.context();
    two_levels(doc, |panel, _| {
        match convert(panel.get("datasource"), Default::Nothing, context) {
            Conversion::Reference(reference) => drop(panel.set("datasource", reference)),
            Conversion::Nothing => drop(panel.set("datasource", Value::Null)),
            Conversion::Unchanged => {}
        }
        let targets = panel.array_mut("targets").into_iter().flat_map(Array::objects_mut);
        targets.for_each(|target| convert_target(target, context));
    });
    Ok(())
}

fn convert_target(target: &mut Object<'_>, context: &Context) {
    if let Some(datasource) = target.get("datasource")
        && let Conversion::Reference(reference) = convert(Some(datasource), Default::Nothing, context)
    {
        target.set("datasource", reference);
    }
}

//! v2: time range and variables leave `services.filter`.
//!
//! Before: `{"services": {"filter": {"time": {"from": "now-90m"}, "list": [{"name": "rack"}]}}, "templating": {"list": []}}`
//! After:  `{"templating": {"list": [{"name": "rack"}]}, "time": {"from": "now-90m"}}`
//!
//! Both are taken over whatever their type. Where `services` or its `filter` is no object, `services` stays (spec
//! 10-versions-02-16).

use super::lists::list;
use crate::engine::{Kind, LossCode, LossKind, Notes, Step, StepError, Version};
use crate::json::{Object, push_name};

pub(super) const STEP: Step = Step {
    id: "grafana/2",
    summary: "time range and variables leave `services.filter`",
    kind: Kind::Restructure,
    lossy: true,
    also_from: &[Version::Integer(0)],
    up,
    ..Step::between(1, 2)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    if doc.object("services").and_then(|services| services.object("filter")).is_none() {
        return Ok(());
    }
    let Some(mut services) = doc.remove("services") else { return Ok(()) };
    let Some(services) = services.as_mut().into_object() else { return Ok(()) };
    if let Some(filter) = services.object_mut("filter") {
        if let Some(time) = filter.remove("time") {
            doc.set("time", time);
        }
        if let Some(variables) = filter.remove("list") {
            lose_variables(doc, notes);
            if let Some(templating) = doc.object_mut("templating") {
                templating.set("list", variables);
            }
        }
        lose_members(filter, "/services/filter", |_| true, notes);
    }
    lose_members(services, "/services", |name| name != "filter", notes);
    Ok(())
}

/// Tells of the variables that those of the filter replace.
fn lose_variables(doc: &mut Object<'_>, notes: &mut Notes<'_>) {
    let Some(variables) = list(doc, "templating") else { return };
    for (index, variable) in variables.iter().enumerate().filter(|(_, value)| value.as_object().is_some()) {
        let at = format!("/templating/list/{index}");
        let message = "the variables of `services.filter.list` take the place of this one";
        notes.lose(LossCode::DroppedByFormat, LossKind::Variable, at, Some(variable), message);
    }
}

fn lose_members(object: &Object<'_>, at: &str, is_lost: impl Fn(&str) -> bool, notes: &mut Notes<'_>) {
    for (name, value) in object.iter() {
        let name = name.to_text();
        if !value.is_null() && is_lost(&name) {
            let mut at = at.to_owned();
            push_name(&mut at, &name);
            let message = "`services` is gone, and nothing reads this member any more";
            notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(value), message);
        }
    }
}

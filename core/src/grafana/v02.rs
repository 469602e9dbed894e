//! v2: time range and variables leave `services.filter`.
//!
//! Before: `{"services": {"filter": {"time": {"from": "now-90m"}, "list": [{"name": "rack"}]}}, "templating": {"list": []}}`
//! After:  `{"templating": {"list": [{"name": "rack"}]}, "time": {"from": "now-90m"}}`
//!
//! Both are taken over whatever their type. Where `services` or its `filter` is no object, `services` stays (spec
//! 10-versions-02-16).

use super::losses::{dropped, dropped_members, replaced_list};
use super::prepare::DEFAULT_TIME;
use crate::engine::{Kind, LossKind, Notes, Step, StepError, Version};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/2",
    summary: "time range and variables leave `services.filter`",
    kind: Kind::Restructure,
    lossy: true,
    also_from: &[Version::Integer(0)],
    up,
    ..Step::between(1, 2)
};

const GONE: &str = "`services` is gone, and nothing reads this member any more";

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(services) = doc.object_mut("services") else { return Ok(()) };
    let Some(filter) = services.object_mut("filter") else { return Ok(()) };
    let (time, variables) = (filter.remove("time"), filter.remove("list"));
    dropped_members(notes, "/services/filter", filter, GONE);
    services.remove("filter");
    dropped_members(notes, "/services", services, GONE);
    doc.remove("services");
    if let Some(time) = time
        && let Some(old) = doc.set("time", time)
        && old.to_json() != DEFAULT_TIME
    {
        dropped(notes, format_args!("/time"), &old, "the time range of `services.filter` takes its place");
    }
    if let Some(variables) = variables {
        let message = "the variables of `services.filter.list` take its place";
        replaced_list(notes, doc, "templating", LossKind::Variable, message);
        if let Some(templating) = doc.object_mut("templating") {
            templating.set("list", variables);
        }
    }
    Ok(())
}

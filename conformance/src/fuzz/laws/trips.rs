//! One trip is enough: there and back a second time changes nothing that the first trip has not changed (spec
//! 60-round-trips, section 7). Lines of panels are not compared: open rows drift.

use super::api::{convert, is_v2, version};
use super::{Evidence, Verdict};
use crate::fuzz::judge;
use serde_json::Value;

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((document, report)) = evidence.migration().filter(|(_, report)| report.changed) else {
        return Verdict::Holds;
    };
    let (Some(from), Some(to)) = (version(&report.from), version(&report.to)) else { return Verdict::Holds };
    // What v0alpha1 holds is migrated each time it is read, and sometimes needs two trips (section 6).
    if (!is_v2(from) && !is_v2(to)) || [from, to].contains(&"v0alpha1") {
        return Verdict::Holds;
    }
    if evidence.sample.document.windows(15).any(|window| window == b"autoMigrateFrom") {
        return Verdict::Skipped("a retired panel that says so is renamed on the second trip");
    }
    let once = convert(evidence, document, to, from);
    let there = once.as_ref().and_then(|once| convert(evidence, &once.document, from, to));
    let twice = there.as_ref().and_then(|there| convert(evidence, &there.document, to, from));
    let (Some(once), Some(twice)) = (once, twice) else { return Verdict::Skipped("there is no way back") };
    let (once, twice) = (without_lines(&once.value), without_lines(&twice.value));
    super::holds(judge::same(&once, &twice), || format!("after one trip {once}, after two {twice}"))
}

/// Leaves out what more than one trip changes: lines, and an annotation's filter without content.
fn without_lines(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(without_lines).collect(),
        Value::Object(members) => {
            let empty = |value: &Value| value.get("ids").is_some_and(|ids| *ids == Value::Array(Vec::new()));
            let members =
                members.iter().filter(|(name, value)| !(*name == "y" || *name == "filter" && empty(value)));
            Value::Object(members.map(|(name, value)| (name.clone(), without_lines(value))).collect())
        }
        other => other.clone(),
    }
}

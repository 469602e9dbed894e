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
    if evidence.option("carry") == "inside" {
        // The first trip brings everything back.
        return Verdict::Holds;
    }
    if evidence.sample.document.windows(15).any(|window| window == b"autoMigrateFrom") {
        return Verdict::Skipped("a retired panel that says so is renamed on the second trip");
    }
    let Some(input) = evidence.input() else { return Verdict::Skipped("the judge cannot hold the input") };
    if needs_more(input, false) {
        return Verdict::Skipped("odd ids, rows in rows and empty names need more than one trip");
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

/// Returns whether a tree has a row in a row, a panel of that type in v2, an id that is no whole number or beyond 64 bits
/// (it becomes a negative one, which the next trip replaces: spec 20-classic-to-v2, 6.3), or a data source with an empty
/// name.
fn needs_more(value: &Value, in_row: bool) -> bool {
    let Value::Object(members) = value else {
        return value.as_array().is_some_and(|items| items.iter().any(|item| needs_more(item, in_row)));
    };
    let is_row = ["type", "kind", "group"].iter().any(|name| value.get(*name) == Some(&"row".into()));
    let is_panel = value.get("type").is_none();
    let id = value.get("id").and_then(Value::as_f64);
    let has_no_name = value.get("datasource").is_some_and(|source| source.get("name") == Some(&"".into()));
    has_no_name
        || (is_row && (in_row || is_panel))
        || id.is_some_and(|id| id.fract() != 0.0 || id.abs() >= i64::MAX as f64)
        || members.values().any(|member| needs_more(member, in_row || is_row))
}

//! What of a Grafana object does not come back from a conversion and the way back is listed as lost, on one way or the
//! other. Every value is looked for: where it stood, anywhere else, and among the losses.
//!
//! Values that the conversions make anew are known by the names of their members ([`REMADE`]). A text that reads like a
//! number, and a value that also stands elsewhere, may pass unseen: this law overlooks some, and never cries wolf.

use super::api::{Leaves, convert, is_v2, version};
use super::report::Report;
use super::{Evidence, Verdict};
use serde_json::Value;

/// Members that a conversion writes anew: what stood there means nothing, follows from others, or is a place that all
/// panels of a layout get anew, which is told once for the layout (spec 60-round-trips, sections 3 and 4).
const REMADE: &[&str] = &[
    "kind",
    "id",
    "version",
    "x",
    "y",
    "w",
    "h",
    "width",
    "height",
    "maxColumnCount",
    "columnWidthMode",
    "rowHeightMode",
    "rowHeight",
    "hideHeader",
    "builtIn",
    "selected",
];
/// Members of v2 documents that classic ones have under another name.
const RENAMED: &[(&str, &str)] =
    &[("hidden", "hide"), ("hideTimepicker", "hidden"), ("collapse", "collapsed")];
/// Values that say as much as no value, or are what such members always are.
const EMPTY: [&str; 6] = ["", "false", "0", "variable", "load", "onTimeRangeChanged"];

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((document, report)) = evidence.migration().filter(|(_, report)| report.changed) else {
        return Verdict::Holds;
    };
    let (Some(from), Some(to)) = (version(&report.from), version(&report.to)) else { return Verdict::Holds };
    if from == "v0alpha1" || (!is_v2(from) && !is_v2(to)) {
        return Verdict::Holds;
    }
    let (Some(input), Some(output)) = (evidence.input(), evidence.output()) else {
        return Verdict::Skipped("the judge cannot hold the input");
    };
    let Some(back) = convert(evidence, document, to, from) else {
        return Verdict::Skipped("there is no way back");
    };
    let Ok(way_back) = Report::read(&back.report) else { return Verdict::Holds };
    let mut kept = Leaves::of(&back.value);
    kept.add("", output);
    if !(kept.add_losses(&report) && kept.add_losses(&way_back)) {
        return Verdict::Skipped("the judge cannot hold what is lost");
    }
    let source = input.get("spec").unwrap_or(input);
    match missing(source, &kept) {
        None => Verdict::Holds,
        Some(found) => Verdict::Broken(format!(
            "{found} does not come back, and is not listed as lost: {:?} {:?}",
            report.losses, way_back.losses
        )),
    }
}

/// Finds a value that is neither kept nor lost.
///
/// Texts and numbers count as kept wherever they are; of what may stand anywhere, the name must be kept or lost, too.
fn missing(source: &Value, kept: &Leaves) -> Option<String> {
    let mut elements = source.get("elements").and_then(Value::as_object).into_iter().flatten();
    let is_gone = |name: &String| !kept.keys.contains(name) && !kept.values.contains(name);
    // Elements are named after the ids of panels, one of which may have had to change.
    let may_be_renamed = |name: &str| name.starts_with("panel-") && kept.lost.contains("id");
    if let Some((name, _)) =
        elements.find(|(name, element)| element.is_object() && is_gone(name) && !may_be_renamed(name))
    {
        return Some(format!("the element name `{name}`"));
    }
    // A panel whose queries have their own data sources has none.
    let skips =
        |_: &str, value: &Value| asks_nothing(value) || value.get("uid") == Some(&"-- Mixed --".into());
    let mut leaves = Leaves { skips, ..Leaves::default() };
    leaves.add("", source);
    let found = leaves.named.iter().find(|(name, value)| {
        let renamed = RENAMED.iter().find(|(old, _)| old == name).map(|(_, new)| (*new).to_owned());
        let is_whole =
            || value.parse().is_ok_and(|number: f64| kept.values.contains(&number.trunc().to_string()));
        let is_new = name == "name" && may_be_renamed(value);
        !EMPTY.contains(&value.as_str())
            && !REMADE.contains(&name.as_str())
            && !is_new
            // What an interval always says.
            && (name != "refresh" || value != "2")
            && !kept.named.contains(&(name.clone(), value.clone()))
            && !renamed.is_some_and(|name| kept.named.contains(&(name, value.clone())))
            && (is_made_up(value) || !kept.lost.contains(name))
            && (value == "true" || !(kept.values.contains(value) || is_whole()))
            && !kept.keys.contains(value)
    });
    found.map(|(name, value)| format!("`{name}`: `{value}`"))
}

/// Returns whether a value is a query of a letter and a data source, which Grafana gives to panels without queries.
fn asks_nothing(value: &Value) -> bool {
    let is_empty =
        |(name, value): (&String, &Value)| name == "refId" || name == "datasource" || value.is_null();
    value.get("refId").is_some() && value.as_object().is_some_and(|members| members.iter().all(is_empty))
}

/// Returns whether a value is one that [`crate::fuzz::format`] makes only once.
fn is_made_up(value: &str) -> bool {
    let digits = value.strip_prefix('t').and_then(|rest| rest.strip_suffix('x')).unwrap_or(value);
    let is_text = digits.len() != value.len() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_text || value.parse().is_ok_and(|number: f64| (1000.0..100_000.0).contains(&number))
}

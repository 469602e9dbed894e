//! Members of a dashboard that the conversion drops (spec 20-grafana-to-perses, section 3).

use super::bridge::Bridge;
use super::fields::{elements, is_text, is_true, look};
use super::settings::is_quiet;
use crate::engine::LossKind;
use crate::json::{Object, Value, push_name};

/// The members that are read, and those that a user does not miss.
const SILENT: &[&str] = &[
    "uid",
    "title",
    "tags",
    "templating",
    "panels",
    "links",
    "annotations",
    "id",
    "version",
    "schemaVersion",
    "gnetId",
    "iteration",
    "style",
    "snapshot",
    "preload",
    "__inputs",
    "__requires",
    "__elements",
    "hideControls",
    "revision",
    "sharedCrosshair",
];

/// What the others are for.
const REASONS: &[(&str, &str)] = &[
    ("time", "the range is always the last hour"),
    ("refresh", "the dashboard does not refresh by itself"),
    ("timezone", "the time zone is the reader's"),
    ("description", "a converted dashboard has no description"),
    ("rows", "old rows are not read"),
    ("graphTooltip", "panels do not share a crosshair"),
    ("editable", "who may edit is not in the document"),
];

/// Tells of what is dropped and said something.
pub(super) fn lose(doc: &Object<'_>, bridge: &mut Bridge<'_, '_>) {
    for (index, value) in elements(look(doc, &["annotations", "list"])).iter().enumerate() {
        let is_built_in =
            value.as_object().is_some_and(|query| query.get("builtIn").is_some_and(is_built_in));
        if !is_built_in {
            let at = format!("/annotations/list/{index}");
            bridge.lose(LossKind::Annotation, at, value, "annotations are not converted");
        }
    }
    for (name, value) in doc.iter() {
        let name = name.to_text();
        if SILENT.contains(&&*name) || is_usual(&name, value) {
            continue;
        }
        let reason = REASONS.iter().find(|(known, _)| *known == name);
        let mut at = String::new();
        push_name(&mut at, &name);
        bridge.lose_member(
            at,
            value,
            reason.map_or("the conversion does not read this member", |(_, reason)| reason),
        );
    }
}

/// Returns whether it is Grafana's own annotation query, which every dashboard has.
fn is_built_in(flag: &Value<'_>) -> bool {
    is_true(Some(flag)) || flag.as_number().is_some_and(|flag| flag.to_f64() == 1.0)
}

/// Returns whether a member says what every dashboard says, or nothing.
fn is_usual(name: &str, value: &Value<'_>) -> bool {
    match (name, value) {
        ("editable", Value::Bool(flag)) => *flag,
        ("graphTooltip" | "fiscalYearStartMonth", Value::Number(number)) => number.to_f64() == 0.0,
        ("timezone", Value::String(zone)) => *zone == "" || *zone == "browser",
        ("time", Value::Object(time)) => {
            time.is_empty() || (is_text(time.get("from"), "now-1h") && is_text(time.get("to"), "now"))
        }
        _ => is_quiet(name, value),
    }
}

//! What happens before the steps: defaults, query letters, panel ids (spec 00-pipeline, sections 2 to 6).

use super::defaults::PANEL;
use super::lists::list;
use super::losses::{defaulted, dropped};
use super::panels::{at_any_depth, below, in_list, numbered, old_rows, top_level, two_levels};
use super::place::Place;
use super::readers::flag;
use crate::engine::{ExportKeys, Notes, StepError};
use crate::json::{Draft, Object, Value};
use std::collections::BTreeSet;
use std::fmt;

/// Marks a panel whose input had `transformations` (3.3).
pub(super) const HAD_TRANSFORMATIONS: &str = "_originallyHadTransformations";
/// Marks a panel whose input had `fieldConfig.defaults.custom` (3.3).
pub(super) const HAD_CUSTOM: &str = "_originallyHadFieldConfigCustom";

/// Members that an export for sharing begins with (2).
const EXPORT_KEYS: [&str; 3] = ["__elements", "__inputs", "__requires"];

/// The time range of a dashboard that has none (4.1).
pub(super) const DEFAULT_TIME: &str = r#"{"from":"now-6h","to":"now"}"#;

/// Members of the dashboard and their defaults (4.1); the engine has written `schemaVersion`.
const DASHBOARD: [(&str, &str); 10] = [
    ("title", r#""No Title""#),
    ("tags", "[]"),
    ("timezone", r#""""#),
    ("weekStart", r#""""#),
    ("editable", "true"),
    ("graphTooltip", "0"),
    ("time", DEFAULT_TIME),
    ("timepicker", "{}"),
    ("fiscalYearStartMonth", "0"),
    ("links", "[]"),
];

pub(super) fn run(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    if notes.options().export_keys == ExportKeys::Drop {
        doc.retain(|name, _| !EXPORT_KEYS.iter().any(|key| name == *key));
    }
    at_any_depth(doc, &mut remember);
    for (name, default) in DASHBOARD {
        set_if_missing(doc, name, default);
    }
    shell(doc, "templating", notes);
    shell(doc, "annotations", notes);
    guard_current_values(doc, notes);
    top_level(doc, panel_defaults);
    old_row_defaults(doc);
    unique_ids(doc, format_args!(""), notes);
    Ok(())
}

fn set_if_missing(object: &mut Object<'_>, name: &'static str, default: &'static str) {
    if object.is_missing(name) {
        object.set(name, Draft::json(default));
    }
}

fn set_if_absent(object: &mut Object<'_>, name: &'static str, default: &'static str) {
    if !object.contains(name) {
        object.set(name, Draft::json(default));
    }
}

/// Records what clean-up has to know of the input (3).
fn remember(panel: &mut Object<'_>) {
    let defaults = panel.object("fieldConfig").and_then(|config| config.object("defaults"));
    let had_custom = defaults.is_some_and(|defaults| defaults.contains("custom"));
    if panel.contains("transformations") {
        panel.set(HAD_TRANSFORMATIONS, true);
    }
    if had_custom {
        panel.set(HAD_CUSTOM, true);
    }
}

/// Makes sure that a member is an object with a list (4.2, 4.3).
fn shell(doc: &mut Object<'_>, name: &'static str, notes: &mut Notes<'_>) {
    if let Some(object) = doc.object_mut(name) {
        set_if_missing(object, "list", "[]");
    } else if let Some(old) = doc.set(name, Draft::json(r#"{"list":[]}"#)) {
        defaulted(notes, format_args!("/{name}"), &old, "it is no object with a list");
    }
}

/// Removes current values of variables that are null or hold one (4.4).
fn guard_current_values(doc: &mut Object<'_>, notes: &mut Notes<'_>) {
    for (index, variable) in list(doc, "templating").into_iter().flat_map(numbered) {
        let Some(current) = variable.object_mut("current") else { continue };
        let holds_null = match current.get("value") {
            Some(Value::Null) => true,
            Some(Value::Array(values)) => values.iter().any(Value::is_null),
            _ => false,
        };
        if let Some(value) = holds_null.then(|| current.remove("value")).flatten() {
            let message = "a current value holds no null";
            dropped(notes, format_args!("/templating/list/{index}/current/value"), &value, message);
        }
    }
}

/// Fills in what a panel model always has (5.2).
fn panel_defaults(panel: &mut Object<'_>) {
    for (name, default) in PANEL {
        set_if_missing(panel, name, default);
    }
    set_if_absent(panel, "fieldConfig", "{}");
    if let Some(config) = panel.object_mut("fieldConfig") {
        set_if_absent(config, "defaults", "{}");
        set_if_absent(config, "overrides", "[]");
    }
    query_letters(panel);
}

/// The letters that queries get.
const LETTERS: [&str; 26] = [
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U",
    "V", "W", "X", "Y", "Z",
];

/// Gives each query without `refId` the first letter that is free (5.2.3).
fn query_letters(panel: &mut Object<'_>) {
    let Some(targets) = panel.array_mut("targets") else { return };
    if !targets.objects().any(|target| target.is_missing("refId")) {
        return;
    }
    let mut free = LETTERS.to_vec();
    for target in targets.objects() {
        free.retain(|letter| !target.has_text("refId", letter));
    }
    for (target, letter) in targets.objects_mut().filter(|target| target.is_missing("refId")).zip(free) {
        target.set("refId", letter);
    }
}

/// Panels in old rows get defaults, but for those in collapsed rows (5.3).
fn old_row_defaults(doc: &mut Object<'_>) {
    old_rows(doc, |row| {
        if !flag(row, "collapse") {
            below(row, panel_defaults);
        }
    });
}

/// Gives panels without a valid id, or with one that an earlier panel kept, a new one (6).
///
/// `root` is the pointer to the dashboard.
pub(super) fn unique_ids(doc: &mut Object<'_>, root: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    let mut largest: i64 = 0;
    panels_with_ids(doc, &mut |panel, _| {
        if let Some(id) = valid_id(panel) {
            largest = largest.max(id.truncated);
        }
    });
    let mut next = largest.wrapping_add(1);
    let mut kept = BTreeSet::new();
    panels_with_ids(doc, &mut |panel, place| {
        let id = valid_id(panel);
        let is_taken = id.is_some();
        if id.is_some_and(|id| kept.insert(id.bits)) {
            return;
        }
        let old = panel.set("id", next as f64);
        // A number that is no id says nothing.
        if let Some(old) = old.filter(|old| is_taken || old.as_number().is_none()) {
            let message = if is_taken { "an earlier panel has this id" } else { "an id is a number" };
            defaulted(notes, format_args!("{root}{place}/id"), &old, message);
        }
        next = next.wrapping_add(1);
    });
}

/// A number greater than 0, as text or not.
struct Id {
    truncated: i64,
    bits: u64,
}

fn valid_id(panel: &Object<'_>) -> Option<Id> {
    let number = panel.get("id")?.as_number()?;
    let value = number.to_f64();
    (value > 0.0).then(|| Id { truncated: number.to_i64(), bits: value.to_bits() })
}

/// Calls `visit` for the panels that have ids, in the order in which they get them (6.1).
fn panels_with_ids<'a>(doc: &mut Object<'a>, visit: &mut impl FnMut(&mut Object<'a>, &Place<'_>)) {
    two_levels(doc, &mut *visit);
    in_list(doc, "rows", None, |row, place| in_list(row, "panels", Some(place), &mut *visit));
}

//! v8: old InfluxDB queries get `select`, and parameters in arrays.
//!
//! Before: `{"panels": [{"targets": [{"fields": [{"name": "load", "func": "median", "asExpr": "l"}], "tags": [], "groupBy": [{"type": "tag", "key": "dc"}], "fill": "none"}]}]}`
//! After:  `{"panels": [{"targets": [{"tags": [], "groupBy": [{"type": "tag", "params": ["dc"]}, {"type": "fill", "params": ["none"]}], "select": [[{"type": "field", "params": ["load"]}, {"type": "median", "params": []}, {"type": "alias", "params": ["l"]}]]}]}]}`
//!
//! A query is recognized by its members, not by its data source; one that is written by hand (`rawQuery`) only loses
//! what it does not use. Only queries of top-level panels are visited (spec 10-versions-02-16).

use super::losses::{asks_something, dropped};
use super::panels::numbered;
use super::readers::flag;
use crate::engine::{Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::json::{Array, Draft, Object, Value, array, object};
use std::fmt::Arguments;

pub(super) const STEP: Step = Step {
    id: "grafana/8",
    summary: "old InfluxDB queries get `select`, and parameters in arrays",
    kind: Kind::Restructure,
    lossy: true,
    up,
    ..Step::between(7, 8)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (panel_index, panel) in doc.array_mut("panels").into_iter().flat_map(numbered) {
        for (index, target) in panel.array_mut("targets").into_iter().flat_map(numbered) {
            if is_old_influx(target) {
                let at = format_args!("/panels/{panel_index}/targets/{index}");
                let asked = asks_something(target);
                convert(target, at, notes);
                if asked && !asks_something(target) {
                    let message = "nothing is left of the query";
                    notes.lose(LossCode::DroppedByFormat, LossKind::Query, at.to_string(), None, message);
                }
            }
        }
    }
    Ok(())
}

fn is_old_influx(target: &Object<'_>) -> bool {
    ["fields", "tags", "groupBy"].iter().all(|name| target.contains(name))
}

fn convert(target: &mut Object<'_>, at: Arguments<'_>, notes: &mut Notes<'_>) {
    let fields = target.remove("fields");
    if flag(target, "rawQuery") {
        for (name, old) in [("fields", fields), ("fill", target.remove("fill"))] {
            if let Some(old) = old {
                dropped(notes, format_args!("{at}/{name}"), &old, "a query that is written by hand has none");
            }
        }
        return;
    }
    match fields {
        Some(Value::Array(fields)) => {
            let select = selections(fields, at, notes);
            if let Some(old) = target.set("select", array(select)) {
                dropped(notes, format_args!("{at}/select"), &old, "`fields` take its place");
            }
        }
        Some(old) => dropped(notes, format_args!("{at}/fields"), &old, "it is not a list"),
        None => {}
    }
    if target.array("groupBy").is_none() {
        return;
    }
    let fill = target.remove("fill");
    let Some(groups) = target.array_mut("groupBy") else { return };
    for (index, group) in numbered(groups) {
        if let Some(old) = convert_group(group) {
            let at = format_args!("{at}/groupBy/{index}/params");
            dropped(notes, at, &old, "the text beside it takes its place");
        }
    }
    if let Some(fill) = fill {
        groups.push(part("fill", Some(fill.into())));
    }
}

/// Returns an entry of `select` for each field that selects something (rule 3a).
fn selections<'a>(fields: &Array<'a>, at: Arguments<'_>, notes: &mut Notes<'_>) -> Vec<Draft<'a>> {
    let mut select = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let parts = field.as_object().map(selection).unwrap_or_default();
        if parts.is_empty() {
            dropped(notes, format_args!("{at}/fields/{index}"), field, "it selects nothing");
        } else {
            select.push(array(parts));
        }
    }
    select
}

/// Returns the parts of a selected field.
fn selection<'a>(field: &Object<'a>) -> Vec<Draft<'a>> {
    let text =
        |name: &str| field.get(name).filter(|value| matches!(value, Value::String(_))).map(Value::copied);
    let with_parameter =
        |kind: &'static str, name: &str| text(name).map(|value| part(kind, Some(value.into())));
    let function = text("func").map(|function| part(function, None));
    [
        with_parameter("field", "name"),
        function,
        with_parameter("math", "mathExpr"),
        with_parameter("alias", "asExpr"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn part<'a>(kind: impl Into<Draft<'a>>, parameter: Option<Draft<'a>>) -> Draft<'a> {
    object([("type", kind.into()), ("params", array(parameter))])
}

/// Puts the parameter of a group into an array, and returns what was there before (rule 3d).
fn convert_group<'a>(group: &mut Object<'a>) -> Option<Value<'a>> {
    let parameter = match group.text("type")?.as_ref() {
        "time" => "interval",
        "tag" => "key",
        _ => return None,
    };
    if !matches!(group.get(parameter), Some(Value::String(_))) {
        return None;
    }
    let value = group.remove(parameter)?;
    group.set("params", array([value]))
}

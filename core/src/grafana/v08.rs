//! v8: old InfluxDB queries get `select`, and parameters in arrays.
//!
//! Before: `{"panels": [{"targets": [{"fields": [{"name": "load", "func": "median", "asExpr": "l"}], "tags": [], "groupBy": [{"type": "tag", "key": "dc"}], "fill": "none"}]}]}`
//! After:  `{"panels": [{"targets": [{"tags": [], "groupBy": [{"type": "tag", "params": ["dc"]}, {"type": "fill", "params": ["none"]}], "select": [[{"type": "field", "params": ["load"]}, {"type": "median", "params": []}, {"type": "alias", "params": ["l"]}]]}]}]}`
//!
//! A query is recognized by its members, not by its data source; one that is written by hand (`rawQuery`) only loses
//! what it does not use. Only queries of top-level panels are visited (spec 10-versions-02-16).

use super::panels::top_level;
use super::readers::flag;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Draft, Object, Value, array, object};

pub(super) const STEP: Step = Step {
    id: "grafana/8",
    summary: "old InfluxDB queries get `select`, and parameters in arrays",
    kind: Kind::Restructure,
    up,
    ..Step::between(7, 8)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    top_level(doc, |panel| {
        let targets = panel.array_mut("targets").into_iter().flat_map(Array::objects_mut);
        targets.filter(|target| is_old_influx(target)).for_each(convert);
    });
    Ok(())
}

fn is_old_influx(target: &Object<'_>) -> bool {
    ["fields", "tags", "groupBy"].iter().all(|name| target.contains(name))
}

fn convert(target: &mut Object<'_>) {
    let fields = target.remove("fields");
    if flag(target, "rawQuery") {
        target.remove("fill");
        return;
    }
    if let Some(Value::Array(fields)) = fields {
        let select = fields.objects().map(selection).filter(|parts| !parts.is_empty());
        target.set("select", array(select.map(array)));
    }
    if target.array("groupBy").is_none() {
        return;
    }
    let fill = target.remove("fill");
    let Some(groups) = target.array_mut("groupBy") else { return };
    groups.objects_mut().for_each(convert_group);
    if let Some(fill) = fill {
        groups.push(part("fill", Some(fill.into())));
    }
}

/// Returns the parts of a selected field (rule 3a).
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

/// Puts the parameter of a group into an array (rule 3d).
fn convert_group(group: &mut Object<'_>) {
    let parameter = match group.text("type").as_deref() {
        Some("time") => "interval",
        Some("tag") => "key",
        _ => return,
    };
    if matches!(group.get(parameter), Some(Value::String(_)))
        && let Some(value) = group.remove(parameter)
    {
        group.set("params", array([value]));
    }
}

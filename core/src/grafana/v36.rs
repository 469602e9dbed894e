//! v36: missing and default data sources become explicit references.
//!
//! Before: `{"panels": [{"datasource": {"uid": "u", "type": "t"}, "targets": [{"refId": "A"}]}]}`
//! After:  `{"panels": [{"datasource": {"uid": "u", "type": "t"}, "targets": [{"refId": "A", "datasource": {"uid": "u", "type": "t"}}]}]}`
//!
//! Annotations first, then query variables, then panels with one level of nested ones. What resolves to nothing becomes a
//! lasting null. A panel without a source of its own follows its queries (spec 30-versions-31-42).

use super::datasource::{Conversion, Default, convert, reference};
use super::panels::{Level, two_levels};
use crate::engine::{Context, Kind, Notes, Step, StepError};
use crate::json::{Array, Draft, Lasting, Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/36",
    summary: "missing and default data sources become explicit references",
    kind: Kind::Normalize,
    up,
    ..Step::between(35, 36)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let context = notes.context();
    for annotation in list_of(doc, "annotations") {
        settle(annotation, context);
    }
    for variable in list_of(doc, "templating") {
        let is_open = matches!(variable.get("datasource"), Some(Value::Null));
        if is_open && variable.has_text("type", "query") {
            variable.set("datasource", default_reference(context));
        }
    }
    two_levels(doc, |panel, level| settle_panel(panel, level, context));
    Ok(())
}

/// Goes through the objects in the `list` of a member of the dashboard.
fn list_of<'d, 'a>(doc: &'d mut Object<'a>, name: &str) -> impl Iterator<Item = &'d mut Object<'a>> {
    let list = doc.object_mut(name).and_then(|member| member.array_mut("list"));
    list.into_iter().flat_map(Array::objects_mut)
}

/// Returns the reference of the default source, or a lasting null.
fn default_reference<'a>(context: &Context) -> Draft<'a> {
    context.default_datasource().map_or(Lasting::EmptyObject.into(), reference)
}

/// Converts the `datasource` of an object; nothing becomes a lasting null (D6).
fn settle(object: &mut Object<'_>, context: &Context) {
    match convert(object.get("datasource"), Default::Resolved, context) {
        Conversion::Unchanged => {}
        Conversion::Reference(reference) => drop(object.set("datasource", reference)),
        Conversion::Nothing => drop(object.set("datasource", Lasting::EmptyObject)),
    }
}

fn settle_panel(panel: &mut Object<'_>, level: Level, context: &Context) {
    if panel.array("targets").is_none_or(Array::is_empty) {
        if level == Level::Inner {
            return;
        }
        panel.set("targets", Draft::json(r#"[{"refId":"A"}]"#));
    }
    let was_default = panel.is_missing("datasource");
    if !panel.object("datasource").is_some_and(Object::is_empty) {
        settle(panel, context);
    }
    let count = panel.array("targets").map_or(0, Array::len);
    for index in 0..count {
        let source = panel.get("datasource").map(Value::copied).unwrap_or_default();
        let target = panel.array_mut("targets").and_then(|targets| targets.get_mut(index)?.into_object());
        let Some(target) = target else { continue };
        settle_target(target, source, context);
        let leads = was_default && target.get("datasource").is_some_and(leads_panel);
        if let Some(source) = target.get("datasource").filter(|_| leads).map(Value::copied) {
            panel.set("datasource", source);
        }
    }
}

/// Gives a query the source of its panel, or converts the one that it has (rule 3).
fn settle_target<'a>(target: &mut Object<'a>, panel_source: Value<'a>, context: &Context) {
    let lacks_uid = match target.get("datasource") {
        None | Some(Value::Null) => true,
        Some(Value::Object(source)) => source.is_missing("uid"),
        Some(_) => false,
    };
    let is_mixed = panel_source.as_object().is_some_and(|source| source.has_text("uid", "-- Mixed --"));
    match (lacks_uid && !is_mixed, panel_source) {
        (true, source @ Value::Object(_)) => drop(target.set("datasource", source)),
        (true, _) => drop(target.set("datasource", Draft::json("{}"))),
        (false, _) => settle(target, context),
    }
}

/// Whether a panel without a source of its own follows this one (rule 4).
fn leads_panel(source: &Value<'_>) -> bool {
    let uid = source.as_object().and_then(|source| source.text("uid"));
    uid.is_some_and(|uid| !uid.is_empty() && uid != "__expr__")
}

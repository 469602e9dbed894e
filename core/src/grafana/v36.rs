//! v36: missing and default data sources become explicit references.
//!
//! Before: `{"panels": [{"datasource": {"uid": "u", "type": "t"}, "targets": [{"refId": "A"}]}]}`
//! After:  `{"panels": [{"datasource": {"uid": "u", "type": "t"}, "targets": [{"refId": "A", "datasource": {"uid": "u", "type": "t"}}]}]}`
//!
//! Annotations first, then query variables, then panels with one level of nested ones. What resolves to nothing becomes a
//! lasting null. A panel without a source of its own follows its queries (spec 30-versions-31-42).

use super::datasource::{Conversion, Default, convert, lose_unusable, reference};
use super::lists::list;
use super::losses::{defaulted, says_something};
use super::panels::{numbered, two_levels};
use super::place::Place;
use super::unresolved::{OpenPanel, Watch, warn_if_open};
use crate::engine::{Context, Kind, Notes, Step, StepError};
use crate::json::{Array, Draft, Lasting, Object, Str, Value};
use std::fmt;

pub(super) const STEP: Step = Step {
    id: "grafana/36",
    summary: "missing and default data sources become explicit references",
    kind: Kind::Normalize,
    lossy: true,
    up,
    ..Step::between(35, 36)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let mut watch = Watch::new(notes.context());
    for (index, annotation) in list(doc, "annotations").into_iter().flat_map(numbered) {
        settle(annotation, format_args!("/annotations/list/{index}"), watch.is_on(), notes);
    }
    for (index, variable) in list(doc, "templating").into_iter().flat_map(numbered) {
        let source = variable.get("datasource");
        if matches!(source, Some(Value::Null)) && variable.has_text("type", "query") {
            if watch.is_on() {
                warn_if_open(notes, source, Default::Resolved, format_args!("/templating/list/{index}"));
            }
            variable.set("datasource", default_reference(notes.context()));
        }
    }
    two_levels(doc, |panel, place| {
        let is_watched = watch.panel(panel, place);
        settle_panel(panel, place, is_watched, notes);
    });
    Ok(())
}

/// Returns the reference of the default source, or a lasting null.
fn default_reference<'a>(context: &Context) -> Draft<'a> {
    context.default_datasource().map_or(Lasting::EmptyObject.into(), reference)
}

/// Converts the `datasource` of an object; nothing becomes a lasting null (D6).
fn settle(object: &mut Object<'_>, at: impl fmt::Display, is_watched: bool, notes: &mut Notes<'_>) {
    let source = object.get("datasource");
    if is_watched {
        warn_if_open(notes, source, Default::Resolved, &at);
    }
    match convert(source, Default::Resolved, notes.context()) {
        Conversion::Unchanged => {}
        Conversion::Reference(reference) => drop(object.set("datasource", reference)),
        Conversion::Nothing => {
            lose_unusable(notes, source, at);
            object.set("datasource", Lasting::EmptyObject);
        }
    }
}

fn settle_panel(panel: &mut Object<'_>, place: &Place<'_>, is_watched: bool, notes: &mut Notes<'_>) {
    if panel.array("targets").is_none_or(Array::is_empty) {
        if !place.is_outer() {
            return;
        }
        if let Some(old) = panel.set("targets", Draft::json(r#"[{"refId":"A"}]"#)) {
            defaulted(notes, format_args!("{place}/targets"), &old, "queries are a list");
        }
    }
    let was_default = panel.is_missing("datasource");
    let mut open = OpenPanel::new(panel, is_watched);
    if !panel.object("datasource").is_some_and(Object::is_empty) {
        // Whether an open panel stays open is not known before its queries are.
        settle(panel, place, is_watched && !was_default, notes);
    }
    let count = panel.array("targets").map_or(0, Array::len);
    for index in 0..count {
        let source = panel.get("datasource").map(Value::copied).unwrap_or_default();
        let target = panel.array_mut("targets").and_then(|targets| targets.get_mut(index)?.into_object());
        let Some(target) = target else { continue };
        if inherits(target, &source) {
            open.inherits(index, target);
            inherit(target, source, format_args!("{place}/targets/{index}"), notes);
        } else {
            if target.is_missing("datasource") {
                open.waits();
            }
            settle(target, format_args!("{place}/targets/{index}"), is_watched, notes);
        }
        let leads = was_default && target.get("datasource").is_some_and(leads_panel);
        if let Some(source) = target.get("datasource").filter(|_| leads).map(Value::copied) {
            panel.set("datasource", source);
            open.is_led();
        }
    }
    open.warn(notes, panel, place);
}

/// Returns whether a query takes the source of its panel: one without a uid does, unless the panel is mixed (rule 3).
fn inherits(target: &Object<'_>, panel_source: &Value<'_>) -> bool {
    let lacks_uid = match target.get("datasource") {
        None | Some(Value::Null) => true,
        Some(Value::Object(source)) => source.is_missing("uid"),
        Some(_) => false,
    };
    lacks_uid && !panel_source.as_object().is_some_and(|source| source.has_text("uid", "-- Mixed --"))
}

fn inherit<'a>(
    target: &mut Object<'a>,
    panel_source: Value<'a>,
    at: fmt::Arguments<'_>,
    notes: &mut Notes<'_>,
) {
    let new = if panel_source.as_object().is_some() { panel_source.into() } else { Draft::json("{}") };
    let Some(Value::Object(old)) = target.set("datasource", new) else { return };
    let new = target.object("datasource");
    let is_lost = |(name, value): (Str<'_>, &Value<'_>)| {
        let kept = new.and_then(|new| new.get(&name.to_text()));
        says_something(value) && kept.is_none_or(|kept| kept != value)
    };
    if old.iter().any(is_lost) {
        let message = "without a uid it gives way to the source of the panel";
        defaulted(notes, format_args!("{at}/datasource"), &Value::Object(old), message);
    }
}

/// Whether a panel without a source of its own follows this one (rule 4).
fn leads_panel(source: &Value<'_>) -> bool {
    let uid = source.as_object().and_then(|source| source.text("uid"));
    uid.is_some_and(|uid| !uid.is_empty() && uid != "__expr__")
}

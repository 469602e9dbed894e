//! What a person would miss: values that say something.
//!
//! Nulls, empty values and flags of a wrong type are dropped without a word, and so are run-time members and defaults.

use crate::engine::{LossCode, LossKind, Notes};
use crate::json::{Array, Object, Value, push_name};
use std::fmt;

/// Notes that the format drops a member, if its value said something.
pub(super) fn dropped(
    notes: &mut Notes<'_>,
    at: fmt::Arguments<'_>,
    value: &Value<'_>,
    message: &'static str,
) {
    lose_member(notes, LossCode::DroppedByFormat, at, value, message);
}

/// Notes that something else took the place of a member, if its value said something.
pub(super) fn defaulted(
    notes: &mut Notes<'_>,
    at: fmt::Arguments<'_>,
    value: &Value<'_>,
    message: &'static str,
) {
    lose_member(notes, LossCode::Defaulted, at, value, message);
}

/// Notes that a member is gone, if its value said something.
pub(super) fn lose_member(
    notes: &mut Notes<'_>,
    code: LossCode,
    at: fmt::Arguments<'_>,
    value: &Value<'_>,
    message: &'static str,
) {
    if says_something(value) {
        notes.lose(code, LossKind::Member, at.to_string(), Some(value), message);
    }
}

/// Returns whether there is anything but nulls, empty text and empty containers.
///
/// Recursive; a document is at most 256 containers deep.
pub(super) fn says_something(value: &Value<'_>) -> bool {
    match value {
        Value::Null | Value::LastingNull(_) => false,
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !text.to_text().is_empty(),
        Value::Array(array) => array.iter().any(says_something),
        Value::Object(object) => object.iter().any(|(_, value)| says_something(value)),
    }
}

/// Returns whether a query has more than what stages and steps give to every query.
pub(super) fn asks_something(query: &Object<'_>) -> bool {
    query.iter().any(|(name, value)| name != "refId" && name != "datasource" && !value.is_null())
}

/// Notes the annotations of left-over `pulldowns`; version 6 has taken out those that it moved.
pub(super) fn pulldown_annotations(doc: &Object<'_>, notes: &mut Notes<'_>) {
    let Some(pulldowns) = doc.array("pulldowns") else { return };
    for (outer, pulldown) in pulldowns.iter().enumerate() {
        let pulldown = pulldown.as_object().filter(|pulldown| pulldown.has_text("type", "annotations"));
        let annotations = pulldown.and_then(|pulldown| pulldown.array("annotations"));
        for (index, value) in annotations.into_iter().flat_map(Array::iter).enumerate() {
            if value.as_object().is_some() {
                let at = format!("/pulldowns/{outer}/annotations/{index}");
                let message = "annotations are in `annotations.list`";
                notes.lose(LossCode::DroppedByFormat, LossKind::Annotation, at, Some(value), message);
            }
        }
    }
}

/// Notes what was in the `list` of the dashboard's `templating` or `annotations` before another one takes its place.
pub(super) fn replaced_list(
    notes: &mut Notes<'_>,
    doc: &Object<'_>,
    name: &str,
    kind: LossKind,
    message: &'static str,
) {
    match doc.object(name).and_then(|shell| shell.get("list")) {
        Some(Value::Array(list)) => {
            for (index, value) in list.iter().enumerate() {
                let at = format_args!("/{name}/list/{index}");
                match value {
                    Value::Object(_) => {
                        notes.lose(LossCode::DroppedByFormat, kind, at.to_string(), Some(value), message);
                    }
                    other => dropped(notes, at, other, message),
                }
            }
        }
        Some(other) => dropped(notes, format_args!("/{name}/list"), other, message),
        None => {}
    }
}

/// Notes the members of an object that goes.
pub(super) fn dropped_members(notes: &mut Notes<'_>, at: &str, object: &Object<'_>, message: &'static str) {
    for (name, value) in object.iter() {
        dropped_member(notes, at.to_owned(), &name.to_text(), value, message);
    }
}

/// Notes that the format drops a member of the object at `at`, if its value said something.
pub(super) fn dropped_member(
    notes: &mut Notes<'_>,
    mut at: String,
    name: &str,
    value: &Value<'_>,
    message: &'static str,
) {
    push_name(&mut at, name);
    dropped(notes, format_args!("{at}"), value, message);
}

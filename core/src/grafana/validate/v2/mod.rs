//! What `validate` looks for in a dashboard of elements and a layout, v2alpha1 and v2beta1 alike.
//!
//! Rules judge what the format reads (spec grafana-api/10-format-v2): what it would read as nothing, names that lead
//! nowhere, names and ids that are there twice.

mod elements;
mod layout;
mod variables;

use crate::engine::Rule;
use crate::json::{Object, Value};
use std::borrow::Cow;

/// The rules; of findings at the same place, the earlier rule comes first.
pub(in crate::grafana) const RULES: &[Rule] = &[
    variables::UNKNOWN_VARIABLE_KIND,
    variables::VARIABLE_WITHOUT_NAME,
    variables::DUPLICATE_VARIABLE,
    elements::UNKNOWN_ELEMENT_KIND,
    elements::DUPLICATE_PANEL_ID,
    elements::ELEMENT_NOT_SHOWN,
    layout::UNKNOWN_LAYOUT_KIND,
    layout::UNKNOWN_ELEMENT,
    layout::UNKNOWN_REPEAT_VARIABLE,
];

/// Returns the kind of a value if it is one of these.
fn known_kind<'k>(value: &Value<'_>, kinds: &[&'k str]) -> Option<&'k str> {
    let object = value.as_object()?;
    kinds.iter().copied().find(|kind| object.has_text("kind", kind))
}

/// Says of which unknown kind a value is, and what becomes of it.
fn unknown(what: &str, value: &Value<'_>) -> String {
    let kind = value.as_object().and_then(|object| object.text("kind"));
    let kind =
        kind.map_or_else(|| "has no kind".to_owned(), |kind| format!("is of the unknown kind `{kind}`"));
    format!("the {what} {kind}: Grafana reads nothing here")
}

/// Returns a text of the `spec` of a kind object.
fn spec_text<'a>(object: &Object<'a>, name: &str) -> Option<Cow<'a, str>> {
    object.object("spec")?.text(name)
}

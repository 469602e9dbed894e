//! How the name of a data source becomes a reference (spec 30-versions-31-42, D1 to D6).

use super::losses::dropped;
use crate::engine::{Context, Datasource, Notes};
use crate::json::{Draft, Object, Str, Value, object};
use std::fmt;

/// What a missing or `default` source means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Default {
    /// Nothing (version 33).
    Nothing,
    /// The default source of the list (version 36).
    Resolved,
}

/// What becomes of a `datasource` member (D6).
#[derive(Debug)]
pub(super) enum Conversion<'a> {
    /// It is a usable reference and stays.
    Unchanged,
    /// It becomes this.
    Reference(Draft<'a>),
    /// Nothing; what that means is up to the caller.
    Nothing,
}

/// Converts the value of a `datasource` member; an absent one counts as null (D6).
pub(super) fn convert<'a>(value: Option<&Value<'a>>, default: Default, context: &Context) -> Conversion<'a> {
    let resolved = || match default {
        Default::Nothing => None,
        Default::Resolved => context.default_datasource().map(reference),
    };
    match value {
        None | Some(Value::Null) => resolved().map_or(Conversion::Nothing, Conversion::Reference),
        Some(Value::Object(object)) if is_usable(object) => Conversion::Unchanged,
        Some(Value::String(text)) => match (&*text.to_text(), resolved()) {
            ("default", Some(reference)) => Conversion::Reference(reference),
            ("default", None) if default == Default::Nothing => Conversion::Nothing,
            _ => Conversion::Reference(named(*text, context)),
        },
        Some(_) => Conversion::Nothing,
    }
}

/// Notes that the value of a `datasource` member gave nothing.
pub(super) fn lose_unusable(notes: &mut Notes<'_>, value: Option<&Value<'_>>, owner: impl fmt::Display) {
    if let Some(value) = value.filter(|value| !value.is_text("default")) {
        dropped(notes, format_args!("{owner}/datasource"), value, "it names no data source");
    }
}

/// Returns the reference of a source that is given by name or uid; a text that is neither becomes the uid.
fn named<'a>(name: Str<'a>, context: &Context) -> Draft<'a> {
    let text = name.to_text();
    match context.datasource(&text) {
        _ if text.is_empty() => Draft::json("{}"),
        Some(source) => reference(source),
        None => object([("uid", name)]),
    }
}

/// Returns the reference of a source (D4).
pub(super) fn reference<'a>(source: &Datasource) -> Draft<'a> {
    let version = Some(("apiVersion", &source.api_version)).filter(|(_, version)| !version.is_empty());
    object(
        [("uid", &source.uid), ("type", &source.kind)]
            .into_iter()
            .chain(version)
            .map(|(name, text)| (name, text.clone())),
    )
}

/// Says at least which source or which type it is (D5).
fn is_usable(reference: &Object<'_>) -> bool {
    ["uid", "type"].iter().any(|name| reference.text(name).is_some_and(|text| !text.is_empty()))
}

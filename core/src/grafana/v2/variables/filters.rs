//! Filters and default keys of ad hoc variables.

use super::members::{filled_list, take_same};
use super::options::keep_members;
use crate::engine::{LossCode, Notes};
use crate::grafana::losses::dropped;
use crate::grafana::v2::object;
use crate::grafana::v2::parts::NO_PLACE;
use crate::grafana::v2::schema::{Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::grafana::v2::texts::keep_texts;
use crate::json::{Arena, Draft, Members, Str, Value, ValueMut, array};

/// Filters (spec 10-format-v2, 8).
pub(super) const FILTERS: Type = Type::List(&Type::Object(&[
    member("key", Type::Text, Written::Always),
    member("operator", Type::Text, Written::Always),
    member("value", Type::Text, Written::Always),
    member("values", Type::List(&Type::Text), Written::Filled),
    member("keyLabel", Type::Text, Written::Set),
    member("valueLabels", Type::List(&Type::Text), Written::Filled),
    member("forceEdit", Type::Flag, Written::Set),
    member("origin", Type::Text, Written::Set),
    member("condition", Type::Text, Written::Set),
]));

/// The members of a filter that a classic one has, too.
const CLASSIC: &[&str] = &["key", "operator", "value", "values", "keyLabel", "valueLabels", "condition"];

/// Default keys (spec 10-format-v2, 8).
pub(super) const KEYS: Type = Type::List(&Type::Object(KEY));

const KEY: &[Member] = &[
    member("text", Type::Text, Written::Always),
    member("value", Type::TextOrNumber, Written::Set),
    member("group", Type::Text, Written::Set),
    member("expandable", Type::Flag, Written::Set),
];

/// Takes a filter; nothing if it has another origin than the dashboard (spec 20-classic-to-v2, 13.8).
pub(super) fn filter_up<'a>(filter: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    if filter.peek("origin").is_some_and(|origin| !origin.is_text("dashboard")) {
        return None;
    }
    filter.take("origin");
    let mut members = Members::new(filter.arena());
    for name in ["key", "operator", "value"] {
        let missing = if name == "operator" { "=" } else { "" };
        members.put(name, filter.text(name).map_or_else(|| missing.into(), Into::into));
    }
    for name in ["keyLabel", "condition"] {
        members.put_some(name, filter.filled_text(name));
    }
    let at = filter.at();
    for name in ["values", "valueLabels"] {
        let Some(mut list) = filled_list(filter, name) else { continue };
        let ValueMut::Array(texts) = list.as_mut() else { continue };
        keep_texts(texts, &at.member(name), notes);
        if !texts.is_empty() {
            members.put(name, list.into());
        }
    }
    Some(members.into())
}

/// Takes the texts of default keys (spec 20-classic-to-v2, 13.8).
pub(super) fn keys_up<'a>(
    variable: &mut Source<'_, 'a>,
    name: &'static str,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    let at = variable.at();
    let at = at.member(name);
    let arena = variable.arena();
    let mut keys = Vec::new();
    for (index, value) in variable.list(name).into_iter().enumerate() {
        let at = at.item(index);
        keys.extend(match value {
            Value::String(text) => Some(key(text, arena)),
            Value::Object(object) => {
                let mut source = Source::new(object, at);
                let text = source.filled_text("text");
                take_same(&mut source, "value", text.unwrap_or_default());
                source.finish(notes, NO_PLACE);
                text.map(|text| key(text, arena))
            }
            other => {
                dropped(notes, format_args!("{at}"), &other, NO_PLACE);
                None
            }
        });
    }
    array(keys)
}

fn key<'a>(text: Str<'a>, arena: &'a Arena) -> Draft<'a> {
    object(arena, [("text", text.into()), ("value", text.into())])
}

/// Takes filters for a classic variable; nothing if there are none (spec 30-v2-to-classic, 10.5).
pub(super) fn filters_down<'a>(
    spec: &mut Source<'_, 'a>,
    name: &'static str,
    notes: &mut Notes<'_>,
) -> Option<Draft<'a>> {
    let at = spec.at();
    let at = at.member(name);
    let mut filters = filled_list(spec, name)?;
    let ValueMut::Array(list) = filters.as_mut() else { return None };
    for (index, filter) in list.objects_mut().enumerate() {
        let message = "a classic filter has no such member";
        keep_members(filter, CLASSIC, LossCode::DroppedByFormat, message, &at.item(index), notes);
        filter.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
    }
    Some(filters.into())
}

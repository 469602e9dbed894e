//! Queries, and the data sources that they refer to.
//!
//! v2alpha1 names the type of the data source in the query's `kind` and keeps `{type, uid}` beside the query; v2beta1
//! has `group` for the type and `{name}` for the uid, both inside of the query (spec 40-v2alpha1-v2beta1, section 3).

mod panel_queries;
mod reference;
mod taken;

pub(in crate::grafana) use panel_queries::{
    LEGACY_TEXT, PANEL_QUERY, down_queries, panel_query_to_alpha, panel_query_to_beta, up_targets,
};
pub(in crate::grafana) use reference::{Reference, default_type};
pub(in crate::grafana) use taken::Query;

use super::path::Path;
use super::schema::{In, Member, Type, Written, member};
use super::source::Source;
use crate::engine::{LossCode, LossKind, Notes};
use crate::grafana::v2::object;
use crate::json::{self, Draft, Members, Object, Str, Value};

/// A query of a panel, a variable or an annotation, `DataQuery` in v2beta1 (spec 10-format-v2, sections 4 and 12).
pub(in crate::grafana) const QUERY: &[Member] = &[
    member("kind", Type::Text, Written::Always),
    member("group", Type::Text, Written::Always).only(In::Beta),
    member("version", Type::Text, Written::Always).only(In::Beta),
    member("datasource", Type::Object(NAME), Written::Set).only(In::Beta),
    member("spec", Type::AnyMap, Written::Null),
];

/// A data source in v2beta1; the name is its uid.
pub(in crate::grafana) const NAME: &[Member] = &[member("name", Type::Text, Written::Set)];

/// A data source in v2alpha1, beside the query.
pub(in crate::grafana) const REFERENCE: &[Member] =
    &[member("type", Type::Text, Written::Set), member("uid", Type::Text, Written::Set)];

/// What has a query: what becomes of one without content is different for each (spec 40-v2alpha1-v2beta1, 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::grafana) enum Owner {
    Panel,
    Variable,
    Annotation,
}

/// Brings `query` and `datasource` of the `spec` of a panel query, a query variable or an annotation to v2beta1
/// (spec 40-v2alpha1-v2beta1, 3.1).
pub(in crate::grafana) fn to_beta<'a>(owner: &mut Object<'a>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let reference = into_object(owner.remove("datasource"));
    let query = into_object(owner.take("query"));
    let said = |name| text(reference.as_deref()?, name);
    let kind = query.as_deref().and_then(|query| text(query, "kind")).unwrap_or_default();
    let group = said("type").filter(|group| *group != "").unwrap_or(kind);
    if kind != "" && kind != group {
        lose_kind(kind, &at.member("query"), notes);
    }
    let mut members = Members::of(
        owner.arena(),
        [("kind", "DataQuery".into()), ("group", group.into()), ("version", "v0".into())],
    );
    if reference.is_some() {
        let mut name = Members::new(owner.arena());
        name.put_some("name", said("uid"));
        members.put("datasource", name.into());
    }
    let spec = query.map_or(Draft::json("{}"), |query| query.take("spec").into());
    members.put("spec", spec);
    owner.set("query", members);
}

/// Brings them to v2alpha1 (spec 40-v2alpha1-v2beta1, 3.2).
pub(in crate::grafana) fn to_alpha<'a>(
    owner: &mut Object<'a>,
    who: Owner,
    at: &Path<'_>,
    notes: &mut Notes<'_>,
) {
    let Some(query) = into_object(owner.take("query")) else { return };
    let at = at.member("query");
    let mut query = Source::new(query, at);
    query.take_if("kind", |kind| kind.is_text("DataQuery"));
    query.take_if("version", |version| version.is_text("v0"));
    let name = query.object("datasource").and_then(|reference| text(reference, "name"));
    let spec = query.take("spec");
    let has_content = spec.as_ref().and_then(Value::as_object).is_some_and(|spec| !spec.is_empty());
    let is_bare = name.is_none() && !has_content;
    if is_bare && who == Owner::Annotation {
        query.finish(notes, "v2alpha1 has no query without a name or content");
        owner.remove("query");
        return;
    }
    let group = query.text("group").unwrap_or_default();
    let spec = if is_bare && who == Owner::Panel { Draft::json("{}") } else { spec.into() };
    query.finish(notes, "v2alpha1 has no place for it");
    owner.set("query", object(owner.arena(), [("kind", group.into()), ("spec", spec)]));
    if let Some(name) = name {
        owner.set("datasource", json::object([("type", group), ("uid", name)]));
    }
}

fn lose_kind(kind: Str<'_>, query: &Path<'_>, notes: &mut Notes<'_>) {
    let message = "the data source beside the query says its type";
    let at = query.member("kind").to_string();
    notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(&Value::String(kind)), message);
}

fn into_object<'a>(value: Option<Value<'a>>) -> Option<&'a mut Object<'a>> {
    if let Some(Value::Object(object)) = value { Some(object) } else { None }
}

/// Returns a text of an object as it is spelled.
pub(super) fn text<'a>(object: &Object<'a>, name: &str) -> Option<Str<'a>> {
    if let Some(Value::String(text)) = object.get(name) { Some(*text) } else { None }
}

#[cfg(test)]
mod tests;

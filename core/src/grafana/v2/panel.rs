//! Panels: texts, links, data and appearance (spec 10-format-v2, sections 3 and 4).

use super::marks::mark_free_text;
use super::path::Path;
use super::schema::{
    Member, Type,
    Written::{Always, Listed, Set},
    member,
};
use super::source::Source;
use super::{Members, query, query_options, transformations, viz};
use crate::engine::Notes;
use crate::grafana::losses::dropped;
use crate::grafana::v2::object;
use crate::json::{Array, Draft, Object, Value};

pub(super) const PANEL: &[Member] = &[
    member("id", Type::Number, Always),
    member("title", Type::Text, Always),
    member("description", Type::Text, Always),
    member("links", Type::List(&Type::Object(LINK)), Listed),
    member("data", Type::Object(DATA), Always),
    member("vizConfig", Type::Object(viz::VIZ_CONFIG), Always),
    member("transparent", Type::Flag, Set),
];

const LINK: &[Member] = &[
    member("title", Type::Text, Always),
    member("url", Type::Text, Always),
    member("targetBlank", Type::Flag, Set),
];

const DATA: &[Member] =
    &[member("kind", Type::Text, Always), member("spec", Type::Object(QUERY_GROUP), Always)];

const QUERY_GROUP: &[Member] = &[
    member("queries", Type::List(&Type::Object(query::PANEL_QUERY)), Listed),
    member("transformations", transformations::TRANSFORMATIONS, Listed),
    member("queryOptions", Type::Object(query_options::QUERY_OPTIONS), Always),
];

/// Takes a classic panel apart (spec 20-classic-to-v2, 7.2).
pub(super) fn up<'a>(classic: &mut Source<'_, 'a>, spec: &mut Members<'a>, notes: &mut Notes<'_>) {
    spec.put("description", classic.text_or_empty("description"));
    spec.put("links", classic.parts("links", link_up, notes).into());
    let data = data_up(classic, notes);
    spec.put("data", object(classic.arena(), [("kind", "QueryGroup".into()), ("spec", data)]));
    spec.put("vizConfig", viz::up(classic, notes));
    classic.pass_true("transparent", spec);
}

fn link_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut link = Members::of(
        classic.arena(),
        [
            ("title", classic.text_or_empty("title")),
            ("url", mark_free_text(classic.text("url").unwrap_or_default())),
        ],
    );
    if classic.peek("targetBlank").is_some() {
        link.put("targetBlank", classic.flag("targetBlank").unwrap_or_default().into());
    }
    Some(link.into())
}

fn data_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    let (targets, datasource) = (classic.array("targets"), classic.take("datasource"));
    object(
        classic.arena(),
        [
            ("queries", query::up_targets(targets, datasource, &classic.at(), notes)),
            ("transformations", transformations::up(classic, notes)),
            ("queryOptions", query_options::up(classic)),
        ],
    )
}

/// Moves a read panel of v2alpha1 to a classic one (spec 30-v2-to-classic, 5.2).
pub(super) fn down<'a>(
    spec: &mut Object<'a>,
    at: &Path<'_>,
    classic: &mut Members<'a>,
    notes: &mut Notes<'_>,
) {
    for name in ["description", "links", "transparent"] {
        let value = spec.take(name).filter(|value| match value {
            Value::String(text) => *text != *"",
            Value::Array(links) => !links.is_empty(),
            value => !value.is_null(),
        });
        classic.put_some(name, value);
    }
    if let Some(viz) = spec.object_mut("vizConfig") {
        viz::down(viz, classic);
    }
    let Some(data) = spec.object_mut("data") else { return };
    let at = at.member("data");
    drop_kind(data, "QueryGroup", &at, notes);
    if let Some(data) = data.object_mut("spec") {
        data_down(data, &at.member("spec"), classic, notes);
    }
}

fn data_of<'s, 'a>(spec: &'s mut Object<'a>) -> Option<&'s mut Object<'a>> {
    spec.object_mut("data")?.object_mut("spec")
}

fn data_down<'a>(data: &mut Object<'a>, at: &Path<'_>, classic: &mut Members<'a>, notes: &mut Notes<'_>) {
    let queries = match data.take("queries") {
        Some(Value::Array(queries)) => queries,
        _ => Array::empty(data.arena()),
    };
    let (targets, datasource) = query::down_queries(queries, &at.member("queries"), data.arena(), notes);
    classic.put("targets", targets);
    classic.put_some("datasource", datasource);
    if let Some(Value::Array(list)) = data.take("transformations") {
        transformations::down(list, &at.member("transformations"), notes);
        classic.put_some("transformations", Some(list).filter(|list| !list.is_empty()));
    }
    if let Some(options) = data.object_mut("queryOptions") {
        query_options::down(options, classic);
    }
}

/// Gives a read panel the members of v2beta1 (spec 40-v2alpha1-v2beta1, section 7).
pub(super) fn to_beta(spec: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(viz) = spec.object_mut("vizConfig") {
        viz::to_beta(viz);
    }
    each_query(spec, at, query::panel_query_to_beta, notes);
}

/// Gives a read panel the members of v2alpha1.
pub(super) fn to_alpha(spec: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(viz) = spec.object_mut("vizConfig") {
        viz::to_alpha(viz, &at.member("vizConfig"), notes);
    }
    each_query(spec, at, query::panel_query_to_alpha, notes);
    if let Some(options) = data_of(spec).and_then(|data| data.object_mut("queryOptions")) {
        let at = at.member("data");
        let at = at.member("spec");
        query_options::to_alpha(options, &at.member("queryOptions"), notes);
    }
}

fn each_query<'a>(
    spec: &mut Object<'a>,
    at: &Path<'_>,
    change: fn(&mut Object<'a>, &Path<'_>, &mut Notes<'_>),
    notes: &mut Notes<'_>,
) {
    let at = at.member("data");
    let at = at.member("spec");
    let at = at.member("queries");
    let queries = data_of(spec).and_then(|data| data.array_mut("queries"));
    for (index, query) in queries.into_iter().flat_map(Array::iter_mut).enumerate() {
        if let Some(query) = query.into_object() {
            change(query, &at.item(index), notes);
        }
    }
}

/// Drops a `kind` that the other format has no place for, and tells it if it is not the usual one.
pub(super) fn drop_kind(object: &mut Object<'_>, usual: &str, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(kind) = object.take("kind").filter(|kind| !kind.is_text(usual)) {
        dropped(notes, format_args!("{at}/kind"), &kind, "the format has no place for it");
    }
}

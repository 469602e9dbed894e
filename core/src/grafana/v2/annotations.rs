//! Annotations (spec 10-format-v2, section 9).
//!
//! What a classic annotation has beside the members that v2 names is in `legacyOptions`.

use super::parts::{NO_PLACE, part};
use super::path::Path;
use super::query::{self, Owner, QUERY, Query, REFERENCE};
use super::schema::{In, Member, Type, Whole, Written, member};
use super::source::Source;
use crate::engine::{LossCode, Notes};
use crate::grafana::losses::{dropped, lose_member};
use crate::grafana::v2::object;
use crate::json::{self, Draft, Members, Number, Object, Str, Value, ValueMut, array};

pub(super) const ANNOTATION: &[Member] =
    &[member("kind", Type::Text, Written::Always), member("spec", Type::Object(SPEC), Written::Always)];

const SPEC: &[Member] = &[
    member("name", Type::Text, Written::Always),
    member("datasource", Type::Object(REFERENCE), Written::Set).only(In::Alpha),
    member("query", Type::Object(QUERY), Written::Set).only(In::Alpha),
    member("query", Type::Object(QUERY), Written::Always).only(In::Beta),
    member("enable", Type::Flag, Written::Always),
    member("hide", Type::Flag, Written::Always),
    member("iconColor", Type::Text, Written::Always),
    member("builtIn", Type::Flag, Written::Set),
    member("filter", Type::Object(FILTER), Written::Set),
    member("placement", Type::Text, Written::Set).only(In::Beta),
    member("mappings", Type::Map(&Type::Object(MAPPING)), Written::Filled),
    member("legacyOptions", Type::AnyMap, Written::Filled),
];

const FILTER: &[Member] = &[
    member("exclude", Type::Flag, Written::Set),
    member("ids", Type::List(&Type::Integer(Whole::Unsigned32)), Written::Null),
];

const MAPPING: &[Member] = &[
    member("source", Type::Text, Written::Set),
    member("value", Type::Text, Written::Set),
    member("regex", Type::Text, Written::Set),
];

/// The largest id of a panel that a filter can name.
const LARGEST_ID: i64 = 4_294_967_295;

/// The members of a classic annotation that are no legacy options.
fn is_named(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "datasource"
            | "enable"
            | "hide"
            | "iconColor"
            | "filter"
            | "target"
            | "builtIn"
            | "mappings"
            | "type"
    )
}

/// The members of a classic annotation that no legacy option replaces.
const KEPT: [&str; 10] = [
    "name",
    "enable",
    "hide",
    "iconColor",
    "datasource",
    "target",
    "filter",
    "builtIn",
    "placement",
    "mappings",
];

/// Brings a classic annotation to v2alpha1 (spec 20-classic-to-v2, sections 14 and 15).
pub(super) fn up<'a>(mut annotation: Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut members = query_up(&mut annotation, notes);
    members.put("enable", (annotation.flag("enable") == Some(true)).into());
    members.put("hide", (annotation.flag("hide") == Some(true)).into());
    members.put("iconColor", annotation.text_or_empty("iconColor"));
    members.put("name", annotation.text_or_empty("name"));
    let built_in = match annotation.peek("builtIn") {
        Some(Value::Number(number)) => Some(number.to_f64() != 0.0),
        Some(Value::Bool(flag)) => Some(*flag),
        _ => None,
    };
    if let Some(built_in) = built_in {
        annotation.take("builtIn");
        members.put("builtIn", built_in.into());
    }
    members.put_some("filter", annotation.part("filter", filter_up, notes));
    members.put_some("mappings", mappings_up(&mut annotation, notes));
    let arena = annotation.arena();
    let kind = annotation.filled_text("type");
    let mut legacy = annotation.take_others(is_named);
    if let Some(kind) = kind {
        legacy.push(json::Member { name: Str::plain("type"), value: Value::String(kind) });
    }
    if !legacy.is_empty() {
        members.put("legacyOptions", legacy.into());
    }
    annotation.finish(notes, NO_PLACE);
    Some(object(arena, [("kind", "AnnotationQuery".into()), ("spec", members.into())]))
}

/// Makes target and data source the query; only a whole reference is kept.
fn query_up<'a>(annotation: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let at = annotation.at();
    let (mut kind, mut beside) = (Str::default(), None);
    if let Some(reference) = annotation.object("datasource") {
        let mut reference = Source::new(reference, at.member("datasource"));
        kind = reference.text("type").unwrap_or_default();
        if kind != "" {
            let uid = reference.filled_text("uid");
            beside = uid.map(|uid| json::object([("type", kind), ("uid", uid)]));
        }
        reference.finish(notes, "a reference has a type, and a uid if it has a type");
    }
    let spec = annotation.object("target").map_or(Draft::json("{}"), |target| Value::Object(target).into());
    let mut members = Members::of(
        annotation.arena(),
        [("query", object(annotation.arena(), [("kind", kind.into()), ("spec", spec)]))],
    );
    members.put_some("datasource", beside);
    members
}

fn filter_up<'a>(filter: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut members = Members::new(filter.arena());
    if filter.flag("exclude") == Some(true) {
        members.put("exclude", true.into());
    }
    let at = filter.at();
    let at = at.member("ids");
    let mut ids = Vec::new();
    for (index, id) in filter.list("ids").into_iter().enumerate() {
        match &id {
            Value::Number(number) if (0.0..=LARGEST_ID as f64).contains(&number.to_f64()) => {
                ids.push(truncated(*number));
            }
            other => dropped(notes, format_args!("{}", at.item(index)), other, "it is no id of a panel"),
        }
    }
    members.put("ids", array(ids));
    Some(members.into())
}

/// Returns a number as a whole one; one that is spelled so keeps its spelling.
fn truncated(number: Number<'_>) -> Draft<'_> {
    match number {
        Number::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => number.into(),
        _ => Draft::whole(number.to_i64()),
    }
}

fn mappings_up<'a>(annotation: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mappings = annotation.object("mappings")?;
    let at = annotation.at();
    let at = at.member("mappings");
    let mut made = Vec::new();
    for member in mappings.take_all() {
        let name = member.name.to_text();
        let at = at.member(&name);
        let mapping = match member.value {
            Value::String(text) if text != "" => {
                object(annotation.arena(), [("source", Draft::from("field")), ("value", text.into())])
            }
            other => match part(other, at, mapping_up, notes) {
                Some(mapping) => mapping,
                None => continue,
            },
        };
        made.push((json::Name::from(member.name), mapping));
    }
    (!made.is_empty()).then(|| json::object(made))
}

fn mapping_up<'a>(mapping: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let source = mapping.filled_text("source").map_or("field".into(), Draft::from);
    let mut members = Members::of(mapping.arena(), [("source", source)]);
    for name in ["value", "regex"] {
        members.put_some(name, mapping.filled_text(name));
    }
    Some(members.into())
}

/// Makes an annotation that was read a classic one (spec 30-v2-to-classic, 11 and 13.3).
pub(super) fn down<'a>(mut annotation: Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let at = annotation.at();
    let mut members = Members::new(annotation.arena());
    annotation.take_if("kind", |kind| kind.is_text("AnnotationQuery"));
    let Some(spec) = annotation.object("spec") else { return Some(members.into()) };
    let mut spec = Source::new(spec, at.member("spec"));
    for name in ["name", "enable", "hide", "iconColor"] {
        members.put(name, spec.take(name).into());
    }
    let query = Query::taken_from(&mut spec, notes);
    members.put_some("datasource", query.reference(spec.arena()));
    let target = query.spec.filter(|target| !target.is_empty());
    members.put_some("target", target.map(Value::Object));
    members.put_some("filter", spec.object("filter").and_then(filter_down));
    if let Some(mappings) = spec.object("mappings") {
        mappings_down(mappings, &spec.at().member("mappings"), notes);
        if !mappings.is_empty() {
            members.put("mappings", Value::Object(mappings).into());
        }
    }
    if spec.flag("builtIn") == Some(true) {
        members.put("builtIn", Draft::json("1"));
        members.put("type", "dashboard".into());
    }
    Some(with_legacy_options(members, &mut spec, notes))
}

/// Adds the legacy options to the members of an annotation; a type among them wins.
fn with_legacy_options<'a>(
    members: Members<'a>,
    spec: &mut Source<'_, 'a>,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    let Some(legacy) = spec.object("legacyOptions") else { return members.into() };
    let at = spec.at();
    let at = at.member("legacyOptions");
    legacy.retain(|name, value| {
        let is_kept = KEPT.iter().any(|kept| name == **kept);
        if is_kept {
            let at = at.member(&name.to_text()).to_string();
            dropped(notes, format_args!("{at}"), value, "a member of the annotation has this name");
        }
        !is_kept
    });
    for member in members {
        if member.name != "type" || !legacy.contains("type") {
            legacy.push_member(member);
        }
    }
    Value::Object(legacy).into()
}

fn filter_down<'a>(filter: &'a mut Object<'a>) -> Option<Draft<'a>> {
    filter.retain(|name, value| name != "ids" || value.as_array().is_some_and(|ids| !ids.is_empty()));
    (!filter.is_empty()).then(|| Value::Object(filter).into())
}

/// Writes out the sources of mappings, and drops mappings and texts that say nothing (11.2).
fn mappings_down(mappings: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    mappings.retain(|name, value| {
        let mapping = value.as_object();
        let is_kept = mapping.is_some_and(|mapping| {
            let has_value = mapping.get("value").is_some_and(|value| !value.is_text(""));
            has_value || mapping.has_text("source", "skip")
        });
        if !is_kept {
            let at = at.member(&name.to_text()).to_string();
            dropped(notes, format_args!("{at}"), value, "a mapping has a value");
        }
        is_kept
    });
    for index in 0..mappings.len() {
        let Some((_, ValueMut::Object(mapping))) = mappings.entry_mut(index) else { continue };
        if !mapping.contains("source") {
            mapping.insert(0, "source", "field");
        }
        mapping.retain(|name, value| name == "source" || !value.is_text(""));
    }
}

/// Brings an annotation that was read to v2beta1 (spec 40-v2alpha1-v2beta1, section 5).
pub(super) fn to_beta(annotation: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(spec) = annotation.object_mut("spec") {
        query::to_beta(spec, &at.member("spec"), notes);
    }
}

/// Brings an annotation that was read to v2alpha1 (spec 40-v2alpha1-v2beta1, section 5).
pub(super) fn to_alpha(annotation: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let Some(spec) = annotation.object_mut("spec") else { return };
    let at = at.member("spec");
    query::to_alpha(spec, Owner::Annotation, &at, notes);
    if let Some(placement) = spec.remove("placement") {
        let at = at.member("placement");
        let message = "v2alpha1 has no place for it";
        lose_member(notes, LossCode::NotRepresentable, format_args!("{at}"), &placement, message);
    }
}

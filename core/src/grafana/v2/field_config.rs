//! How fields look: defaults, and what overrides them (spec 10-format-v2, section 6).

use super::marks::mark_free;
use super::parts::{Make, absent, is_flag, is_number, is_text};
use super::path::Path;
use super::schema::{
    Member, Type,
    Written::{Always, Filled, Listed, Set},
    member,
};
use super::source::Source;
use super::transformations::{MATCHER, matcher_up};
use super::{actions, mappings};
use crate::engine::Notes;
use crate::grafana::losses::dropped;
use crate::grafana::v2::object;
use crate::json::{Draft, Members, Object, Value};

pub(super) const FIELD_CONFIG: Type = Type::Object(&[
    member("defaults", Type::Object(DEFAULTS), Always),
    member("overrides", Type::List(&Type::Object(OVERRIDE)), Listed),
]);

const DEFAULTS: &[Member] = &[
    member("displayName", Type::Text, Set),
    member("displayNameFromDS", Type::Text, Set),
    member("description", Type::Text, Set),
    member("path", Type::Text, Set),
    member("writeable", Type::Flag, Set),
    member("filterable", Type::Flag, Set),
    member("unit", Type::Text, Set),
    member("decimals", Type::Number, Set),
    member("min", Type::Number, Set),
    member("max", Type::Number, Set),
    member("mappings", mappings::MAPPINGS, Filled),
    member("thresholds", Type::Object(THRESHOLDS), Set),
    member("color", Type::Object(COLOR), Set),
    member("links", Type::List(&Type::Any), Filled),
    member("actions", actions::ACTIONS, Filled),
    member("noValue", Type::Text, Set),
    member("custom", Type::AnyMap, Filled),
    member("fieldMinMax", Type::Flag, Set),
    member("nullValueMode", Type::Text, Set),
];

const THRESHOLDS: &[Member] = &[
    member("mode", Type::Text, Always),
    member(
        "steps",
        Type::List(&Type::Object(&[
            member("value", Type::NumberOrNull, Always),
            member("color", Type::Text, Always),
        ])),
        Listed,
    ),
];

const COLOR: &[Member] = &[
    member("mode", Type::Text, Always),
    member("fixedColor", Type::Text, Set),
    member("seriesBy", Type::Text, Set),
];

const OVERRIDE: &[Member] = &[
    member("__systemRef", Type::Text, Set),
    member("matcher", Type::Object(MATCHER), Always),
    member(
        "properties",
        Type::List(&Type::Object(&[member("id", Type::Text, Always), member("value", Type::Any, Set)])),
        Listed,
    ),
];

const TEXTS: [&str; 7] =
    ["displayName", "displayNameFromDS", "description", "path", "unit", "noValue", "nullValueMode"];
const NUMBERS: [&str; 3] = ["decimals", "min", "max"];
const FLAGS: [&str; 3] = ["writeable", "filterable", "fieldMinMax"];

/// What v2alpha1 has a place for, but does not get from v2beta1 (spec 40-v2alpha1-v2beta1, section 4).
const NOT_IN_ALPHA: [&str; 3] = ["actions", "fieldMinMax", "nullValueMode"];

/// Makes the configuration of a classic panel that of v2alpha1 (spec 20-classic-to-v2, section 10).
pub(super) fn up<'a>(panel: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    let config = panel.part("fieldConfig", config_up, notes);
    config.unwrap_or_else(|| Draft::json(r#"{"defaults":{},"overrides":[]}"#))
}

fn config_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let defaults = classic.part("defaults", defaults_up, notes).unwrap_or_else(|| Draft::json("{}"));
    let overrides = classic.parts("overrides", override_up, notes);
    Some(object(classic.arena(), [("defaults", defaults), ("overrides", overrides.into())]))
}

fn defaults_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut defaults = Members::new(classic.arena());
    classic.pass(&TEXTS, is_text, &mut defaults);
    classic.pass(&NUMBERS, is_number, &mut defaults);
    classic.pass(&FLAGS, is_flag, &mut defaults);
    classic.pass(
        &["custom"],
        |value| value.as_object().is_some_and(|custom| !custom.is_empty()),
        &mut defaults,
    );
    let links = classic.take_if("links", |value| value.as_array().is_some_and(|links| !links.is_empty()));
    defaults.put_some("links", links.map(mark_free));
    classic.pass_part("color", color_up, &mut defaults, notes);
    classic.pass_part("thresholds", thresholds_up, &mut defaults, notes);
    for (name, made) in [
        ("mappings", classic.parts("mappings", mappings::up, notes)),
        ("actions", classic.parts("actions", actions::up, notes)),
    ] {
        if !made.is_empty() {
            defaults.put(name, made.into());
        }
    }
    Some(defaults.into())
}

fn color_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut color = Members::of(classic.arena(), [("mode", classic.text_or_empty("mode"))]);
    classic.pass(&["fixedColor", "seriesBy"], is_text, &mut color);
    Some(color.into())
}

fn thresholds_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let steps = parts_or_null(classic, "steps", step_up, notes);
    Some(object(classic.arena(), [("mode", classic.text_or_empty("mode")), ("steps", steps)]))
}

fn step_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let value = classic.take_if("value", is_number);
    Some(object(classic.arena(), [("value", value.into()), ("color", classic.text_or_empty("color"))]))
}

fn override_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut members = Members::new(classic.arena());
    classic.pass(&["__systemRef"], is_text, &mut members);
    let matcher = classic.part("matcher", matcher_up, notes);
    members.put("matcher", matcher.unwrap_or_else(|| Draft::json(r#"{"id":""}"#)));
    members.put("properties", parts_or_null(classic, "properties", property_up, notes));
    Some(members.into())
}

fn property_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut property = Members::of(classic.arena(), [("id", classic.text_or_empty("id"))]);
    property.put_some("value", classic.take("value").map(mark_free));
    Some(property.into())
}

/// Makes something of each object of a list (spec 20-classic-to-v2, section 15).
fn parts_or_null<'a>(
    classic: &mut Source<'_, 'a>,
    name: &str,
    make: Make<'a>,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    match classic.peek(name) {
        Some(Value::Array(_)) => classic.parts(name, make, notes).into(),
        _ => absent("[]", notes),
    }
}

/// Makes the configuration of v2alpha1 a classic one; nothing if it is empty (spec 30-v2-to-classic, 6 and 13.5).
pub(super) fn down<'a>(mut config: Value<'a>) -> Option<Draft<'a>> {
    let object = config.as_mut().into_object()?;
    if let Some(defaults) = object.object_mut("defaults") {
        defaults_down(defaults);
    }
    for rule in object.array_mut("overrides").into_iter().flat_map(|list| list.objects_mut()) {
        override_down(rule);
    }
    drop_empty(object, &["defaults", "overrides"]);
    (!object.is_empty()).then(|| config.into())
}

fn defaults_down(defaults: &mut Object<'_>) {
    if let Some(mappings) = defaults.array_mut("mappings") {
        mappings::down(mappings);
    }
    if let Some(thresholds) = defaults.object_mut("thresholds") {
        list_if_missing(thresholds, "steps");
    }
    drop_empty(defaults, &["actions"]);
    for action in defaults.array_mut("actions").into_iter().flat_map(|actions| actions.objects_mut()) {
        actions::down(action);
    }
}

fn override_down(rule: &mut Object<'_>) {
    if let Some(matcher) = rule.object_mut("matcher") {
        null_if_absent(matcher, "options");
    }
    list_if_missing(rule, "properties");
    for property in rule.array_mut("properties").into_iter().flat_map(|list| list.objects_mut()) {
        null_if_absent(property, "value");
    }
}

/// Gives an object a list if it has none.
fn list_if_missing(object: &mut Object<'_>, name: &'static str) {
    if object.is_missing(name) {
        object.set(name, Draft::json("[]"));
    }
}

fn null_if_absent(object: &mut Object<'_>, name: &'static str) {
    if !object.contains(name) {
        object.set(name, Value::Null);
    }
}

/// Drops members that hold nothing.
pub(super) fn drop_empty(object: &mut Object<'_>, names: &[&str]) {
    for name in names {
        let is_empty = match object.get(name) {
            Some(Value::Array(array)) => array.is_empty(),
            Some(Value::Object(object)) => object.is_empty(),
            value => value.is_some_and(Value::is_null),
        };
        if is_empty {
            object.remove(name);
        }
    }
}

/// Drops what v2alpha1 does not get.
pub(super) fn to_alpha(config: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let Some(defaults) = config.object_mut("defaults") else { return };
    for name in NOT_IN_ALPHA {
        if let Some(value) = defaults.remove(name) {
            let message = "the conversion to v2alpha1 does not take it along";
            dropped(notes, format_args!("{at}/defaults/{name}"), &value, message);
        }
    }
}

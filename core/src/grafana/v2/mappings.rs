//! Value mappings: texts and colours in the place of values (spec 10-format-v2, section 6).

use super::parts::{absent, is_number, is_text, part};
use super::schema::{
    Member, Type, Variants, Whole,
    Written::{Always, Listed, Set},
    member,
};
use super::source::Source;
use crate::engine::{LossKind, Notes};
use crate::grafana::v2::object;
use crate::json::{self, Array, Draft, Members, Number, Object, Str, Value};

pub(super) const MAPPINGS: Type = Type::List(&Type::Variants(&VARIANTS));

static VARIANTS: Variants = Variants {
    by: "type",
    of: &[("value", VALUE), ("range", RANGE), ("regex", REGEX), ("special", SPECIAL)],
    lost: LossKind::Member,
};

const TYPE: Member = member("type", Type::Text, Always);
const RESULT: Type = Type::Object(&[
    member("text", Type::Text, Set),
    member("color", Type::Text, Set),
    member("icon", Type::Text, Set),
    member("index", Type::Integer(Whole::Int32), Set),
]);

const VALUE: &[Member] = &[TYPE, member("options", Type::Map(&RESULT), Listed)];
const RANGE: &[Member] = &[
    TYPE,
    member(
        "options",
        Type::Object(&[
            member("from", Type::NumberOrNull, Always),
            member("to", Type::NumberOrNull, Always),
            member("result", RESULT, Always),
        ]),
        Always,
    ),
];
const REGEX: &[Member] = &[
    TYPE,
    member(
        "options",
        Type::Object(&[member("pattern", Type::Text, Always), member("result", RESULT, Always)]),
        Always,
    ),
];
const SPECIAL: &[Member] = &[
    TYPE,
    member(
        "options",
        Type::Object(&[member("match", Type::Text, Always), member("result", RESULT, Always)]),
        Always,
    ),
];

/// Takes a classic mapping apart; one that says nothing is lost as a whole (spec 20-classic-to-v2, 10.2).
pub(super) fn up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let kind = classic.as_object().text("type")?;
    let options = classic.as_object().object("options");
    let is_there = |name| options.is_some_and(|options| !options.is_missing(name));
    let options = match &*kind {
        "value" => options_of_values(classic, notes).into(),
        "range" if is_there("from") || is_there("to") => classic.part("options", range_up, notes),
        "regex" if options.is_some() => classic.part("options", regex_up, notes),
        "special" if options.is_some_and(|options| !options.is_empty()) => {
            classic.part("options", special_up, notes)
        }
        _ => return None,
    };
    Some(object(classic.arena(), [("type", classic.text_or_empty("type")), ("options", options.into())]))
}

/// Makes the results of a mapping of values.
fn options_of_values<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    let Some(options) = classic.object("options") else { return absent("{}", notes) };
    let at = classic.at();
    let at = at.member("options");
    let mut results: Vec<(Str<'a>, Draft<'a>)> = Vec::new();
    for entry in options.take_all() {
        let name = entry.name.to_text();
        results.extend(part(entry.value, at.member(&name), result_up, notes).map(|made| (entry.name, made)));
    }
    json::object(results)
}

fn range_up<'a>(options: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut bound = |name| options.take_if(name, is_number);
    let (from, to) = (bound("from"), bound("to"));
    with_result(Members::of(options.arena(), [("from", from.into()), ("to", to.into())]), options, notes)
}

fn regex_up<'a>(options: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let members = Members::of(options.arena(), [("pattern", options.text_or_empty("pattern"))]);
    with_result(members, options, notes)
}

fn special_up<'a>(options: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let members = Members::of(options.arena(), [("match", options.text_or_empty("match"))]);
    with_result(members, options, notes)
}

fn with_result<'a>(
    mut members: Members<'a>,
    options: &mut Source<'_, 'a>,
    notes: &mut Notes<'_>,
) -> Option<Draft<'a>> {
    let result = options.part("result", result_up, notes);
    members.put("result", result.unwrap_or_else(|| Draft::json("{}")));
    Some(members.into())
}

fn result_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut result = Members::new(classic.arena());
    classic.pass(&["text", "color", "icon"], is_text, &mut result);
    let index = classic.peek("index").and_then(Value::as_number).map(to_i32);
    if index.is_some_and(|index| index != i32::MIN) {
        classic.take("index");
    }
    result.put_some("index", index.map(|index| Draft::whole(index.into())));
    Some(result.into())
}

/// Truncates a number; what lies outside the range of 32 bits is its lowest number, and is told.
fn to_i32(number: Number<'_>) -> i32 {
    i32::try_from(number.to_i64()).unwrap_or(i32::MIN)
}

/// Makes the mappings of v2alpha1 classic ones (spec 30-v2-to-classic, section 6).
pub(super) fn down(mappings: &mut Array<'_>) {
    mappings.retain(|mapping| !mapping.is_null());
    for mapping in mappings.objects_mut() {
        if mapping.is_missing("options") {
            mapping.set("options", Draft::json("{}"));
        }
        if mapping.has_text("type", "range")
            && let Some(options) = mapping.object_mut("options")
        {
            drop_nulls(options);
        }
    }
}

fn drop_nulls(options: &mut Object<'_>) {
    options.retain(|_, value| !value.is_null());
}

//! What becomes of a member, whatever the kind of the variable.

use super::table::ALLOW_CUSTOM_VALUE;
use super::{custom, filters, options};
use crate::engine::Notes;
use crate::grafana::losses::defaulted;
use crate::grafana::v2::schema::{Member, Type, Written};
use crate::grafana::v2::source::Source;
use crate::json::{Draft, Str, Value};

/// The values of `hide` that a classic variable has as numbers.
pub(super) const HIDE_NAMES: &[&str] = &["dontHide", "hideLabel", "hideVariable"];

const REFRESH_NAMES: &[&str] = &["never", "onDashboardLoad", "onTimeRangeChanged"];

const SORT_NAMES: &[&str] = &[
    "disabled",
    "alphabeticalAsc",
    "alphabeticalDesc",
    "numericalAsc",
    "numericalDesc",
    "alphabeticalCaseInsensitiveAsc",
    "alphabeticalCaseInsensitiveDesc",
    "naturalAsc",
    "naturalDesc",
];

/// The highest number of `sort` that is read (spec 20-classic-to-v2, 13.3).
const HIGHEST_SORT: usize = 4;

/// Takes a member of `spec` from the classic variable (spec 20-classic-to-v2, 13.1 to 13.8).
pub(super) fn up<'a>(
    member: &Member,
    variable: &mut Source<'_, 'a>,
    notes: &mut Notes<'_>,
) -> Option<Draft<'a>> {
    let name = member.name;
    Some(match (name, member.of, member.written) {
        ("datasource" | "placeholder" | "defaultValue", ..) => return None,
        ("hide" | "refresh" | "sort", ..) => name_of(variable, name, notes).into(),
        ("definition", ..) => variable.text(name)?.into(),
        ("staticOptionsOrder", ..) => one_of(&["before", "after", "sorted"], variable, name)?,
        ("valuesFormat", ..) => one_of(custom::FORMATS, variable, name)?,
        ("auto_count", ..) => Draft::whole(variable.integer(name).unwrap_or_default()),
        ("filters" | "baseFilters", ..) => variable.parts(name, filters::filter_up, notes).into(),
        ("defaultKeys", ..) => filters::keys_up(variable, name, notes),
        (_, Type::List(_), written) => {
            let options = variable.parts(name, options::option_up, notes);
            (!options.is_empty() || written == Written::Null).then(|| options.into())?
        }
        (_, Type::Object(_), _) => options::current_up(variable, name, notes),
        (_, Type::Flag, _) => variable.flag(name).unwrap_or(name == ALLOW_CUSTOM_VALUE.name).into(),
        (_, _, Written::Set) => variable.filled_text(name)?.into(),
        _ => variable.text_or_empty(name),
    })
}

/// Takes a member of the classic variable from `spec` (spec 30-v2-to-classic, 10).
pub(super) fn down<'a>(
    member: &Member,
    spec: &mut Source<'_, 'a>,
    notes: &mut Notes<'_>,
) -> Option<Draft<'a>> {
    let name = member.name;
    Some(match (name, member.of) {
        ("placeholder" | "defaultValue" | "valuesFormat", _) => return None,
        ("hide" | "refresh" | "sort", _) => Draft::whole(number_of(spec, name, notes)?),
        ("filters" | "baseFilters", _) => filters::filters_down(spec, name, notes)?,
        ("options", _) => options::options_down(spec, name, notes).unwrap_or(Draft::json("[]")),
        ("staticOptions", _) => options::options_down(spec, name, notes)?,
        (_, Type::List(_)) => filled_list(spec, name)?.into(),
        (_, Type::Object(_)) => options::current_down(spec, name, notes)?,
        _ => spec.take(name)?.into(),
    })
}

/// Takes a list that is not empty.
pub(super) fn filled_list<'a>(source: &mut Source<'_, 'a>, name: &str) -> Option<Value<'a>> {
    source.take_if(name, |value| value.as_array().is_some_and(|list| !list.is_empty()))
}

/// Returns the number that a classic variable has for a name.
pub(super) fn classic_number(names: &[&str], name: &str) -> Option<i64> {
    names.iter().zip(0..).find(|(other, _)| **other == name).map(|(_, number)| number)
}

/// Takes a text that is also somewhere else.
pub(super) fn take_same(source: &mut Source<'_, '_>, name: &str, text: Str<'_>) {
    if matches!(source.peek(name), Some(Value::String(same)) if *same == text) {
        source.take(name);
    }
}

/// Takes a text if it is one of these.
fn one_of<'a>(texts: &[&'static str], variable: &mut Source<'_, 'a>, name: &str) -> Option<Draft<'a>> {
    let text = texts.iter().find(|text| variable.as_object().has_text(name, text))?;
    variable.take(name);
    Some((*text).into())
}

/// Returns the names of a member that is a number in classic variables.
fn names(member: &str) -> &'static [&'static str] {
    match member {
        "hide" => HIDE_NAMES,
        "refresh" => REFRESH_NAMES,
        _ => SORT_NAMES,
    }
}

/// Takes a number or a name; what is neither is the first name (spec 20-classic-to-v2, 13.1 to 13.3).
fn name_of(variable: &mut Source<'_, '_>, member: &str, notes: &mut Notes<'_>) -> &'static str {
    let value = variable.take(member);
    let names = names(member);
    let (found, usual) = match &value {
        None | Some(Value::Bool(false)) => (None, true),
        Some(Value::Number(number)) => {
            let index = usize::try_from(number.to_i64()).ok().filter(|index| *index <= HIGHEST_SORT);
            (index.and_then(|index| names.get(index)), false)
        }
        Some(value) => (names.iter().find(|name| value.is_text(name)), value.is_text("")),
    };
    if let (Some(value), None, false) = (&value, found, usual) {
        lose_name(variable, member, value, notes);
    }
    found.or(names.first()).copied().unwrap_or_default()
}

/// Takes a name as its number; an unknown one is 0 (spec 30-v2-to-classic, 10).
fn number_of(spec: &mut Source<'_, '_>, member: &str, notes: &mut Notes<'_>) -> Option<i64> {
    let value = spec.take(member)?;
    let number = value.as_text().and_then(|name| classic_number(names(member), &name));
    if number.is_none() {
        lose_name(spec, member, &value, notes);
    }
    Some(number.unwrap_or_default())
}

fn lose_name(owner: &Source<'_, '_>, member: &str, value: &Value<'_>, notes: &mut Notes<'_>) {
    let at = owner.at();
    let at = at.member(member);
    defaulted(notes, format_args!("{at}"), value, "the target has no such value of this member");
}

//! Value mappings in their typed form (spec 20-versions-17-30, version 30, rules 2 to 9).

use super::losses::{defaulted, dropped};
use super::number_text;
use super::readers::{filled_text, integer, text};
use crate::engine::Notes;
use crate::json::{Array, Draft, Lasting, Name, Object, Value, array, object, plain_decimal, push_name};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// Returns whether a list has an element in the old form; if not, it stays as it is (rule 3).
pub(super) fn needs_upgrade(mappings: &Array<'_>) -> bool {
    mappings.objects().any(|mapping| filled_text(mapping, "type").is_none())
}

/// Upgrades a list (rules 4 and 9): the values in one mapping, then the others in their order; of nothing, a lasting
/// null.
pub(super) fn upgrade<'a>(
    mappings: Vec<Value<'a>>,
    colors: &Colors<'a>,
    at: fmt::Arguments<'_>,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    tell_overwritten(&mappings, at, notes);
    let mut values: Option<Vec<(Name<'a>, Draft<'a>)>> = None;
    let mut others = Vec::new();
    for (index, mut mapping) in mappings.into_iter().enumerate() {
        let at = format_args!("{at}/{index}");
        match Form::of(&mapping) {
            Form::Values(_) => {
                let content = mapping.as_mut().into_object();
                let options = content.and_then(|content| content.object_mut("options"));
                let members = options.map(Object::take_all).into_iter().flatten();
                let members = members.map(|member| (member.name.into(), member.value.into()));
                values.get_or_insert_default().extend(members);
            }
            Form::Value(old, value) => {
                values.get_or_insert_default().push((key(value), result(old, colors)));
            }
            Form::Null(old) => others.push(null_to_text(old, colors)),
            Form::Range(old) => others.push(range_to_text(old, colors, at, notes)),
            Form::Other => others.push(mapping.into()),
            Form::Unusable => dropped(notes, at, &mapping, "it maps neither a value nor a range"),
        }
    }
    let values = values.map(|values| object([("type", Draft::from("value")), ("options", object(values))]));
    match values {
        None if others.is_empty() => Lasting::EmptyArray.into(),
        values => array(values.into_iter().chain(others)),
    }
}

/// What a mapping is.
enum Form<'m, 'a> {
    /// A typed mapping of values, with its options.
    Values(&'m Object<'a>),
    /// Another typed mapping.
    Other,
    /// An old mapping of one value, with the value.
    Value(&'m Object<'a>, &'m Value<'a>),
    /// An old mapping of null.
    Null(&'m Object<'a>),
    /// An old mapping of a range.
    Range(&'m Object<'a>),
    /// It goes.
    Unusable,
}

impl<'m, 'a> Form<'m, 'a> {
    fn of(mapping: &'m Value<'a>) -> Self {
        let Some(mapping) = mapping.as_object() else { return Self::Unusable };
        match (filled_text(mapping, "type").as_deref(), integer(mapping, "type")) {
            (Some("value"), _) => mapping.object("options").map_or(Self::Unusable, Self::Values),
            (Some(_), _) => Self::Other,
            (None, Some(1)) => match mapping.get("value") {
                Some(value) if value.is_text("null") => Self::Null(mapping),
                Some(value) => Self::Value(mapping, value),
                None => Self::Unusable,
            },
            (None, Some(2)) => Self::Range(mapping),
            (None, _) => Self::Unusable,
        }
    }
}

/// Tells of the values that stand in a later mapping, too, which wins.
fn tell_overwritten(mappings: &[Value<'_>], at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    let (mut later, mut overwritten) = (BTreeSet::new(), Vec::new());
    let mut enter = |key: String, place: String, value| {
        if !later.insert(key) {
            overwritten.push((place, value));
        }
    };
    for (index, mapping) in mappings.iter().enumerate().rev() {
        match Form::of(mapping) {
            Form::Values(options) => {
                for (name, value) in options.iter().rev() {
                    let mut place = format!("/{index}/options");
                    push_name(&mut place, &name.to_text());
                    enter(distinct(name.code_points()), place, value);
                }
            }
            Form::Value(_, Value::String(text)) => {
                enter(distinct(text.code_points()), format!("/{index}"), mapping);
            }
            Form::Value(_, value) => enter(as_text(value).into_owned(), format!("/{index}"), mapping),
            _ => {}
        }
    }
    for (place, value) in overwritten.into_iter().rev() {
        dropped(notes, format_args!("{at}{place}"), value, "a later mapping of the same value wins");
    }
}

/// The special mapping that an old one of null becomes (rule 5).
fn null_to_text<'a>(mapping: &Object<'a>, colors: &Colors<'a>) -> Draft<'a> {
    let options = object([("match", Draft::from("null")), ("result", result(mapping, colors))]);
    object([("type", Draft::from("special")), ("options", options)])
}

/// The typed mapping that an old one of a range becomes (rule 6).
fn range_to_text<'a>(
    mapping: &Object<'a>,
    colors: &Colors<'a>,
    at: fmt::Arguments<'_>,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    let mut limit = |name| {
        let value = mapping.get(name).unwrap_or(&Value::Null);
        if let Value::Number(number) = value {
            return Draft::from(*number);
        }
        let number = number_text::read_unbounded(&as_text(value)).unwrap_or_else(|| {
            defaulted(notes, format_args!("{at}/{name}"), value, "it is no number, and 0 takes its place");
            0.0
        });
        number.into()
    };
    let (from, to) = (limit("from"), limit("to"));
    let options = object([("from", from), ("to", to), ("result", result(mapping, colors))]);
    object([("type", Draft::from("range")), ("options", options)])
}

/// Returns the name under which a value is mapped.
fn key<'a>(value: &Value<'a>) -> Name<'a> {
    match value {
        Value::String(text) => (*text).into(),
        other => as_text(other).into(),
    }
}

/// Returns a name that is told apart from others; half a surrogate pair is spelled out.
fn distinct(points: impl Iterator<Item = u32>) -> String {
    let mut name = String::new();
    for point in points {
        match char::from_u32(point) {
            Some(character) => name.push(character),
            None => name.push_str(&format!("\\u{point:x}")),
        }
    }
    name
}

/// Returns a value as text (rule 5).
fn as_text<'a>(value: &Value<'a>) -> Cow<'a, str> {
    match value {
        Value::String(text) => text.to_text(),
        Value::Number(number) => Cow::Owned(plain_decimal(number.to_f64())),
        Value::Bool(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        _ => Cow::Borrowed(""),
    }
}

/// Returns what a mapping shows: its text, and the colour of its threshold (rules 7 and 8).
fn result<'a>(mapping: &Object<'a>, colors: &Colors<'a>) -> Draft<'a> {
    let shown = mapping.get("text").map(Value::copied).unwrap_or_default();
    let color = number_text::read(&text(mapping, "text")).and_then(|number| colors.of_number(number));
    let color = color.map(|color| ("color", color.copied().into()));
    object([("text", Draft::from(shown))].into_iter().chain(color))
}

/// The colours that the thresholds give to numbers (rule 8).
#[derive(Debug, Default)]
pub(super) struct Colors<'a> {
    /// The steps that count, in order.
    steps: Vec<ColorStep<'a>>,
}

/// A threshold.
#[derive(Debug)]
struct ColorStep<'a> {
    /// The largest limit so far: a number reaches this step if it is not below. Without one every number reaches it.
    limit: Option<f64>,
    color: Option<Value<'a>>,
}

impl<'a> Colors<'a> {
    /// Reads the steps of thresholds.
    pub(super) fn of(thresholds: Option<&Object<'a>>) -> Self {
        let mut steps: Vec<ColorStep<'a>> = Vec::new();
        let list = thresholds.and_then(|thresholds| thresholds.array("steps"));
        for step in list.into_iter().flat_map(Array::objects) {
            let before = steps.last().and_then(|step| step.limit);
            let limit = match step.get("value") {
                None => continue,
                Some(Value::Null) => before,
                value => match number_text::read_loosely(value) {
                    None | Some(-1.0) => continue,
                    // No number reaches it, nor what follows.
                    Some(limit) if limit.is_nan() => break,
                    Some(limit) => Some(before.map_or(limit, |before| before.max(limit))),
                },
            };
            let color = step.get("color").filter(|color| !color.is_null()).map(Value::copied);
            steps.push(ColorStep { limit, color });
        }
        Self { steps }
    }

    /// Returns the colour of the last step that a number reaches.
    fn of_number(&self, number: f64) -> Option<&Value<'a>> {
        let reached = self.steps.partition_point(|step| step.limit.is_none_or(|limit| number >= limit));
        self.steps.get(reached.checked_sub(1)?)?.color.as_ref()
    }
}

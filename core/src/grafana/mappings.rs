//! Value mappings in their typed form (spec 20-versions-17-30, version 30, rules 2 to 9).

use super::number_text;
use super::readers::{filled_text, integer, text};
use crate::json::{Array, Draft, Lasting, Object, Value, array, object, plain_decimal};
use std::borrow::Cow;

/// Returns whether a list has an element in the old form; if not, it stays as it is (rule 3).
pub(super) fn needs_upgrade(mappings: &Array<'_>) -> bool {
    mappings.objects().any(is_old)
}

fn is_old(mapping: &Object<'_>) -> bool {
    filled_text(mapping, "type").is_none()
}

/// A list after its upgrade.
#[derive(Debug)]
pub(super) struct Upgraded<'a> {
    /// The list, or a lasting null.
    pub(super) mappings: Draft<'a>,
    /// The elements that had no meaning in the new form, with their places.
    pub(super) dropped: Vec<(usize, Value<'a>)>,
}

/// Upgrades a list (rules 4 and 9): the values in one mapping, then the others in their order.
pub(super) fn upgrade<'a>(mappings: Vec<Value<'a>>, colors: &Colors<'a>) -> Upgraded<'a> {
    let mut values: Option<Vec<(Cow<'a, str>, Draft<'a>)>> = None;
    let (mut others, mut dropped) = (Vec::new(), Vec::new());
    for (index, mut mapping) in mappings.into_iter().enumerate() {
        let Some(content) = mapping.as_mut().into_object() else { continue };
        match upgraded(content, colors) {
            Typed::Values(new) => values.get_or_insert_default().extend(new),
            Typed::Other(new) => others.push(new),
            Typed::Kept => others.push(mapping.into()),
            Typed::Dropped => dropped.push((index, mapping)),
        }
    }
    let values = values.map(|values| object([("type", Draft::from("value")), ("options", object(values))]));
    let mappings = match values {
        None if others.is_empty() => Lasting::EmptyArray.into(),
        values => array(values.into_iter().chain(others)),
    };
    Upgraded { mappings, dropped }
}

/// What becomes of a mapping.
enum Typed<'a> {
    /// Entries of the mapping of values.
    Values(Vec<(Cow<'a, str>, Draft<'a>)>),
    /// A mapping of its own.
    Other(Draft<'a>),
    /// It stays.
    Kept,
    /// It goes.
    Dropped,
}

fn upgraded<'a>(mapping: &mut Object<'a>, colors: &Colors<'a>) -> Typed<'a> {
    match (filled_text(mapping, "type").as_deref(), integer(mapping, "type")) {
        (Some("value"), _) => match mapping.object_mut("options") {
            Some(options) => {
                let members = options.take_all().into_iter();
                Typed::Values(members.map(|member| (member.name.to_text(), member.value.into())).collect())
            }
            None => Typed::Dropped,
        },
        (Some(_), _) => Typed::Kept,
        (None, Some(1)) => value_to_text(mapping, colors),
        (None, Some(2)) => Typed::Other(range_to_text(mapping, colors)),
        (None, _) => Typed::Dropped,
    }
}

/// An old mapping of one value (rule 5).
fn value_to_text<'a>(mapping: &Object<'a>, colors: &Colors<'a>) -> Typed<'a> {
    let Some(value) = mapping.get("value") else { return Typed::Dropped };
    let result = result(mapping, colors);
    if value.is_text("null") {
        let options = object([("match", Draft::from("null")), ("result", result)]);
        return Typed::Other(object([("type", "special".into()), ("options", options)]));
    }
    Typed::Values(vec![(as_text(Some(value)), result)])
}

/// An old mapping of a range (rule 6).
fn range_to_text<'a>(mapping: &Object<'a>, colors: &Colors<'a>) -> Draft<'a> {
    let limit = |name: &str| {
        let number = match mapping.get(name) {
            Some(Value::Number(number)) => return Draft::from(*number),
            other => number_text::read_unbounded(&as_text(other)),
        };
        number.unwrap_or(0.0).into()
    };
    let options = object([("from", limit("from")), ("to", limit("to")), ("result", result(mapping, colors))]);
    object([("type", "range".into()), ("options", options)])
}

/// Returns a value as the text of a key.
fn as_text<'a>(value: Option<&Value<'a>>) -> Cow<'a, str> {
    match value {
        Some(Value::String(text)) => text.to_text(),
        Some(Value::Number(number)) => Cow::Owned(plain_decimal(number.to_f64())),
        Some(Value::Bool(flag)) => Cow::Borrowed(if *flag { "true" } else { "false" }),
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

//! What conversions from the classic dashboard take out of an object, part by part.

use super::path::Path;
use super::source::Source;
use crate::engine::Notes;
use crate::grafana::api::ends_at;
use crate::grafana::forms::V2ALPHA1;
use crate::grafana::losses::dropped;
use crate::json::{Array, Draft, Members, Value};

/// Why something is lost on the way to v2.
pub(super) const NO_PLACE: &str = "the v2 dashboard has no place for it";

/// What a conversion makes of an object; nothing if the object is lost as a whole.
pub(super) type Make<'a> = fn(&mut Source<'_, 'a>, &mut Notes<'_>) -> Option<Draft<'a>>;

pub(super) fn is_text(value: &Value<'_>) -> bool {
    matches!(value, Value::String(_))
}

/// Returns whether a value is a number that a 64-bit float holds.
pub(super) fn is_number(value: &Value<'_>) -> bool {
    value.as_number().is_some_and(|number| number.to_f64().is_finite())
}

pub(super) fn is_flag(value: &Value<'_>) -> bool {
    matches!(value, Value::Bool(_))
}

/// Returns what stands for a list or a map that is not there: null in v2alpha1, but empty once it is copied to v2beta1
/// (spec 40-v2alpha1-v2beta1, section 2).
pub(super) fn absent<'a>(empty: &'static str, notes: &Notes<'_>) -> Draft<'a> {
    Draft::json(if ends_at(V2ALPHA1, notes) { "null" } else { empty })
}

/// Reads a whole number: a number without its fraction, or a text that spells one (spec 20-classic-to-v2, 0.5).
pub(super) fn integer(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Number(number) => Some(number.to_i64()),
        Value::String(text) => text.to_text().parse().ok(),
        _ => None,
    }
}

impl<'a> Source<'_, 'a> {
    /// Takes a text; an empty one if there is none (spec 20-classic-to-v2, 0.2).
    pub(super) fn text_or_empty(&mut self, name: &str) -> Draft<'a> {
        self.text(name).unwrap_or_default().into()
    }

    /// Takes a whole number; one that 64 bits do not hold stays to be told, since -2^63 stands for all of them.
    pub(super) fn integer(&mut self, name: &str) -> Option<i64> {
        let integer = integer(self.peek(name)?)?;
        if integer != i64::MIN {
            self.take(name);
        }
        Some(integer)
    }

    /// Moves members as they are, those that fit.
    pub(super) fn pass(
        &mut self,
        names: &[&'static str],
        fits: fn(&Value<'a>) -> bool,
        into: &mut Members<'a>,
    ) {
        for name in names {
            into.put_some(name, self.take_if(name, fits));
        }
    }

    /// Moves a flag if it is `true`.
    pub(super) fn pass_true(&mut self, name: &'static str, into: &mut Members<'a>) {
        if self.flag(name) == Some(true) {
            into.put(name, true.into());
        }
    }

    /// Makes something of an object and adds it to the members of another one.
    pub(super) fn pass_part(
        &mut self,
        name: &'static str,
        make: Make<'a>,
        into: &mut Members<'a>,
        notes: &mut Notes<'_>,
    ) {
        into.put_some(name, self.part(name, make, notes));
    }

    /// Takes a list and makes something of each object in it; what else is in it is lost.
    pub(super) fn parts(&mut self, name: &str, make: Make<'a>, notes: &mut Notes<'_>) -> &'a mut Array<'a> {
        let list = self.array(name);
        let at = self.at();
        let at = at.member(name);
        list.replace_each(|index, value| part(value, at.item(index), make, notes));
        list
    }

    /// Takes an object and makes something of it.
    pub(super) fn part(&mut self, name: &str, make: Make<'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
        let value = self.take_if(name, |value| value.as_object().is_some())?;
        part(value, self.at().member(name), make, notes)
    }
}

/// Makes something of an object and tells what nobody took of it; anything else is lost.
pub(super) fn part<'a>(
    value: Value<'a>,
    at: Path<'_>,
    make: Make<'a>,
    notes: &mut Notes<'_>,
) -> Option<Draft<'a>> {
    let object = match value {
        Value::Object(object) => object,
        other => {
            dropped(notes, format_args!("{at}"), &other, NO_PLACE);
            return None;
        }
    };
    let mut source = Source::new(object, at);
    let made = make(&mut source, notes);
    if made.is_some() {
        source.finish(notes, NO_PLACE);
    } else {
        dropped(notes, format_args!("{at}"), &Value::Object(object), NO_PLACE);
    }
    made
}

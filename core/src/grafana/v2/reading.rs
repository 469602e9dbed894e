//! How a document with fixed members is read and written (spec 10-format-v2, section 0).
//!
//! Reading brings a value into the form in which it would be written back: members without a name in the table are
//! gone, nulls are absent, what is always written is there.

use super::path::Path;
use super::schema::{In, Member, Type, Variants, Written, empty, is_in, name_of, zero};
use super::time::in_utc;
use crate::engine::{ErrorKind, LossCode, LossKind, Notes, StepError, unexpected};
use crate::grafana::losses::says_something;
use crate::json::{Array, Draft, Number, Object, Value, ValueMut};

/// What a document is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::grafana) enum Purpose {
    /// To be made classic: empty lists and maps that were set are still there.
    Down,
    /// To be copied to the other v2 version.
    Copy,
    /// To be copied to v2alpha1 and made classic from there, without being written in between.
    CopyDown,
    /// To be written as it is.
    Same,
}

/// A reading under way.
pub(in crate::grafana) struct Reading<'r, 'n> {
    /// The version of the document: `Alpha` or `Beta`.
    pub(in crate::grafana) version: In,
    pub(in crate::grafana) purpose: Purpose,
    pub(in crate::grafana) notes: &'r mut Notes<'n>,
}

impl Reading<'_, '_> {
    /// Reads a value of a type; what is returned takes its place.
    ///
    /// # Errors
    /// `invalid-field` at the first value of a wrong type: the whole document is unreadable then (rule 4).
    ///
    /// Recursive, as deep as the document.
    pub(in crate::grafana) fn read<'a>(
        &mut self,
        value: ValueMut<'_, 'a>,
        of: &Type,
        at: &Path<'_>,
    ) -> Result<Option<Draft<'a>>, StepError> {
        match (of, value) {
            (Type::Any, _) | (Type::AnyMap, ValueMut::Object(_)) => Ok(None),
            (Type::Object(members), ValueMut::Object(object)) => {
                self.read_object(object, members, at).map(|()| None)
            }
            (Type::Variants(variants), ValueMut::Object(object)) => self.read_variant(object, variants, at),
            (Type::List(inner), ValueMut::Array(array)) => self.read_list(array, inner, at).map(|()| None),
            (Type::TextOrTexts, ValueMut::Array(array)) => {
                self.read_list(array, &Type::Text, at).map(|()| None)
            }
            (Type::Map(inner), ValueMut::Object(object)) => self.read_map(object, inner, at).map(|()| None),
            (_, ValueMut::Leaf(leaf)) => read_leaf(leaf, of).ok_or_else(|| unreadable(leaf, of, at)),
            (_, ValueMut::Array(_)) => Err(unexpected_kind("an array", of, at)),
            (_, ValueMut::Object(_)) => Err(unexpected_kind("an object", of, at)),
        }
    }

    /// Reads an object: its members, and what is missing (rules 1 and 3).
    pub(in crate::grafana) fn read_object(
        &mut self,
        object: &mut Object<'_>,
        members: &'static [Member],
        at: &Path<'_>,
    ) -> Result<(), StepError> {
        let version = self.version;
        let has_unknown = count_known(object, members, version) < object.len();
        if has_unknown {
            self.respell(object, members, at);
        }
        let mut next = 0;
        for member in members.iter().filter(|member| is_in(member, version)) {
            let found = object.position_from(next, member.name);
            if let Some(index) = self.read_member(object, found, member, at)? {
                next = index + 1;
            }
        }
        if has_unknown {
            self.drop_unknown(object, members, at);
        }
        Ok(())
    }

    /// Reads the member that stands at a position, or what stands for one that is missing; returns where it is then.
    fn read_member(
        &mut self,
        object: &mut Object<'_>,
        found: Option<usize>,
        member: &'static Member,
        at: &Path<'_>,
    ) -> Result<Option<usize>, StepError> {
        let name = member.name;
        let filled = found.filter(|index| object.value_at(*index).is_some_and(|value| !value.is_null()));
        let index = match (filled, found) {
            (Some(index), _) => index,
            (None, found) => match (self.missing(member, found.is_some()), found) {
                (Some("null"), Some(index)) => return Ok(Some(index)),
                (Some(zero), Some(index)) => {
                    object.set_value(index, Draft::json(zero));
                    index
                }
                (Some(zero), None) => {
                    object.set(name, Draft::json(zero));
                    object.len() - 1
                }
                (None, Some(index)) => {
                    object.remove_at(index);
                    return Ok(index.checked_sub(1));
                }
                (None, None) => return Ok(None),
            },
        };
        let Some((_, slot)) = object.entry_mut(index) else { return Ok(None) };
        if matches!(slot, ValueMut::Leaf(Value::Null)) {
            return Ok(Some(index));
        }
        if let Some(draft) = self.read(slot, &member.of, &at.member(name))? {
            object.set_value(index, draft);
        }
        if object.value_at(index).is_some_and(|value| is_left_out(value, member.written, self.purpose)) {
            object.remove_at(index);
            return Ok(index.checked_sub(1));
        }
        Ok(Some(index))
    }

    /// Takes names that differ in letter case only for those of the format; of two the last one counts (rules 2 and 9).
    fn respell(&mut self, object: &mut Object<'_>, members: &'static [Member], at: &Path<'_>) {
        let version = self.version;
        let mut index = 0;
        while let Some(name) = object.members().get(index).map(|member| member.name.to_text()) {
            let known = members.iter().filter(|member| is_in(member, version));
            let alike = || known.clone().find(|member| member.name.eq_ignore_ascii_case(&name));
            index += 1;
            let Some(member) = alike().filter(|member| *member.name != *name) else { continue };
            let twin = object.position(member.name);
            let at = at.member(if twin < Some(index) { member.name } else { &name }).to_string();
            let lost = match twin {
                None => None,
                Some(twin) if twin < index => object.remove(member.name),
                Some(_) => object.remove(&name),
            };
            index -= usize::from(lost.is_some());
            if let Some(value) = lost.filter(says_something) {
                let message = "the same member counts in another spelling";
                self.notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(&value), message);
            }
            object.rename(&name, member.name);
        }
    }

    /// Drops the members that the format does not name (rule 1).
    fn drop_unknown(&mut self, object: &mut Object<'_>, members: &'static [Member], at: &Path<'_>) {
        let version = self.version;
        let notes = &mut *self.notes;
        object.retain(|name, value| {
            let is_known = members.iter().any(|member| name == *member.name && is_in(member, version));
            if !is_known && says_something(value) {
                let message = "the format has no such member";
                let at = at.member(&name.to_text()).to_string();
                notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(value), message);
            }
            is_known
        });
    }

    /// Reads one of several objects; an unknown one is null (rule 6).
    fn read_variant<'a>(
        &mut self,
        object: &mut Object<'a>,
        variants: &'static Variants,
        at: &Path<'_>,
    ) -> Result<Option<Draft<'a>>, StepError> {
        let by = object.get(variants.by);
        let found = variants.of.iter().find(|(text, _)| by.is_some_and(|by| by.is_text(text)));
        if let Some((_, members)) = found {
            return self.read_object(object, members, at).map(|()| None);
        }
        let message = format!("the format has no such `{}`", variants.by);
        let value = object.copied();
        self.notes.lose(LossCode::DroppedByFormat, variants.lost, at.to_string(), Some(&value), message);
        Ok(Some(Draft::json("null")))
    }

    fn read_list(&mut self, array: &mut Array<'_>, inner: &Type, at: &Path<'_>) -> Result<(), StepError> {
        for index in 0..array.len() {
            if array.get(index).is_some_and(Value::is_null) {
                array.set(index, Draft::json(zero(inner)));
            }
            let slot = array.get_mut(index).filter(|slot| !matches!(slot, ValueMut::Leaf(Value::Null)));
            let read = slot.map(|slot| self.read(slot, inner, &at.item(index)));
            if let Some(draft) = read.transpose()?.flatten() {
                array.set(index, draft);
            }
        }
        Ok(())
    }

    fn read_map(&mut self, object: &mut Object<'_>, inner: &Type, at: &Path<'_>) -> Result<(), StepError> {
        for index in 0..object.len() {
            if object.members().get(index).is_some_and(|member| member.value.is_null()) {
                object.set_value(index, Draft::json(zero(inner)));
            }
            let Some((name, slot)) = object.entry_mut(index) else { continue };
            if matches!(slot, ValueMut::Leaf(Value::Null)) {
                continue;
            }
            if let Some(draft) = self.read(slot, inner, &at.member(&name.to_text()))? {
                object.set_value(index, draft);
            }
        }
        Ok(())
    }

    /// Returns what stands for a member that is absent or null, if anything does.
    fn missing(&self, member: &Member, is_null: bool) -> Option<&'static str> {
        if is_null && matches!(member.of, Type::TextOrTexts) {
            return Some("\"\"");
        }
        match member.written {
            Written::Always => Some(zero(&member.of)),
            Written::Null => Some("null"),
            Written::Listed if matches!(self.purpose, Purpose::Copy | Purpose::CopyDown) => {
                Some(empty(&member.of))
            }
            Written::Listed => Some("null"),
            Written::Set | Written::Filled | Written::NonZero => None,
        }
    }
}

/// Counts the members of an object that a version of the format names.
fn count_known(object: &Object<'_>, members: &[Member], version: In) -> usize {
    let mut next = 0;
    let names = object.members().iter().filter(|found| {
        let (before, behind) = members.split_at_checked(next).unwrap_or((members, &[]));
        let is_named = |member: &&Member| found.name == *member.name && is_in(member, version);
        let place = behind.iter().position(|member| is_named(&member)).map(|place| next + place);
        let place = place.or_else(|| before.iter().position(|member| is_named(&member)));
        next = place.map_or(next, |place| place + 1);
        place.is_some()
    });
    names.count()
}

fn is_left_out(value: &Value<'_>, written: Written, purpose: Purpose) -> bool {
    match (written, value) {
        (Written::Filled, Value::Array(array)) => !keeps_empty(purpose) && array.is_empty(),
        (Written::Filled, Value::Object(object)) => !keeps_empty(purpose) && object.is_empty(),
        (Written::NonZero, Value::String(text)) => text == "",
        (Written::NonZero, Value::Number(number)) => number.to_f64() == 0.0,
        (Written::NonZero, Value::Array(array)) => array.is_empty(),
        (Written::NonZero, Value::Object(object)) => object.is_empty(),
        _ => false,
    }
}

fn keeps_empty(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::Down | Purpose::CopyDown)
}

/// Reads a value that is no container: what takes its place, if anything; nothing at all if it is of a wrong type.
fn read_leaf<'a>(leaf: &Value<'a>, of: &Type) -> Option<Option<Draft<'a>>> {
    let fits = match (of, leaf) {
        (Type::Text | Type::TextOrNumber | Type::TextOrTexts, Value::String(_))
        | (Type::Flag, Value::Bool(_)) => true,
        (Type::Number | Type::NumberOrNull | Type::TextOrNumber, Value::Number(number)) => {
            number.to_f64().is_finite()
        }
        (Type::Integer(range), Value::Number(number)) => {
            whole(*number).is_some_and(|number| range.contains(number))
        }
        (Type::Time, Value::String(text)) => return in_utc(&text.to_text()).map(|time| Some(time.into())),
        _ => false,
    };
    fits.then_some(None)
}

/// Returns a number that is spelled as a whole one (rule 5), as the whole ones of a conversion before are.
fn whole(number: Number<'_>) -> Option<i64> {
    match number {
        Number::Text(text) => text.parse().ok(),
        Number::Computed(computed) => (computed.fract() == 0.0).then(|| number.to_i64()),
    }
}

fn unreadable(found: &Value<'_>, of: &Type, at: &Path<'_>) -> StepError {
    unexpected(&at.to_string(), name_of(of), found)
}

fn unexpected_kind(found: &str, of: &Type, at: &Path<'_>) -> StepError {
    let at = at.to_string();
    let message = format!("expected {} at `{at}`, found {found}", name_of(of));
    StepError::new(ErrorKind::InvalidField, at, message)
}

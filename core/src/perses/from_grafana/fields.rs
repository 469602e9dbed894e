//! The members of an object to be, and how the members of a Grafana object are read.

use crate::json::{Arena, Draft, Members, Number, Object, Str, Value, array};

/// Members in the order in which they are put.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    arena: &'a Arena,
    members: Members<'a>,
}

impl<'a> Fields<'a> {
    /// Makes an object to be in the document of another one.
    pub(super) fn beside(object: &Object<'a>) -> Self {
        let arena = object.arena();
        Self { arena, members: Members::with_room(6, arena) }
    }

    /// Makes a plugin of its `spec`: `{"kind": …, "spec": …}`.
    pub(super) fn of_kind(self, kind: &'static str) -> Draft<'a> {
        Members::with_room(2, self.arena).with([("kind", kind.into()), ("spec", self.into())]).into()
    }

    pub(super) fn put(&mut self, name: &'static str, value: impl Into<Draft<'a>>) {
        self.put_named(Str::plain(name), value.into());
    }

    /// Puts a member whose name is made of letters, digits and `_`.
    pub(super) fn put_key(&mut self, key: &str, value: impl Into<Draft<'a>>) {
        self.put_named(Str::plain(self.arena.text(key)), value.into());
    }

    /// Stands once in the code, and not wherever something is put.
    #[inline(never)]
    fn put_named(&mut self, name: Str<'a>, value: Draft<'a>) {
        self.members.put_named(name, value);
    }

    /// Puts a member if there is something to put.
    pub(super) fn put_some(&mut self, name: &'static str, value: Option<impl Into<Draft<'a>>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Puts a copy of a value, null included, if there is one.
    pub(super) fn put_copy(&mut self, name: &'static str, value: Option<&Value<'a>>) {
        self.put_some(name, value.map(Value::copied));
    }

    /// Puts `true` or nothing.
    pub(super) fn put_true(&mut self, name: &'static str, is_true: bool) {
        self.put_some(name, is_true.then_some(true));
    }

    /// Puts an object that has members.
    pub(super) fn put_filled(&mut self, name: &'static str, fields: Fields<'a>) {
        if !fields.is_empty() {
            self.put(name, fields);
        }
    }

    /// Puts an array that has elements.
    pub(super) fn put_list(&mut self, name: &'static str, list: Vec<Draft<'a>>) {
        if !list.is_empty() {
            self.put(name, array(list));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

impl<'a> From<Fields<'a>> for Draft<'a> {
    fn from(fields: Fields<'a>) -> Self {
        fields.members.into()
    }
}

/// Follows names through objects.
pub(super) fn look<'v, 'a>(object: &'v Object<'a>, path: &[&str]) -> Option<&'v Value<'a>> {
    let (last, outer) = path.split_last()?;
    outer.iter().try_fold(object, |object, name| object.object(name))?.get(last)
}

/// Returns a member of a value, if it is an object that has one of this name.
pub(super) fn member<'v, 'a>(value: Option<&'v Value<'a>>, name: &str) -> Option<&'v Value<'a>> {
    value?.as_object()?.get(name)
}

/// Returns a value that is not null.
pub(super) fn given<'v, 'a>(value: Option<&'v Value<'a>>) -> Option<&'v Value<'a>> {
    value.filter(|value| !matches!(value, Value::Null | Value::LastingNull(_)))
}

/// Returns a string that is not empty.
pub(super) fn filled<'a>(value: Option<&Value<'a>>) -> Option<Str<'a>> {
    text(value).filter(|text| *text != "")
}

/// Returns a string.
pub(super) fn text<'a>(value: Option<&Value<'a>>) -> Option<Str<'a>> {
    if let Some(Value::String(text)) = value { Some(*text) } else { None }
}

pub(super) fn is_true(value: Option<&Value<'_>>) -> bool {
    matches!(value, Some(Value::Bool(true)))
}

pub(super) fn is_text(value: Option<&Value<'_>>, text: &str) -> bool {
    value.is_some_and(|value| value.is_text(text))
}

/// Returns the elements of an array; of anything else none.
pub(super) fn elements<'v, 'a>(value: Option<&'v Value<'a>>) -> &'v [Value<'a>] {
    value.and_then(Value::as_array).map_or(&[], |array| array.as_slice())
}

/// Returns a number that is written without fraction and exponent and fits 64 bits.
pub(super) fn integer(value: &Value<'_>) -> Option<i64> {
    if let Value::Number(Number::Text(text)) = value { text.parse().ok() } else { None }
}

//! The members of an object to be, and how the members of a Grafana object are read.

use crate::json::{Draft, Name, Number, Object, Str, Value, object};

/// Members in the order in which they are put.
#[derive(Debug, Default)]
pub(super) struct Fields<'a>(Vec<(Name<'a>, Draft<'a>)>);

impl<'a> Fields<'a> {
    /// Makes a plugin: `{"kind": …, "spec": …}`.
    pub(super) fn kind_and_spec(kind: &'static str, spec: impl Into<Draft<'a>>) -> Draft<'a> {
        object([("kind", Draft::from(kind)), ("spec", spec.into())])
    }

    pub(super) fn put(&mut self, name: impl Into<Name<'a>>, value: impl Into<Draft<'a>>) {
        self.push(name.into(), value.into());
    }

    /// Stands once in the code, and not wherever something is put.
    #[inline(never)]
    fn push(&mut self, name: Name<'a>, value: Draft<'a>) {
        self.0.push((name, value));
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
            self.put(name, crate::json::array(list));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> From<Fields<'a>> for Draft<'a> {
    fn from(fields: Fields<'a>) -> Self {
        object(fields.0)
    }
}

/// Follows names through objects.
pub(super) fn look<'v, 'a>(object: &'v Object<'a>, path: &[&str]) -> Option<&'v Value<'a>> {
    let (last, outer) = path.split_last()?;
    outer.iter().try_fold(object, |object, name| object.object(name))?.get(last)
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

//! The value tree.

use super::array::Array;
use super::number::Number;
use super::object::Object;
use super::same::same;
use super::text::Str;
use super::walk::copy_leaf;
use super::write::write_compact;
use std::borrow::Cow;

/// A JSON value of a document.
///
/// Two values are equal when they are the same JSON value: numbers as 64-bit floats, strings by code point,
/// objects whatever the order of their members, lasting nulls as `null`.
#[derive(Debug, Default)]
pub enum Value<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number<'a>),
    /// A string.
    String(Str<'a>),
    /// An array.
    Array(&'a mut Array<'a>),
    /// An object.
    Object(&'a mut Object<'a>),
    /// A null that clean-up does not see as one (spec 00-pipeline 0.8).
    LastingNull(Lasting),
}

/// What a lasting null stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// An empty list.
    EmptyArray,
    /// An empty object.
    EmptyObject,
}

/// A place in a document whose container can be changed.
///
/// A leaf is replaced through the container that holds it, so that no change goes unnoticed.
#[derive(Debug)]
pub enum ValueMut<'v, 'a> {
    /// An object.
    Object(&'v mut Object<'a>),
    /// An array.
    Array(&'v mut Array<'a>),
    /// Anything else.
    Leaf(&'v Value<'a>),
}

impl<'a> Value<'a> {
    /// Returns the object, if it is one.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// Returns the array, if it is one.
    pub fn as_array(&self) -> Option<&Array<'a>> {
        if let Self::Array(array) = self { Some(array) } else { None }
    }

    /// Returns the text, if it is a string; half surrogate pairs become U+FFFD.
    pub fn as_text(&self) -> Option<Cow<'a, str>> {
        if let Self::String(text) = self { Some(text.to_text()) } else { None }
    }

    /// Returns whether it is this string.
    pub fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::String(string) if string == text)
    }

    /// Returns the number, if it is one.
    pub fn as_number(&self) -> Option<Number<'a>> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// Returns whether it is an ordinary `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns a copy that can stand elsewhere in the document.
    pub fn copied(&self) -> Self {
        match self {
            Self::Object(object) => object.copied(),
            Self::Array(array) => array.copied(),
            leaf => copy_leaf(leaf),
        }
    }

    /// Gives access to the containers below.
    pub fn as_mut(&mut self) -> ValueMut<'_, 'a> {
        match self {
            Self::Object(object) => ValueMut::Object(object),
            Self::Array(array) => ValueMut::Array(array),
            leaf => ValueMut::Leaf(leaf),
        }
    }

    /// Returns the value at an RFC 6901 pointer.
    ///
    /// # Example
    /// ```
    /// use dashlift::json::{Arena, parse};
    /// let arena = Arena::new();
    /// let root = parse(&arena, br#"{"panels": [{"a/b": 7}]}"#)?.root;
    /// assert!(root.pointer("/panels/0/a~1b").is_some());
    /// assert!(root.pointer("/panels/00").is_none());
    /// # Ok::<(), dashlift::Error>(())
    /// ```
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        super::pointer::find(self, pointer)
    }

    /// Returns the compact JSON text; a number without a form is written as `null`.
    pub fn to_json(&self) -> String {
        let is_container = matches!(self, Self::Array(_) | Self::Object(_));
        let mut out = String::with_capacity(if is_container { 128 } else { 16 });
        write_compact(self, &mut out);
        out
    }

    /// Returns the kind of value in words, as messages use it.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Null | Self::LastingNull(_) => "null",
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

impl<'r> PartialEq<Value<'r>> for Value<'_> {
    fn eq(&self, other: &Value<'r>) -> bool {
        same(self, other)
    }
}

impl<'v, 'a> ValueMut<'v, 'a> {
    /// Returns the object, if it is one.
    pub fn into_object(self) -> Option<&'v mut Object<'a>> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// Returns the array, if it is one.
    pub fn into_array(self) -> Option<&'v mut Array<'a>> {
        if let Self::Array(array) = self { Some(array) } else { None }
    }
}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::super::object::Member;
    use super::*;

    #[test]
    fn values_stay_small() {
        assert_eq!((size_of::<Value<'_>>(), size_of::<Member<'_>>()), (24, 40));
        assert!(!std::mem::needs_drop::<Value<'_>>(), "dropping a document must cost nothing");
    }
}

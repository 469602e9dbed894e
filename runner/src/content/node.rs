//! A file as a tree with places, whatever its syntax: only as much of it as is needed to find documents.

use super::Codec;
use std::borrow::Cow;
use std::ops::Range;

/// A value of a file.
#[derive(Debug)]
pub(crate) struct Node<'f> {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: Kind<'f>,
}

/// What a value of a file is.
#[derive(Debug)]
pub(crate) enum Kind<'f> {
    /// An object or mapping; `text` is its JSON, `codec` the way it is written.
    Map {
        /// The members in order.
        members: Vec<(Cow<'f, str>, Node<'f>)>,
        /// The value as JSON.
        text: Cow<'f, [u8]>,
        /// How a new value is written.
        codec: Codec,
    },
    /// An array or sequence.
    List(Vec<Node<'f>>),
    /// A text.
    Text {
        /// Its value.
        value: Cow<'f, str>,
        /// How a new text is written.
        codec: Codec,
    },
    /// Anything else.
    Other,
}

impl<'f> Node<'f> {
    /// Returns a member of a map.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().rfind(|(member, _)| member == name).map(|(_, value)| value)
    }

    /// Returns the members of a map; anything else has none.
    pub(crate) fn members(&self) -> &[(Cow<'f, str>, Self)] {
        if let Kind::Map { members, .. } = &self.kind { members } else { &[] }
    }

    /// Returns the elements of a list; anything else has none.
    pub(crate) fn elements(&self) -> &[Self] {
        if let Kind::List(elements) = &self.kind { elements } else { &[] }
    }

    /// Returns the value of a text member.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match &self.get(name)?.kind {
            Kind::Text { value, .. } => Some(value),
            _ => None,
        }
    }
}

//! Where a conversion is in a document; a pointer is made only for a note.

use crate::grafana::place::Name;
use std::fmt;

/// A place below `spec`; displayed as its pointer: `/spec/elements/cpu/spec/title`.
#[derive(Debug, Clone, Copy)]
pub(in crate::grafana) enum Path<'p> {
    /// What everything is below, as a pointer.
    Root(&'static str),
    /// A member of an object.
    Member(&'p Path<'p>, &'p str),
    /// An element of a list.
    Item(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    /// Returns the place of a member.
    pub(in crate::grafana) fn member(&'p self, name: &'p str) -> Self {
        Self::Member(self, name)
    }

    /// Returns the place of an element.
    pub(in crate::grafana) fn item(&'p self, index: usize) -> Self {
        Self::Item(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(pointer) => f.write_str(pointer),
            Self::Member(outer, name) => write!(f, "{outer}{}", Name(name)),
            Self::Item(outer, index) => write!(f, "{outer}/{index}"),
        }
    }
}

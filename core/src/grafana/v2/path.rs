//! Where a conversion is in a document; a pointer is made only for a note.

use crate::grafana::place::Name;
use std::fmt;

/// The longest pointer that is told, in bytes; a longer one ends before the name that does not fit.
const MAX_POINTER: usize = 1024;

/// A place below `spec`; displayed as its pointer: `/spec/elements/cpu/spec/title`.
///
/// A pointer that would be too long is displayed as that of a place around it.
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

impl Path<'_> {
    /// Writes the pointer; returns how many bytes it may still grow by, or nothing if it ended early.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> Result<Option<usize>, fmt::Error> {
        let (outer, length) = match self {
            Self::Root(pointer) => {
                f.write_str(pointer)?;
                return Ok(MAX_POINTER.checked_sub(pointer.len()));
            }
            Self::Member(outer, name) => {
                let escapes = name.bytes().filter(|byte| matches!(byte, b'~' | b'/')).count();
                (outer, name.len() + escapes + 1)
            }
            Self::Item(outer, index) => (outer, index.to_string().len() + 1),
        };
        let Some(room) = outer.write(f)?.and_then(|room| room.checked_sub(length)) else { return Ok(None) };
        match self {
            Self::Root(_) => {}
            Self::Member(_, name) => write!(f, "{}", Name(name))?,
            Self::Item(_, index) => write!(f, "/{index}")?,
        }
        Ok(Some(room))
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f).map(|_| ())
    }
}

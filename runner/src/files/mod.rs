//! Which files there are, and how they are read and written.

mod discover;
mod since;
mod write;

pub(crate) use discover::{Found, Patterns, Selection, discover, globs};
pub(crate) use since::changed_since;
pub(crate) use write::replace;

//! The document model: the only code that reads or writes JSON text.
//!
//! A document is parsed into a tree of [`Value`]s whose strings and numbers borrow from the input, so that what
//! nobody touches is written as it was read. Containers live in an [`Arena`]; steps change them in place through
//! [`Object`] and [`Array`], and hand new values over as [`Draft`]s.

mod arena;
mod array;
mod canonical;
mod decimal;
mod diff;
mod draft;
mod duplicates;
mod layout;
mod list;
mod members;
mod mend;
mod number;
mod object;
mod order;
mod pointer;
mod read;
mod records;
mod same;
mod scan;
mod settle;
mod text;
mod tree;
mod value;
mod walk;
mod whole;
mod write;

pub use arena::Arena;
pub use array::Array;
pub use diff::{Operation, diff};
pub use draft::{Draft, Name, array, object};
pub use layout::Style;
pub use number::Number;
pub use object::{Member, Object};
pub use pointer::{push_index, push_name};
pub use records::JsonWriter;
pub use text::{LoneSurrogate, Str};
pub use tree::{Parsed, parse};
pub use value::{Lasting, Value, ValueMut};

pub(crate) use canonical::write_canonical;
pub(crate) use decimal::{nearest_float, read_decimal, shortest_digits};
pub(crate) use diff::{diff_at, has_texts};
pub(crate) use draft::install_text;
pub(crate) use layout::Layout;
pub(crate) use members::Members;
pub(crate) use mend::mend;
pub(crate) use number::plain_decimal;
pub(crate) use order::sorted;
pub(crate) use read::{Container, Scalar, Sink};
pub(crate) use same::NameIndex;
pub(crate) use settle::settle;
pub(crate) use text::write_escaped;
pub(crate) use tree::tell;
pub(crate) use walk::{copy, find_unrepresentable};
pub(crate) use write::write;

/// The deepest nesting of containers that is read.
pub const MAX_DEPTH: usize = 256;

/// The largest document that is read, in bytes: 256 MiB.
pub const MAX_SIZE: usize = 256 * 1024 * 1024;

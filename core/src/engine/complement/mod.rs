//! What a document of another version cannot hold, kept beside or inside of it (`docs/complement.md`).
//!
//! A complement is the difference between a document and what comes back when its conversion is converted back. Each
//! part of it ([`Change`]) names a place and says what stands there after the way back, so that it is known after edits
//! which parts still fit.

mod annotation;
mod base64;
mod carry;
mod digest;
mod kept;
mod keys;
mod make;
mod parts;
mod read;
mod restore;
mod returning;
mod sha256;
mod shift;

pub(super) use annotation::{pack, unpack};
pub(super) use returning::Returning;

use super::report::Warning;
use crate::json::{Draft, Value, ValueMut};

/// The edition of the text, its first member.
const EDITION: &str = "1";

/// How many names a path may have; no document is nearly as deep.
const MAX_PATH: usize = 1024;

/// What a document of another version cannot hold.
#[derive(Debug)]
struct Complement<'a> {
    /// The version that the document came from, qualified.
    from: String,
    /// The hash of the document that it belongs to.
    hash: String,
    /// Whether the document came as the value of one member.
    bare: bool,
    /// How parts are called after the way back, and how they were called.
    names: Vec<(String, String)>,
    /// In the order of their paths.
    changes: Vec<Change<'a>>,
}

/// One difference.
#[derive(Debug)]
struct Change<'a> {
    /// The names that lead there; an item of a list is named by its index or by a [key](keys).
    path: Vec<String>,
    what: What<'a>,
}

/// What becomes of a place.
#[derive(Debug)]
enum What<'a> {
    /// What stands there is exchanged; nothing stands for an absent member or item.
    Put { was: Was<'a>, value: Option<Value<'a>> },
    /// What stands there is exchanged for a value of another shape, into which parts of it are taken over.
    Reshape { was: String, value: Value<'a>, parts: Vec<Part<'a>> },
    /// A number of each item of a list grows; this comes before what is changed in the items.
    Shift { each: String, add: i64 },
    /// The items of a list, which stood in the order of `was`, are brought into that of `keys`.
    Order { by: String, keys: Vec<String>, was: Vec<String> },
}

/// A part that is taken over into a value of another shape.
#[derive(Debug)]
struct Part<'a> {
    from: Vec<String>,
    to: Vec<String>,
    /// The name that it is, if it is one.
    was: Option<Value<'a>>,
    /// In the order of their paths, which begin in the part.
    changes: Vec<Change<'a>>,
}

/// What stands at a place after the way back.
#[derive(Debug)]
enum Was<'a> {
    Nothing,
    Value(Value<'a>),
    /// A value with this [fingerprint](digest::fingerprint).
    Fingerprint(String),
}

/// How much of a complement was restored.
#[derive(Debug)]
pub(super) enum Restored {
    /// There is none.
    Nothing,
    /// What fits an edited document, or other facts.
    Parts,
    /// All of it, in the document of this hash.
    All(String),
}

/// Reads a pointer.
fn read_path(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    if pointer.matches('/').nth(MAX_PATH).is_some() {
        return None;
    }
    let names = pointer.strip_prefix('/')?.split('/');
    Some(names.map(|name| name.replace("~1", "/").replace("~0", "~")).collect())
}

/// Exchanges the value at a path, if there is one, and returns it; the root stays.
///
/// Recursive, at most as deep as the document is.
fn exchange<'a>(root: ValueMut<'_, 'a>, path: &[String], value: Draft<'a>) -> Option<Value<'a>> {
    let (name, rest) = path.split_first()?;
    match root {
        ValueMut::Object(object) if rest.is_empty() => {
            let index = object.position(name)?;
            object.set_value(index, value)
        }
        ValueMut::Object(object) => exchange(object.get_mut(name)?, rest, value),
        ValueMut::Array(list) if rest.is_empty() => list.set(name.parse().ok()?, value),
        ValueMut::Array(list) => exchange(list.get_mut(name.parse().ok()?)?, rest, value),
        ValueMut::Leaf(_) => None,
    }
}

/// Makes a warning of no step.
fn warning(code: &str, at: Option<String>, message: String) -> Warning {
    Warning { code: code.to_owned(), step: None, at, related: Vec::new(), message }
}

//! From text to tree.

use super::arena::Arena;
use super::array::Array;
use super::duplicates::{Duplicate, resolve};
use super::layout::Layout;
use super::number::Number;
use super::object::{Member, Object};
use super::pointer::{push_index, push_name};
use super::read::{Container, Empties, Scalar, Sink, read};
use super::scan::{Fault, FaultKind};
use super::text::Str;
use super::value::Value;
use super::{MAX_DEPTH, MAX_SIZE};
use crate::engine::{Error, ErrorKind, Place};
use bumpalo::collections::Vec as Stack;

/// In objects up to this size a name is compared with those before, if one of them has its bucket.
const SMALL: usize = 32;

/// Repeated names that are listed one by one, and how much room their pointers may take together.
const LISTED_DUPLICATES: usize = 100;
const LISTED_BYTES: usize = 64 * 1024;

/// A document as it was read.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The value.
    pub root: Value<'a>,
    pub(crate) layout: Layout<'a>,
    /// Bytes of the text.
    pub(crate) size: usize,
    pub(crate) duplicates: Vec<Duplicate>,
    /// Repeated names beyond those that are listed.
    pub(crate) more_duplicates: usize,
}

/// Reads a document into a tree that borrows from the input.
///
/// # Errors
/// `too-large`, `invalid-utf8`, `invalid-json`, `too-deep`, each with offset, line and column.
///
/// # Example
/// ```
/// use dashlift::json::{Arena, parse};
/// let arena = Arena::new();
/// assert_eq!(parse(&arena, b"[1.10]")?.root.to_json(), "[1.10]");
/// assert_eq!(parse(&arena, b"[01]").unwrap_err().code(), "invalid-json");
/// # Ok::<(), dashlift::Error>(())
/// ```
pub fn parse<'a>(arena: &'a Arena, bytes: &'a [u8]) -> Result<Parsed<'a>, Error> {
    let text = text_of(bytes)?;
    let mut tree = Tree::new(arena);
    let empties = read(text, &mut tree).map_err(|fault| error_of(fault, bytes, text))?;
    let layout = Layout::of(text, empties);
    arena.take_changed();
    let Tree { root, duplicates, more_duplicates, .. } = tree;
    Ok(Parsed { root, layout, size: text.len(), duplicates, more_duplicates })
}

/// Tells a text to a sink; returns what its layout is made of.
pub(crate) fn tell<'a, S: Sink<'a>>(bytes: &'a [u8], sink: &mut S) -> Result<(&'a str, Empties<'a>), Error> {
    let text = text_of(bytes)?;
    let empties = read(text, sink).map_err(|fault| error_of(fault, bytes, text))?;
    Ok((text, empties))
}

/// Reads JSON text of our own.
pub(crate) fn decode<'a>(arena: &'a Arena, text: &'a str) -> Option<Value<'a>> {
    let mut tree = Tree::new(arena);
    read(text, &mut tree).ok()?;
    Some(tree.root)
}

/// Returns the text without a byte order mark.
fn text_of(bytes: &[u8]) -> Result<&str, Error> {
    if bytes.len() > MAX_SIZE {
        let message = format!("the document has {} bytes; at most {MAX_SIZE} are read", bytes.len());
        return Err(Error::new(ErrorKind::TooLarge, message));
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let mut found = Error::new(ErrorKind::InvalidUtf8, "the bytes are not UTF-8");
        found.place = Some(place(bytes, error.valid_up_to()));
        found
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn error_of(fault: Fault, bytes: &[u8], text: &str) -> Error {
    let found = || match text.get(fault.offset..).and_then(|rest| rest.chars().next()) {
        Some(character) if !character.is_control() => format!("`{character}`"),
        Some(character) => format!("the control character U+{:04X}", u32::from(character)),
        None => "the end of the text".to_owned(),
    };
    let (kind, message) = match fault.kind {
        FaultKind::Expected(what) => (ErrorKind::InvalidJson, format!("expected {what}, found {}", found())),
        FaultKind::ControlCharacter => {
            (ErrorKind::InvalidJson, format!("{} must be escaped in a string", found()))
        }
        FaultKind::UnterminatedString => {
            (ErrorKind::InvalidJson, "the string that starts here does not end".to_owned())
        }
        FaultKind::TooDeep => (ErrorKind::TooDeep, format!("containers nest deeper than {MAX_DEPTH}")),
    };
    let mut error = Error::new(kind, message);
    error.place = Some(place(bytes, fault.offset + (bytes.len() - text.len())));
    error
}

/// Counts lines and code points up to an offset; the bytes before it are UTF-8.
fn place(bytes: &[u8], offset: usize) -> Place {
    let before = bytes.get(..offset).and_then(|before| str::from_utf8(before).ok()).unwrap_or_default();
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
    let column = 1 + before.get(line_start..).unwrap_or_default().chars().count();
    Place { offset, line, column }
}

/// Builds the tree: finished values wait on two stacks until the container around them ends.
pub(super) struct Tree<'a> {
    arena: &'a Arena,
    members: Stack<'a, Member<'a>>,
    values: Stack<'a, Value<'a>>,
    frames: Vec<Frame<'a>>,
    pub(super) root: Value<'a>,
    duplicates: Vec<Duplicate>,
    listed_bytes: usize,
    more_duplicates: usize,
}

/// A container that is being read: where its items start, and the name of the member that comes next.
struct Frame<'a> {
    container: Container,
    start: usize,
    name: Str<'a>,
    /// The buckets of the names so far, a bit each.
    buckets: u64,
    /// A name may have stood before.
    repeats: bool,
}

impl<'a> Tree<'a> {
    pub(super) fn new(arena: &'a Arena) -> Self {
        Self {
            arena,
            members: arena.stack(),
            values: arena.stack(),
            frames: Vec::new(),
            root: Value::Null,
            duplicates: Vec::new(),
            listed_bytes: 0,
            more_duplicates: 0,
        }
    }

    /// Notes a string that may hold half a surrogate pair.
    #[inline(always)]
    fn look_at(&self, text: Str<'a>) {
        if text.may_hold_halves() {
            self.arena.note_halves();
        }
    }

    /// Adds a finished value.
    #[inline(always)]
    pub(super) fn add(&mut self, value: Value<'a>) {
        match self.frames.last() {
            Some(Frame { container: Container::Object, name, .. }) => {
                self.members.push(Member { name: *name, value });
            }
            Some(_) => self.values.push(value),
            None => self.root = value,
        }
    }

    /// Takes the values of a repeated name together.
    #[cold]
    fn resolve(&mut self, start: usize) {
        let (names, surplus) = resolve(self.members.get_mut(start..).unwrap_or_default());
        self.members.truncate(self.members.len() - surplus);
        for (name, count) in names {
            self.report(name, count);
        }
    }

    #[cold]
    fn report(&mut self, name: Str<'a>, count: usize) {
        if self.duplicates.len() == LISTED_DUPLICATES || self.listed_bytes > LISTED_BYTES {
            self.more_duplicates += 1;
            return;
        }
        let mut at = self.path();
        push_name(&mut at, &name.to_text());
        self.listed_bytes += at.len();
        self.duplicates.push(Duplicate { at, name: name.to_text().into_owned(), count });
    }

    /// Returns the pointer to the container that is being read.
    fn path(&self) -> String {
        let mut pointer = String::new();
        let mut arrays: Vec<usize> = self
            .frames
            .iter()
            .filter(|frame| frame.container == Container::Array)
            .map(|frame| frame.start)
            .chain([self.values.len()])
            .collect();
        arrays.reverse();
        let parents = self.frames.len().saturating_sub(1);
        for parent in self.frames.iter().take(parents) {
            match parent.container {
                Container::Object => push_name(&mut pointer, &parent.name.to_text()),
                Container::Array => {
                    // The elements before this one: up to where the next array's elements start.
                    let start = arrays.pop().unwrap_or_default();
                    let end = arrays.last().copied().unwrap_or(start);
                    push_index(&mut pointer, end - start);
                }
            }
        }
        pointer
    }
}

impl<'a> Frame<'a> {
    /// Takes the name of the next member; `members` are all that are unfinished.
    #[inline(always)]
    fn name(&mut self, name: Str<'a>, members: &[Member<'a>]) {
        self.name = name;
        match bucket(name) {
            Some(bucket) if self.buckets >> bucket & 1 == 0 => self.buckets |= 1 << bucket,
            _ => self.compare(members.get(self.start..).unwrap_or_default()),
        }
    }

    /// Compares the name with the ones before, as long as they are few and without escapes.
    fn compare(&mut self, members: &[Member<'a>]) {
        let name = self.name.as_plain();
        self.repeats |= members.len() > SMALL
            || name.is_none()
            || members.iter().any(|member| member.name.as_plain() == name);
    }
}

/// Sorts plain names into 64 buckets.
#[inline(always)]
fn bucket(name: Str<'_>) -> Option<u32> {
    let bytes = name.as_plain()?.as_bytes();
    let ends = u32::from(*bytes.first().unwrap_or(&0)) * 5 + u32::from(*bytes.last().unwrap_or(&0));
    Some((ends + bytes.len() as u32 * 17) % 64)
}

impl<'a> Sink<'a> for Tree<'a> {
    #[inline(always)]
    fn name(&mut self, name: Str<'a>) {
        self.look_at(name);
        if let Some(frame) = self.frames.last_mut() {
            frame.name(name, &self.members);
        }
    }

    #[inline(always)]
    fn scalar(&mut self, scalar: Scalar<'a>) {
        self.add(match scalar {
            Scalar::Null => Value::Null,
            Scalar::Bool(flag) => Value::Bool(flag),
            Scalar::Number(text) => Value::Number(Number::Text(text)),
            Scalar::String(text) => {
                self.look_at(text);
                Value::String(text)
            }
        });
    }

    #[inline(always)]
    fn open(&mut self, container: Container) {
        let start = match container {
            Container::Object => self.members.len(),
            Container::Array => self.values.len(),
        };
        self.frames.push(Frame { container, start, name: Str::default(), buckets: 0, repeats: false });
    }

    #[inline(always)]
    fn close(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let (container, start) = (frame.container, frame.start);
        if frame.repeats {
            self.resolve(start);
        }
        self.frames.pop();
        let value = match container {
            Container::Object => {
                let members = self.members.split_off(start).into_bump_slice_mut();
                Value::Object(self.arena.alloc(Object::of(self.arena, members)))
            }
            Container::Array => {
                let values = self.values.split_off(start).into_bump_slice_mut();
                Value::Array(self.arena.alloc(Array::of(self.arena, values)))
            }
        };
        self.add(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares how many names were found to repeat.
    fn check(names: &[String], expected: usize) {
        let members: Vec<String> = names.iter().map(|name| format!(r#""{name}":0"#)).collect();
        let arena = Arena::new();
        let text = format!("{{{}}}", members.join(","));
        assert_eq!(parse(&arena, text.as_bytes()).unwrap().duplicates.len(), expected, "{text}");
    }

    #[test]
    fn a_repeated_name_is_found_among_any_number() {
        for count in 1..80 {
            let mut names: Vec<String> = (0..count).map(|n| format!("name{n}")).collect();
            check(&names, 0);
            names.push(names[count / 2].clone());
            check(&names, 1);
            names[count / 2] = names[count / 2].replace("name", r"\u006eame");
            check(&names, 1);
            names.swap(count / 2, count);
            check(&names, 1);
        }
    }
}

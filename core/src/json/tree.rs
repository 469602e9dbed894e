//! From text to tree.

use super::arena::Arena;
use super::array::Array;
use super::duplicates::{Duplicate, may_repeat, resolve};
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

/// Repeated names that are listed one by one, and how much room their pointers may take together.
const LISTED_DUPLICATES: usize = 100;
const LISTED_BYTES: usize = 64 * 1024;

/// A document as it was read.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The value.
    pub root: Value<'a>,
    pub(crate) layout: Layout<'a>,
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
    Ok(Parsed { root: tree.root, layout, duplicates: tree.duplicates, more_duplicates: tree.more_duplicates })
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
    members: Vec<Member<'a>>,
    values: Vec<Value<'a>>,
    frames: Vec<Frame<'a>>,
    current: Frame<'a>,
    pub(super) root: Value<'a>,
    duplicates: Vec<Duplicate>,
    listed_bytes: usize,
    more_duplicates: usize,
}

/// A container that is being read: where its items start, and the name of the member that comes next.
#[derive(Clone, Copy, Default)]
struct Frame<'a> {
    container: Option<Container>,
    start: usize,
    name: Str<'a>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(arena: &'a Arena) -> Self {
        Self {
            arena,
            members: Vec::new(),
            values: Vec::new(),
            frames: Vec::new(),
            current: Frame::default(),
            root: Value::Null,
            duplicates: Vec::new(),
            listed_bytes: 0,
            more_duplicates: 0,
        }
    }

    /// Adds a finished value.
    #[inline(always)]
    pub(super) fn add(&mut self, value: Value<'a>) {
        match self.current.container {
            Some(Container::Object) => self.members.push(Member { name: self.current.name, value }),
            Some(Container::Array) => self.values.push(value),
            None => self.root = value,
        }
    }

    fn close_object(&mut self) -> Value<'a> {
        let start = self.current.start;
        let members = self.members.get_mut(start..).unwrap_or_default();
        if may_repeat(members) {
            let (names, surplus) = resolve(members);
            self.members.truncate(self.members.len() - surplus);
            for (name, count) in names {
                self.report(name, count);
            }
        }
        Value::Object(self.arena.alloc(Object::new(self.arena, self.members.drain(start..))))
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
        let frames = self.frames.iter().skip(1).chain([&self.current]);
        let parents = self.frames.iter();
        let mut arrays: Vec<usize> = frames
            .filter(|frame| frame.container == Some(Container::Array))
            .map(|frame| frame.start)
            .chain([self.values.len()])
            .collect();
        arrays.reverse();
        for parent in parents {
            match parent.container {
                Some(Container::Object) => push_name(&mut pointer, &parent.name.to_text()),
                Some(Container::Array) => {
                    // The elements before this one: up to where the next array's elements start.
                    let start = arrays.pop().unwrap_or_default();
                    let end = arrays.last().copied().unwrap_or(start);
                    push_index(&mut pointer, end - start);
                }
                None => {}
            }
        }
        pointer
    }
}

impl<'a> Sink<'a> for Tree<'a> {
    #[inline(always)]
    fn name(&mut self, name: Str<'a>) {
        self.current.name = name;
    }

    #[inline(always)]
    fn scalar(&mut self, scalar: Scalar<'a>) {
        self.add(match scalar {
            Scalar::Null => Value::Null,
            Scalar::Bool(flag) => Value::Bool(flag),
            Scalar::Number(text) => Value::Number(Number::Text(text)),
            Scalar::String(text) => Value::String(text),
        });
    }

    #[inline(always)]
    fn open(&mut self, container: Container) {
        self.frames.push(self.current);
        let start = match container {
            Container::Object => self.members.len(),
            Container::Array => self.values.len(),
        };
        self.current = Frame { container: Some(container), start, name: Str::default() };
    }

    #[inline(always)]
    fn close(&mut self) {
        let value = match self.current.container {
            Some(Container::Object) => self.close_object(),
            _ => {
                let values = self.values.drain(self.current.start..);
                Value::Array(self.arena.alloc(Array::new(self.arena, values)))
            }
        };
        self.current = self.frames.pop().unwrap_or_default();
        self.add(value);
    }
}

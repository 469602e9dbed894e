//! The grammar of RFC 8259, told to a sink.

use super::MAX_DEPTH;
use super::scan::{Fault, FaultKind, number, string, token};
use super::text::Str;

/// A value that holds no others.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    String(Str<'a>),
}

/// A value that holds others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    Array,
    Object,
}

/// What is told of a text, in its order.
pub(crate) trait Sink<'a> {
    /// The name of the member whose value comes next.
    fn name(&mut self, name: Str<'a>);
    /// A value that holds no others.
    fn scalar(&mut self, scalar: Scalar<'a>);
    /// A container begins.
    fn open(&mut self, container: Container);
    /// The container that was opened last ends.
    fn close(&mut self);
}

/// What stands between the brackets of the first empty containers of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Empties<'a> {
    pub(crate) array: Option<&'a str>,
    pub(crate) object: Option<&'a str>,
}

/// Reads a text, which must be one JSON value, and tells it to a sink.
pub(crate) fn read<'a, S: Sink<'a>>(text: &'a str, sink: &mut S) -> Result<Empties<'a>, Fault> {
    let bytes = text.as_bytes();
    let mut empties = Empties::default();
    let mut open = Open::default();
    let (mut byte, mut at) = token(bytes, 0);
    loop {
        match byte {
            b'"' => {
                let (value, end) = string(text, at)?;
                sink.scalar(Scalar::String(value));
                at = end;
            }
            b'{' => {
                open.push(Container::Object, at)?;
                sink.open(Container::Object);
                let (first, inner) = token(bytes, at + 1);
                if first != b'}' {
                    (byte, at) = name(text, first, inner, "a member name or `}`", sink)?;
                    continue;
                }
                empties.object = empties.object.or(text.get(at + 1..inner));
                at = inner + 1;
                sink.close();
                open.pop();
            }
            b'[' => {
                open.push(Container::Array, at)?;
                sink.open(Container::Array);
                let (first, inner) = token(bytes, at + 1);
                if first != b']' {
                    (byte, at) = (first, inner);
                    continue;
                }
                empties.array = empties.array.or(text.get(at + 1..inner));
                at = inner + 1;
                sink.close();
                open.pop();
            }
            b'-' | b'0'..=b'9' => {
                let end = number(bytes, at)?;
                sink.scalar(Scalar::Number(text.get(at..end).unwrap_or_default()));
                at = end;
            }
            _ => {
                let (scalar, word) = literal(byte).ok_or(Fault::expected("a value", at))?;
                let end = at + word.len();
                if bytes.get(at..end) != Some(word) {
                    return Err(Fault::expected("a value", at));
                }
                sink.scalar(scalar);
                at = end;
            }
        }
        // A value has ended: close what ends with it and go to the next one.
        loop {
            (byte, at) = token(bytes, at);
            match (open.top(), byte) {
                (Some(Container::Object), b',') => {
                    let (first, inner) = token(bytes, at + 1);
                    (byte, at) = name(text, first, inner, "a member name", sink)?;
                    break;
                }
                (Some(Container::Array), b',') => {
                    (byte, at) = token(bytes, at + 1);
                    break;
                }
                (Some(Container::Object), b'}') | (Some(Container::Array), b']') => {
                    at += 1;
                    sink.close();
                    open.pop();
                }
                (None, _) if at == bytes.len() => return Ok(empties),
                (None, _) => return Err(Fault::expected("the end of the text", at)),
                (Some(Container::Object), _) => return Err(Fault::expected("`,` or `}`", at)),
                (Some(Container::Array), _) => return Err(Fault::expected("`,` or `]`", at)),
            }
        }
    }
}

/// Reads a member's name, whose first byte is given, and its colon; returns the first byte of its value and where
/// it stands.
#[inline(always)]
fn name<'a, S: Sink<'a>>(
    text: &'a str,
    first: u8,
    at: usize,
    expected: &'static str,
    sink: &mut S,
) -> Result<(u8, usize), Fault> {
    if first != b'"' {
        return Err(Fault::expected(expected, at));
    }
    let (name, end) = string(text, at)?;
    sink.name(name);
    match token(text.as_bytes(), end) {
        (b':', colon) => Ok(token(text.as_bytes(), colon + 1)),
        (_, other) => Err(Fault::expected("`:`", other)),
    }
}

/// Returns the literal that starts with a byte.
fn literal<'a>(first: u8) -> Option<(Scalar<'a>, &'static [u8])> {
    match first {
        b'n' => Some((Scalar::Null, b"null")),
        b't' => Some((Scalar::Bool(true), b"true")),
        b'f' => Some((Scalar::Bool(false), b"false")),
        _ => None,
    }
}

/// The kinds of the open containers, a bit each.
#[derive(Default)]
struct Open {
    objects: [u64; MAX_DEPTH / 64],
    depth: usize,
    top_is_object: bool,
}

impl Open {
    #[inline]
    fn push(&mut self, container: Container, at: usize) -> Result<(), Fault> {
        if self.depth == MAX_DEPTH {
            return Err(Fault { offset: at, kind: FaultKind::TooDeep });
        }
        let is_object = container == Container::Object;
        if let Some(bits) = self.objects.get_mut(self.depth / 64) {
            let bit = 1 << (self.depth % 64);
            *bits = if is_object { *bits | bit } else { *bits & !bit };
        }
        self.depth += 1;
        self.top_is_object = is_object;
        Ok(())
    }

    #[inline]
    fn pop(&mut self) {
        self.depth -= 1;
        let below = self.depth.saturating_sub(1);
        self.top_is_object = self.objects.get(below / 64).is_some_and(|bits| bits >> (below % 64) & 1 == 1);
    }

    #[inline]
    fn top(&self) -> Option<Container> {
        match (self.depth, self.top_is_object) {
            (0, _) => None,
            (_, true) => Some(Container::Object),
            (_, false) => Some(Container::Array),
        }
    }
}

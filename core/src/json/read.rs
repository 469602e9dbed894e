//! The grammar of RFC 8259, told to a sink.

use super::MAX_DEPTH;
use super::scan::{Fault, FaultKind, number, skip_blanks, string};
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
    let mut at = skip_blanks(bytes, 0);
    loop {
        match bytes.get(at) {
            Some(b'"') => {
                let (value, end) = string(text, at)?;
                sink.scalar(Scalar::String(value));
                at = end;
            }
            Some(b'{') => {
                open.push(Container::Object, at)?;
                sink.open(Container::Object);
                let inner = skip_blanks(bytes, at + 1);
                if bytes.get(inner) != Some(&b'}') {
                    at = name(text, inner, "a member name or `}`", sink)?;
                    continue;
                }
                empties.object = empties.object.or(text.get(at + 1..inner));
                at = inner + 1;
                sink.close();
                open.pop();
            }
            Some(b'[') => {
                open.push(Container::Array, at)?;
                sink.open(Container::Array);
                let inner = skip_blanks(bytes, at + 1);
                if bytes.get(inner) != Some(&b']') {
                    at = inner;
                    continue;
                }
                empties.array = empties.array.or(text.get(at + 1..inner));
                at = inner + 1;
                sink.close();
                open.pop();
            }
            Some(b'-' | b'0'..=b'9') => {
                let end = number(bytes, at)?;
                sink.scalar(Scalar::Number(text.get(at..end).unwrap_or_default()));
                at = end;
            }
            _ => {
                let (scalar, end) = literal(bytes, at)?;
                sink.scalar(scalar);
                at = end;
            }
        }
        // A value has ended: close what ends with it and go to the next one.
        loop {
            at = skip_blanks(bytes, at);
            match (open.top(), bytes.get(at)) {
                (Some(Container::Object), Some(b',')) => {
                    at = name(text, skip_blanks(bytes, at + 1), "a member name", sink)?;
                    break;
                }
                (Some(Container::Array), Some(b',')) => {
                    at = skip_blanks(bytes, at + 1);
                    break;
                }
                (Some(Container::Object), Some(b'}')) | (Some(Container::Array), Some(b']')) => {
                    at += 1;
                    sink.close();
                    open.pop();
                }
                (None, None) => return Ok(empties),
                (None, Some(_)) => return Err(Fault::expected("the end of the text", at)),
                (Some(Container::Object), _) => return Err(Fault::expected("`,` or `}`", at)),
                (Some(Container::Array), _) => return Err(Fault::expected("`,` or `]`", at)),
            }
        }
    }
}

/// Reads a member's name and colon; returns where its value starts.
#[inline(always)]
fn name<'a, S: Sink<'a>>(
    text: &'a str,
    at: usize,
    expected: &'static str,
    sink: &mut S,
) -> Result<usize, Fault> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'"') {
        return Err(Fault::expected(expected, at));
    }
    let (name, end) = string(text, at)?;
    sink.name(name);
    let colon = skip_blanks(bytes, end);
    if bytes.get(colon) != Some(&b':') {
        return Err(Fault::expected("`:`", colon));
    }
    Ok(skip_blanks(bytes, colon + 1))
}

fn literal<'a>(bytes: &[u8], at: usize) -> Result<(Scalar<'a>, usize), Fault> {
    let literals: [(&[u8], Scalar<'a>); 3] =
        [(b"null", Scalar::Null), (b"true", Scalar::Bool(true)), (b"false", Scalar::Bool(false))];
    let rest = bytes.get(at..).unwrap_or_default();
    literals
        .into_iter()
        .find(|(word, _)| rest.starts_with(word))
        .map(|(word, scalar)| (scalar, at + word.len()))
        .ok_or(Fault::expected("a value", at))
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

//! RFC 8785: the one text of a value.

use super::object::Member;
use super::order;
use super::pointer::{push_index, push_name};
use super::text::{Str, write_escaped_char};
use super::value::Value;
use crate::engine::{Error, ErrorKind};

/// Writes a value with sorted names, minimal escapes and ECMAScript numbers.
///
/// # Errors
/// `invalid-unicode` for a string with half a surrogate pair, `unrepresentable-number` for a number that no 64-bit
/// float can hold; both with a pointer.
pub(crate) fn write_canonical(root: &Value<'_>, out: &mut String) -> Result<(), Error> {
    let mut frames = Vec::new();
    begin(root, out, &mut frames).map_err(|refusal| refusal.into_error(&frames))?;
    while let Some(frame) = frames.last_mut() {
        match frame.next() {
            None => {
                out.push(frame.close);
                frames.pop();
            }
            Some((name, value)) => {
                if let Some(name) = name {
                    // A pointer is text: it leads to the object whose name is none.
                    let parents = frames.split_last().map_or(&[][..], |(_, parents)| parents);
                    write_name(name, out).map_err(|refusal| refusal.into_error(parents))?;
                }
                begin(value, out, &mut frames).map_err(|refusal| refusal.into_error(&frames))?;
            }
        }
        separate(&frames, out);
    }
    Ok(())
}

/// A container whose items are in canonical order.
struct Frame<'v, 'a> {
    items: std::vec::IntoIter<(Option<Str<'a>>, &'v Value<'a>)>,
    current: Option<Str<'a>>,
    taken: usize,
    close: char,
}

impl<'v, 'a> Frame<'v, 'a> {
    fn next(&mut self) -> Option<(Option<Str<'a>>, &'v Value<'a>)> {
        let (name, value) = self.items.next()?;
        self.current = name;
        self.taken += 1;
        Some((name, value))
    }
}

/// A comma stands between two items: after an item, if another one follows.
fn separate(frames: &[Frame<'_, '_>], out: &mut String) {
    if frames.last().is_some_and(|frame| frame.taken > 0 && frame.items.len() > 0) {
        out.push(',');
    }
}

fn begin<'v, 'a>(
    value: &'v Value<'a>,
    out: &mut String,
    frames: &mut Vec<Frame<'v, 'a>>,
) -> Result<(), Refusal> {
    match value {
        Value::Null | Value::LastingNull(_) => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => {
            if !number.write_canonical(out) {
                return Err(Refusal::Number);
            }
        }
        Value::String(text) => write_string(*text, out)?,
        Value::Array(array) => {
            out.push('[');
            let items: Vec<_> = array.iter().map(|value| (None, value)).collect();
            frames.push(Frame { items: items.into_iter(), current: None, taken: 0, close: ']' });
        }
        Value::Object(object) => {
            out.push('{');
            let items: Vec<_> = sorted(object.members())
                .into_iter()
                .map(|member| (Some(member.name), &member.value))
                .collect();
            frames.push(Frame { items: items.into_iter(), current: None, taken: 0, close: '}' });
        }
    }
    Ok(())
}

/// Sorts members by the UTF-16 code units of their names.
fn sorted<'v, 'a>(members: &'v [Member<'a>]) -> Vec<&'v Member<'a>> {
    let units = |name: Str<'a>| name.code_points().flat_map(utf16);
    order::sorted(members.iter().collect(), |left, right| units(left.name).cmp(units(right.name)))
}

/// Returns the one or two code units of a code point.
fn utf16(code: u32) -> impl Iterator<Item = u32> {
    let high = code.checked_sub(0x10000).map(|offset| 0xD800 + (offset >> 10));
    let low = if high.is_some() { 0xDC00 + (code & 0x3FF) } else { code };
    high.into_iter().chain([low])
}

fn write_name(name: Str<'_>, out: &mut String) -> Result<(), Refusal> {
    write_string(name, out)?;
    out.push(':');
    Ok(())
}

fn write_string(text: Str<'_>, out: &mut String) -> Result<(), Refusal> {
    if text.as_plain().is_some() {
        text.write(out);
        return Ok(());
    }
    out.push('"');
    for code in text.code_points() {
        write_escaped_char(char::from_u32(code).ok_or(Refusal::Text)?, out);
    }
    out.push('"');
    Ok(())
}

/// What canonical form has no place for.
enum Refusal {
    Number,
    Text,
}

impl Refusal {
    fn into_error(self, frames: &[Frame<'_, '_>]) -> Error {
        let mut at = String::new();
        for frame in frames {
            match frame.current {
                Some(name) => push_name(&mut at, &name.to_text()),
                None => push_index(&mut at, frame.taken.saturating_sub(1)),
            }
        }
        match self {
            Self::Number => {
                Error::new(ErrorKind::UnrepresentableNumber, "the number is too large for a 64-bit float")
                    .at(at)
            }
            Self::Text => {
                Error::new(ErrorKind::InvalidUnicode, "the string holds half a surrogate pair").at(at)
            }
        }
    }
}

//! Strings that keep their spelling.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// A string of a document: compared by value, written as it was spelled.
///
/// # Example
/// ```
/// use dashlift::json::{Arena, Value, parse};
/// let arena = Arena::new();
/// let root = parse(&arena, br#"["a/b", "a\/b"]"#)?.root;
/// let Value::Array(list) = root else { unreachable!() };
/// assert_eq!(list.get(0), list.get(1));
/// assert_eq!(list.get(1).map(Value::to_json).as_deref(), Some(r#""a\/b""#));
/// # Ok::<(), dashlift::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Str<'a>(
    // INVARIANT: either text without quotes, backslashes and control characters, which is its own value; or a
    // whole JSON spelling, quotes included. The first byte tells them apart.
    &'a str,
);

/// A string holds half a surrogate pair, which is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoneSurrogate;

impl<'a> Str<'a> {
    /// Wraps text that needs no escapes.
    pub(crate) const fn plain(text: &'a str) -> Self {
        Self(text)
    }

    /// Wraps a whole JSON spelling, quotes included.
    pub(crate) fn spelled(spelling: &'a str) -> Self {
        Self(spelling)
    }

    /// Returns what is written between the quotes.
    pub(crate) fn spelling(self) -> &'a str {
        match self.as_plain() {
            Some(text) => text,
            None => self.0.get(1..self.0.len() - 1).unwrap_or_default(),
        }
    }

    /// Returns the text if it is spelled without escapes.
    #[inline]
    pub(crate) fn as_plain(self) -> Option<&'a str> {
        if self.0.as_bytes().first() == Some(&b'"') { None } else { Some(self.0) }
    }

    /// Returns whether the string may hold halves of surrogate pairs: whether it spells any.
    #[inline(always)]
    pub(super) fn may_hold_halves(self) -> bool {
        self.as_plain().is_none() && self.spells_surrogates()
    }

    #[inline(never)]
    fn spells_surrogates(self) -> bool {
        let is_surrogate = |escape: &[u8]| matches!(escape, [b'\\', b'u', b'd' | b'D']);
        self.0.contains("\\u") && self.0.as_bytes().windows(3).any(is_surrogate)
    }

    /// Compares a spelling with a text.
    #[cold]
    fn spells(self, text: &str) -> bool {
        self.code_points().eq(text.chars().map(u32::from))
    }

    /// Returns the text; half surrogate pairs become U+FFFD.
    pub fn to_text(self) -> Cow<'a, str> {
        match self.as_plain() {
            Some(text) => Cow::Borrowed(text),
            None => {
                let mut text = String::with_capacity(self.0.len());
                let known = |code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                text.extend(self.code_points().map(known));
                Cow::Owned(text)
            }
        }
    }

    /// Returns the text.
    ///
    /// # Errors
    /// If it holds half a surrogate pair.
    pub fn to_unicode(self) -> Result<String, LoneSurrogate> {
        match self.as_plain() {
            Some(text) => Ok(text.to_owned()),
            None => self.code_points().map(|code| char::from_u32(code).ok_or(LoneSurrogate)).collect(),
        }
    }

    /// Returns the code points; half surrogate pairs are code points of their own.
    pub fn code_points(self) -> impl Iterator<Item = u32> + 'a {
        let escaped = self.as_plain().is_none();
        let inner = if escaped { self.0.get(1..self.0.len() - 1).unwrap_or_default() } else { self.0 };
        CodePoints { rest: inner.chars(), escaped }
    }

    /// Writes the string as it is spelled, quotes included.
    #[inline]
    pub(crate) fn write(self, out: &mut String) {
        match self.as_plain() {
            Some(text) => {
                out.push('"');
                out.push_str(text);
                out.push('"');
            }
            None => out.push_str(self.0),
        }
    }
}

impl PartialEq for Str<'_> {
    fn eq(&self, other: &Self) -> bool {
        // The same spelling is the same value; two different plain texts are different ones.
        self.0 == other.0
            || ((self.as_plain().is_none() || other.as_plain().is_none())
                && self.code_points().eq(other.code_points()))
    }
}

impl Eq for Str<'_> {}

impl PartialEq<str> for Str<'_> {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        // A spelling with escapes is longer than its text by three bytes at least: most names are told apart by
        // their length and their first byte, without a call.
        let (own, text) = (self.0.as_bytes(), other.as_bytes());
        if own.len() < text.len() + 3 {
            let may_be = own.len() == text.len() && own.first() == text.first();
            return may_be && own == text && self.as_plain().is_some();
        }
        self.as_plain().is_none() && self.spells(other)
    }
}

impl PartialEq<&str> for Str<'_> {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

/// By code point.
impl Ord for Str<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.as_plain(), other.as_plain()) {
            (Some(left), Some(right)) => left.cmp(right),
            _ => self.code_points().cmp(other.code_points()),
        }
    }
}

impl PartialOrd for Str<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Str<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.to_text(), f)
    }
}

impl fmt::Display for Str<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

/// The code points of a string; `rest` is valid JSON between the quotes if `escaped`.
struct CodePoints<'a> {
    rest: std::str::Chars<'a>,
    escaped: bool,
}

impl CodePoints<'_> {
    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest.as_str().get(..4)?;
        let unit = u32::from_str_radix(digits, 16).ok()?;
        self.rest = self.rest.as_str().get(4..).unwrap_or_default().chars();
        Some(unit)
    }

    fn surrogate_pair(&mut self, high: u32) -> u32 {
        let ahead = self.rest.clone();
        if (0xD800..0xDC00).contains(&high)
            && self.rest.next() == Some('\\')
            && self.rest.next() == Some('u')
            && let Some(low @ 0xDC00..0xE000) = self.unit()
        {
            return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        }
        self.rest = ahead;
        high
    }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let first = self.rest.next()?;
        if first != '\\' || !self.escaped {
            return Some(first.into());
        }
        Some(match self.rest.next()? {
            'b' => 0x08,
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            'u' => {
                let unit = self.unit()?;
                self.surrogate_pair(unit)
            }
            other => other.into(),
        })
    }
}

/// Writes text as a JSON string with the minimal escapes of RFC 8785.
pub(crate) fn write_escaped(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        write_escaped_char(character, out);
    }
    out.push('"');
}

pub(crate) fn write_escaped_char(character: char, out: &mut String) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        control if control < ' ' => {
            let code = u32::from(control);
            out.push_str("\\u00");
            out.push(if code >= 0x10 { '1' } else { '0' });
            out.push(char::from_digit(code & 0xF, 16).unwrap_or('0'));
        }
        other => out.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_as_code_points() {
        let spelled = Str::spelled(r#""a\u0041\ud83d\ude00\ud83d\n\ud83dx\udc00é""#);
        let expected = [0x61, 0x41, 0x1F600, 0xD83D, 0x0A, 0xD83D, 0x78, 0xDC00, 0xE9];
        assert!(spelled.code_points().eq(expected));
        assert_eq!(spelled.to_unicode(), Err(LoneSurrogate));
        assert_eq!(spelled.to_text(), "aA😀\u{fffd}\n\u{fffd}x\u{fffd}é");
    }

    #[test]
    fn strings_compare_by_value() {
        assert_eq!(Str::plain("a/b"), Str::spelled(r#""a\/b""#));
        assert_ne!(Str::plain("a\u{fffd}"), Str::spelled(r#""a\ud800""#));
        assert!(Str::spelled(r#""\u0062""#) > Str::plain("a"));
        assert_eq!(Str::plain(""), Str::plain(""));
        assert!(Str::spelled(r#""\"""#) == "\"");
    }
}

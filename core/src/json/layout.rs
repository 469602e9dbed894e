//! How a text is laid out, so that what is written looks like what was read.

use super::read::Empties;
use super::scan::skip_blanks;

/// The style in which a document is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// As the input is laid out.
    #[default]
    Auto,
    /// Without any blanks.
    Compact,
    /// Two spaces a level, a line feed after each value, none at the end.
    Pretty,
    /// RFC 8785: sorted names, minimal escapes, ECMAScript numbers; for hashing.
    Canonical,
}

/// What stands between the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout<'a> {
    /// Before the value.
    pub(crate) prefix: &'a str,
    /// After the value.
    pub(crate) suffix: &'a str,
    /// `None`: all in one line.
    pub(crate) lines: Option<Lines<'a>>,
    /// Between a name and its value, the colon included.
    pub(crate) colon: &'a str,
    /// Between two values, the comma included, up to the end of the line.
    pub(crate) comma: &'a str,
    /// In one line: after `{` and before `}` of an object that is not empty.
    pub(crate) object_pad: &'a str,
    /// In one line: after `[` and before `]` of an array that is not empty.
    pub(crate) array_pad: &'a str,
    /// Between the brackets of an empty array.
    pub(crate) empty_array: Empty<'a>,
    /// Between the brackets of an empty object.
    pub(crate) empty_object: Empty<'a>,
}

/// A value a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lines<'a> {
    pub(crate) newline: &'static str,
    /// What every line but the first begins with.
    pub(crate) base: &'a str,
    /// What a level adds.
    pub(crate) unit: &'a str,
}

/// What stands between the brackets of an empty container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty<'a> {
    /// Blanks.
    Blanks(&'a str),
    /// Line breaks, then the indentation of the closing bracket.
    Breaks(usize),
}

const TIGHT: Empty<'static> = Empty::Blanks("");

impl<'a> Layout<'a> {
    pub(crate) const COMPACT: Self = Self {
        prefix: "",
        suffix: "",
        lines: None,
        colon: ":",
        comma: ",",
        object_pad: "",
        array_pad: "",
        empty_array: TIGHT,
        empty_object: TIGHT,
    };

    pub(crate) const PRETTY: Self =
        Self { lines: Some(Lines { newline: "\n", base: "", unit: "  " }), colon: ": ", ..Self::COMPACT };

    /// Takes the layout from a valid text.
    pub(crate) fn of(text: &'a str, empties: Empties<'a>) -> Self {
        let value = text.trim_matches(BLANKS);
        let start = text.len() - text.trim_start_matches(BLANKS).len();
        let prefix = text.get(..start).unwrap_or_default();
        let suffix = text.get(start + value.len()..).unwrap_or_default();
        let lines = lines_of(value);
        let tokens = Tokens::of(value, lines.is_some());
        Self {
            prefix,
            suffix,
            lines,
            colon: tokens.colon.filter(|colon| !colon.contains('\n')).unwrap_or(if lines.is_some() {
                ": "
            } else {
                ":"
            }),
            comma: tokens.comma(lines.is_some()),
            object_pad: tokens.object_pad.unwrap_or_default(),
            array_pad: tokens.array_pad.unwrap_or_default(),
            empty_array: empty_of(empties.array),
            empty_object: empty_of(empties.object),
        }
    }
}

const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

fn empty_of(inner: Option<&str>) -> Empty<'_> {
    let inner = inner.unwrap_or_default();
    match inner.bytes().filter(|byte| *byte == b'\n').count() {
        0 => Empty::Blanks(inner),
        breaks => Empty::Breaks(breaks),
    }
}

/// Looks at the line after the opening bracket and at the line of the closing one.
fn lines_of(value: &str) -> Option<Lines<'_>> {
    let inner = value.strip_prefix(['{', '['])?;
    let head = inner.get(..skip_blanks(inner.as_bytes(), 0))?;
    let (before, indent) = head.rsplit_once('\n')?;
    let body = value.get(..value.len() - 1)?;
    let tail = body.get(body.trim_end_matches(BLANKS).len()..)?;
    let base = tail.rsplit_once('\n').map_or("", |(_, base)| base);
    let (base, unit) = match indent.strip_prefix(base) {
        Some(unit) => (base, unit),
        None => ("", indent),
    };
    let newline = if before.ends_with('\r') { "\r\n" } else { "\n" };
    Some(Lines { newline, base, unit })
}

/// The first tokens of their kinds, with the blanks around them.
#[derive(Default)]
struct Tokens<'a> {
    colon: Option<&'a str>,
    comma: Option<&'a str>,
    object_pad: Option<&'a str>,
    array_pad: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    fn of(value: &'a str, in_lines: bool) -> Self {
        let bytes = value.as_bytes();
        let mut tokens = Self::default();
        let mut at = 0;
        // Where the blanks before the next token start.
        let mut blanks = 0;
        while let Some(&byte) = bytes.get(at) {
            let after = match byte {
                b'"' => super::scan::string(value, at).map_or(bytes.len(), |(_, end)| end),
                _ => at + 1,
            };
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => {
                    at = after;
                    continue;
                }
                b':' => tokens.colon = tokens.colon.or(value.get(blanks..skip_blanks(bytes, after))),
                b',' => tokens.comma = tokens.comma.or(value.get(blanks..skip_blanks(bytes, after))),
                b'{' => tokens.object_pad = tokens.object_pad.or(pad(value, after, b'}')),
                b'[' => tokens.array_pad = tokens.array_pad.or(pad(value, after, b']')),
                _ => {}
            }
            if tokens.are_complete(in_lines) {
                break;
            }
            at = after;
            blanks = after;
        }
        tokens
    }

    /// Where a value has a line of its own, pads are not used.
    fn are_complete(&self, in_lines: bool) -> bool {
        let padded = self.object_pad.is_some() && self.array_pad.is_some();
        self.colon.is_some() && self.comma.is_some() && (in_lines || padded)
    }

    fn comma(&self, in_lines: bool) -> &'a str {
        let broken = self.comma.and_then(|comma| comma.split_once('\n'));
        match (self.comma, broken) {
            // Some printers leave a blank at the end of the line.
            (_, Some((comma, _))) if in_lines && comma.contains(',') => comma.trim_end_matches('\r'),
            (Some(comma), None) if !in_lines => comma,
            _ if !in_lines && self.colon.is_some_and(|colon| colon.ends_with(' ')) => ", ",
            _ => ",",
        }
    }
}

fn pad(value: &str, start: usize, close: u8) -> Option<&str> {
    let bytes = value.as_bytes();
    let end = skip_blanks(bytes, start);
    let empty = bytes.get(end) == Some(&close);
    value.get(start..end).filter(|pad| !empty && !pad.contains('\n'))
}

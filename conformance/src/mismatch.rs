//! Two byte strings that should be the same, shown where they part.

use std::fmt;

/// The first place where bytes differ.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Mismatch {
    /// What differs: `document`, `report`, `error` …
    pub what: String,
    /// Bytes before the difference.
    pub offset: usize,
    /// RFC 6901 pointer of the value or member that holds the difference.
    pub at: String,
    /// What stands around that place on the expected side.
    pub expected: String,
    /// What stands around that place on the other side.
    pub found: String,
}

impl Mismatch {
    /// Compares; `None` if the bytes are the same.
    pub fn between(what: &str, expected: &[u8], found: &[u8]) -> Option<Self> {
        if expected == found {
            return None;
        }
        let same = expected.iter().zip(found).take_while(|(one, other)| one == other).count();
        Some(Self {
            what: what.to_owned(),
            offset: same,
            at: pointer_at(expected, same),
            expected: excerpt(expected, same),
            found: excerpt(found, same),
        })
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, offset, at, expected, found } = self;
        write!(f, "{what} differs at byte {offset}, `{at}`\n  expected {expected}\n  found    {found}")
    }
}

/// Shows bytes around an offset; the place itself is marked with `»`.
fn excerpt(bytes: &[u8], offset: usize) -> String {
    let start = offset.saturating_sub(32);
    let before = bytes.get(start..offset).unwrap_or_default();
    let after = bytes.get(offset..).unwrap_or_default();
    let shown = after.get(..64).unwrap_or(after);
    let mut text = String::new();
    if start > 0 {
        text.push('…');
    }
    push_visible(&mut text, before);
    text.push('»');
    push_visible(&mut text, shown);
    text.push_str(if shown.len() < after.len() { "…" } else { "(end)" });
    text
}

fn push_visible(text: &mut String, bytes: &[u8]) {
    for chunk in bytes.utf8_chunks() {
        for char in chunk.valid().chars() {
            match char {
                '\n' => text.push('␊'),
                '\r' => text.push('␍'),
                '\t' => text.push('␉'),
                '\u{feff}' => text.push_str("<BOM>"),
                char if char.is_control() => text.extend(char.escape_unicode()),
                char => text.push(char),
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("<{byte:02X}>"));
        }
    }
}

/// Returns the pointer of what stands at an offset of a JSON text; as far as it can be told if the text is broken.
pub fn pointer_at(text: &[u8], offset: usize) -> String {
    let mut frames: Vec<Frame> = Vec::new();
    let mut position = 0;
    while let Some(byte) = text.get(position).filter(|_| position < offset) {
        let mut next = position + 1;
        match byte {
            b'{' => frames.push(Frame::Object { key: None, expects_key: true }),
            b'[' => frames.push(Frame::Array(0)),
            b'}' | b']' => drop(frames.pop()),
            b',' => match frames.last_mut() {
                Some(Frame::Array(index)) => *index += 1,
                Some(Frame::Object { expects_key, .. }) => *expects_key = true,
                None => {}
            },
            b'"' => {
                next = end_of_string(text, position);
                if let Some(Frame::Object { key, expects_key: expects @ true }) = frames.last_mut() {
                    *key = text.get(position..next).map(|raw| String::from_utf8_lossy(raw).into_owned());
                    *expects = false;
                }
            }
            _ => {}
        }
        position = next;
    }
    frames.iter().filter_map(Frame::token).map(|token| format!("/{token}")).collect()
}

enum Frame {
    Array(usize),
    Object { key: Option<String>, expects_key: bool },
}

impl Frame {
    fn token(&self) -> Option<String> {
        match self {
            Self::Array(index) => Some(index.to_string()),
            Self::Object { key, .. } => {
                let raw = key.as_deref()?;
                let plain = serde_json::from_str(raw).unwrap_or_else(|_| raw.trim_matches('"').to_owned());
                Some(plain.replace('~', "~0").replace('/', "~1"))
            }
        }
    }
}

fn end_of_string(text: &[u8], start: usize) -> usize {
    let mut position = start + 1;
    while let Some(byte) = text.get(position) {
        match byte {
            b'"' => return position + 1,
            b'\\' => position += 2,
            _ => position += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointer_follows_the_text() {
        let text = br#"{"a":[1,{"b/c":"x]\"}","d":2}],"e":3}"#;
        let check = |needle: &str, pointer: &str| {
            let offset = text.windows(needle.len()).position(|window| window == needle.as_bytes()).unwrap();
            assert_eq!(pointer_at(text, offset), pointer, "{needle}");
        };
        check("{", "");
        check("1", "/a/0");
        check("]\\", "/a/1/b~1c");
        check("2}", "/a/1/d");
        check("3", "/e");
        assert_eq!(pointer_at(text, 1000), "");
    }

    #[test]
    fn both_sides_are_shown() {
        let mismatch = Mismatch::between("document", b"{\n \"a\": 1}", b"{\n \"a\": \xff\r\n").unwrap();
        assert_eq!((mismatch.offset, mismatch.at.as_str()), (8, "/a"));
        assert_eq!(mismatch.expected, "{␊ \"a\": »1}(end)");
        assert_eq!(mismatch.found, "{␊ \"a\": »<FF>␍␊(end)");
        assert_eq!(Mismatch::between("document", b"x", b"x"), None);
        assert_eq!(Mismatch::between("document", b"x", b"xy").unwrap().found, "x»y(end)");
    }
}

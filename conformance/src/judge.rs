//! Parity: whether two JSON texts hold the same value.
//!
//! Equal means: numbers as 64-bit floats (`3` = `3.0`, -0 = 0), strings code point by code point, arrays in order,
//! objects whatever the order of their members; an absent member is not a null one; of a repeated key the last value
//! counts. The judge reads with `serde_json`, so that it shares no code with what it judges. `serde_json` refuses
//! unpaired surrogates; they are read as private code points (`U+10F000` and up) that no vector holds.

use serde_json::Value;

/// The first place where two values differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// RFC 6901 pointer.
    pub at: String,
    /// What was expected there, shortened; `(absent)` if nothing.
    pub expected: String,
    /// What was found there, shortened; `(absent)` if nothing.
    pub found: String,
}

/// Reads a JSON text for judging.
///
/// # Errors
/// If the text is not JSON, or holds a number beyond 64-bit floats; the message is for a person.
pub fn read(text: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    let mended = mend(text);
    let mut reader = serde_json::Deserializer::from_str(mended.as_deref().unwrap_or(text));
    // A document may nest deeper than serde_json's limit of 128; whoever judges has the stack for it.
    reader.disable_recursion_limit();
    let value =
        serde::Deserialize::deserialize(&mut reader).map_err(|error: serde_json::Error| error.to_string())?;
    reader.end().map_err(|error| error.to_string())?;
    Ok(value)
}

/// Returns the first difference between two values, or `None` if they are equal.
pub fn difference(expected: &Value, found: &Value) -> Option<Difference> {
    let mut path = Vec::new();
    walk(&mut path, expected, found).then(|| {
        let at: String = path.iter().map(|token| format!("/{}", escape(token))).collect();
        let (expected, found) = (expected.pointer(&at), found.pointer(&at));
        Difference { expected: show(expected), found: show(found), at }
    })
}

/// Returns whether the values differ, and leaves the place in `path`.
fn walk(path: &mut Vec<String>, expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (name, value) in expected {
                path.push(name.clone());
                match found.get(name) {
                    Some(other) if !walk(path, value, other) => path.pop(),
                    _ => return true,
                };
            }
            let surplus = found.keys().find(|name| !expected.contains_key(name.as_str()));
            path.extend(surplus.cloned());
            surplus.is_some()
        }
        (Value::Array(expected), Value::Array(found)) => {
            for index in 0..expected.len().max(found.len()) {
                path.push(index.to_string());
                match (expected.get(index), found.get(index)) {
                    (Some(value), Some(other)) if !walk(path, value, other) => path.pop(),
                    _ => return true,
                };
            }
            false
        }
        (Value::Number(expected), Value::Number(found)) => expected.as_f64() != found.as_f64(),
        _ => expected != found,
    }
}

fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

fn show(value: Option<&Value>) -> String {
    let Some(value) = value else { return "(absent)".to_owned() };
    let text = value.to_string();
    if text.chars().count() <= 160 { text } else { text.chars().take(160).collect::<String>() + "…" }
}

/// Replaces the escapes of unpaired surrogates, if there are any.
fn mend(text: &str) -> Option<String> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('\\') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let length = match (unit(from), from.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(lone @ 0xD800..=0xDFFF), _) => {
                out.extend(char::from_u32(0x10F000 + (lone - 0xD800)));
                rest = from.get(6..).unwrap_or_default();
                continue;
            }
            (Some(_), _) => 6,
            // A backslash and what it escapes; the text may be broken, so the boundary is looked for.
            (None, _) => from.char_indices().nth(2).map_or(from.len(), |(index, _)| index),
        };
        out.push_str(from.get(..length).unwrap_or(from));
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Some(out)
}

/// Returns the UTF-16 unit of the `\uXXXX` that the text starts with.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hex { u32::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: &str, found: &str) -> Option<String> {
        let read = |text: &str| read(text.as_bytes()).unwrap();
        difference(&read(expected), &read(found)).map(|difference| difference.at)
    }

    #[test]
    fn equal_values() {
        for (expected, found) in [
            ("3", "3.0"),
            ("3", "3e0"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("12345678901234567890123", "1.2345678901234567890123e22"),
            ("9007199254740993", "9007199254740992"),
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
            (r#""\u00e9\ud83d\ude00""#, "\"é😀\""),
            (r#""\ud800""#, r#""\uD800""#),
        ] {
            assert_eq!(check(expected, found), None, "{expected} {found}");
        }
    }

    #[test]
    fn different_values() {
        for (expected, found, at) in [
            ("1", "\"1\"", ""),
            ("0", "false", ""),
            ("null", "[]", ""),
            (r#"{"a":null}"#, "{}", "/a"),
            ("{}", r#"{"a/b~":null}"#, "/a~1b~0"),
            ("[1,2]", "[1]", "/1"),
            ("[1]", "[1,2]", "/1"),
            (r#"{"a":[{"b":1}]}"#, r#"{"a":[{"b":2}]}"#, "/a/0/b"),
            (r#""\ud800""#, r#""\ud801""#, ""),
            (r#""\ud800""#, "\"\u{fffd}\"", ""),
            ("\"é\"", "\"e\u{301}\"", ""),
            ("1e-400", "1e-300", ""),
        ] {
            assert_eq!(check(expected, found).as_deref(), Some(at), "{expected} {found}");
        }
    }

    #[test]
    fn backslashes_before_a_surrogate_are_counted() {
        assert_eq!(check(r#""\\ud800""#, r#""\\\u0075d800""#), None);
        assert_eq!(check(r#""\\\ud800x\ud83d\ude00""#, r#""\\\uD800x😀""#), None);
    }

    #[test]
    fn broken_texts_are_refused() {
        for text in ["", "[1,]", "\"\\ud80", "\"\\", "1 2", "\"\\é\\ud800\""] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        assert!(read(b"\xff").is_err());
    }
}

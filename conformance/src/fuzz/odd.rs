//! Values that nobody expects.

use super::node::Node;
use fastrand::Rng;

/// Numbers at the edges of what readers can hold.
pub const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "1.10",
    "1E5",
    "1e-7",
    "1e400",
    "-1e400",
    "1e-400",
    "0.1e1",
    "12345678901234567890",
    "123456789012345678901234567890",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "1.7976931348623157e308",
    "5e-324",
    "41.9",
    "0.30000000000000004",
    "0.5",
    "2147483648",
    "1e21",
    "1e300",
    "-1e999",
];

/// Strings, as they are spelled.
pub const STRINGS: &[&str] = &[
    r#""""#,
    r#"" ""#,
    r#""42""#,
    r#""-1""#,
    r#""+41""#,
    r#""null""#,
    r#""A""#,
    r#""\u0041""#,
    r#""\/\b\f\n\r\t\"\\""#,
    r#""\ud83d\ude00""#,
    r#""\ud800""#,
    r#""a\udc00\ud800b""#,
    r#""\uD83Dx""#,
    r#""\u0000""#,
    r#""\u007f\u2028""#,
    "\"\u{7f}\u{2028}\u{fffd}\u{10ffff}\"",
    "\"äöü 日本 👩‍👩‍👧 e\u{301}\"",
    r#""~0/~1""#,
    r#""250px""#,
    r#""1_0""#,
    r#""0x1p4""#,
    r#""inf""#,
    r#""NaN""#,
    r#""1e999""#,
    r#""${DS_PROM}""#,
    r#""-- Mixed --""#,
    r#""__proto__""#,
];

/// Keys that are likely to be confused with others.
pub const KEYS: &[&str] = &[
    r#""""#,
    r#""0""#,
    r#""-1""#,
    r#""a/b""#,
    r#""~""#,
    r#""__proto__""#,
    r#""\u0069d""#,
    r#""t\u0069tle""#,
    r#""schemaVersio\u006e""#,
    r#""p\u0061nels""#,
    r#""\ud800""#,
    r#""ключ""#,
    r#""Title""#,
    r#""null""#,
];

/// Draws a number.
pub fn number(rng: &mut Rng) -> Node {
    Node::token(pick(rng, NUMBERS))
}

/// Draws a string.
pub fn string(rng: &mut Rng) -> Node {
    Node::token(pick(rng, STRINGS))
}

/// Draws a value of any type.
pub fn value(rng: &mut Rng) -> Node {
    match rng.u8(..12) {
        0..=2 => Node::token("null"),
        3 => Node::token(if rng.bool() { "true" } else { "false" }),
        4 | 5 => number(rng),
        6 | 7 => string(rng),
        8 => Node::Array(Vec::new()),
        9 => Node::Object(Vec::new()),
        10 => Node::Array(vec![Node::token("null"), value(rng), Node::Object(Vec::new())]),
        _ => {
            Node::Object(vec![(pick(rng, KEYS).to_owned(), value(rng)), ("\"value\"".to_owned(), value(rng))])
        }
    }
}

/// Wraps a value into containers, sometimes deeper than readers allow.
pub fn nest(node: Node, rng: &mut Rng) -> Node {
    let levels = match rng.u8(..8) {
        0 => rng.usize(110..270),
        1 => rng.usize(20..200),
        _ => rng.usize(1..20),
    };
    let panel = |inside| Node::Object(vec![("\"panels\"".to_owned(), inside)]);
    let pure = rng.bool();
    (0..levels).fold(node, |inside, _| match pure || rng.bool() {
        true => panel(Node::Array(vec![inside])),
        false if rng.bool() => panel(inside),
        false => Node::Array(vec![inside]),
    })
}

/// Spells a string token with an escape in place of its first plain letter.
pub fn escape(token: &str) -> String {
    let mut done = false;
    let mut escaped = String::with_capacity(token.len() + 5);
    let mut chars = token.chars().peekable();
    while let Some(char) = chars.next() {
        if char == '\\' {
            escaped.push(char);
            escaped.extend(chars.next());
        } else if !done && char.is_ascii_alphabetic() {
            escaped.push_str(&format!("\\u{:04x}", u32::from(char)));
            done = true;
        } else {
            escaped.push(char);
        }
    }
    escaped
}

/// Draws one of a list.
pub fn pick<'l>(rng: &mut Rng, list: &[&'l str]) -> &'l str {
    rng.choice(list).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_json() {
        for text in NUMBERS.iter().chain(STRINGS).chain(KEYS) {
            assert!(serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn an_escaped_string_has_the_same_value() {
        assert_eq!(escape(r#""id""#), r#""\u0069d""#);
        assert_eq!(escape(r#""\n1x""#), r#""\n1\u0078""#);
        assert_eq!(escape(r#""12""#), r#""12""#);
    }
}

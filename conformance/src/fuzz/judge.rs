//! What a document is, found out by code that is not the core's: serde_json and a few lines.

use super::node::Node;
use serde::Deserialize as _;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::BTreeSet;

/// Deeper texts are not read as values: the judge is recursive, and the core reads none deeper than 256.
const DEEPEST: usize = 300;

/// Returns the text of a document, without a byte order mark; `None` if it is not UTF-8.
pub fn text(document: &[u8]) -> Option<&str> {
    let text = str::from_utf8(document).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Returns whether a text keeps to the grammar of RFC 8259, whatever its numbers and escapes mean.
pub fn is_json(document: &[u8]) -> bool {
    text(document).is_some_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok())
}

/// Reads a document; `None` if the judge cannot hold it: lone surrogates, numbers beyond 64-bit floats, great depth.
pub fn read(document: &[u8]) -> Option<Value> {
    let text = text(document)?;
    if depth(text) > DEEPEST {
        return None;
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let value = Value::deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some(value)
}

/// Returns how deep the containers of a text nest.
pub fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut inside, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'[' | b'{' if !inside => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Compares values: numbers as 64-bit floats, members in any order.
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        (one, other) => one == other,
    }
}

/// Returns the dashboard: the document, or what Grafana's API answer holds (design section 4).
pub fn dashboard(document: &Value) -> &Value {
    match (document.get("dashboard"), document.get("meta")) {
        (Some(inner @ Value::Object(_)), Some(Value::Object(_))) if document.get("panels").is_none() => inner,
        _ => document,
    }
}

/// Returns whether an object of the document has two members of one name, or a name that cannot be compared.
pub fn repeats_keys(document: &[u8]) -> bool {
    fn repeats(node: &Node) -> bool {
        if let Node::Object(members) = node {
            let mut seen = BTreeSet::new();
            for (key, _) in members {
                if !serde_json::from_str::<String>(key).is_ok_and(|key| seen.insert(key)) {
                    return true;
                }
            }
        }
        node.children().into_iter().any(repeats)
    }
    text(document).and_then(Node::read).is_some_and(|node| repeats(&node))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grammar_and_values_are_told_apart() {
        for (document, grammar, value) in [
            (&b"[1e400]"[..], true, false),
            (br#"["\ud800"]"#, true, false),
            (b"\xef\xbb\xbf[1]", true, true),
            (b"[1,]", false, false),
            (b"[\"\xff\"]", false, false),
        ] {
            assert_eq!((is_json(document), read(document).is_some()), (grammar, value));
        }
        let deep = "[".repeat(290) + &"]".repeat(290);
        assert!(read(deep.as_bytes()).is_some() && depth(&deep) == 290);
        assert_eq!(depth(r#"["[[\"[[",{}]"#), 2);
    }

    #[test]
    fn values_are_compared_as_numbers_and_without_order() {
        let check = |one: &str, other: &str| {
            same(&serde_json::from_str(one).unwrap(), &serde_json::from_str(other).unwrap())
        };
        assert!(check(r#"{"a":3,"b":[-0]}"#, r#"{"b":[0],"a":3.0}"#));
        assert!(!check(r#"{"a":null}"#, "{}") && !check("[1,2]", "[2,1]") && !check("1", r#""1""#));
    }

    #[test]
    fn keys_are_compared_by_value() {
        assert!(repeats_keys(br#"{"a":[{"id":1,"\u0069d":2}]}"#) && repeats_keys(br#"{"\ud800":1}"#));
        assert!(!repeats_keys(br#"{"a":{"a":1}}"#));
    }

    #[test]
    fn an_api_answer_holds_the_dashboard() {
        let value: Value = serde_json::from_str(r#"{"dashboard":{"id":1},"meta":{}}"#).unwrap();
        assert_eq!(dashboard(&value)["id"], 1);
        let value: Value = serde_json::from_str(r#"{"dashboard":{"id":1},"meta":{},"panels":null}"#).unwrap();
        assert_eq!(dashboard(&value)["id"], Value::Null);
    }
}

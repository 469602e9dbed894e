//! What a document is between two forms: as it would be written.

use super::arena::Arena;
use super::number::Number;
use super::value::Value;

/// Makes computed numbers numbers as they are written, and lasting nulls ordinary ones; the value stays the same.
///
/// Returns whether all numbers have a form; it stops at one that has none. Recursive; a document is at most as deep as
/// the parser reads plus what steps add.
pub(crate) fn settle<'a>(value: &mut Value<'a>, arena: &'a Arena) -> bool {
    match value {
        Value::Object(object) => settle_all(object.values_mut(), arena),
        Value::Array(array) => settle_all(array.values_mut(), arena),
        Value::LastingNull(_) => {
            *value = Value::Null;
            true
        }
        Value::Number(number @ Number::Computed(_)) => {
            let mut text = String::new();
            let has_form = number.write(&mut text);
            if has_form {
                *number = Number::Text(arena.text(&text));
            }
            has_form
        }
        Value::Null | Value::Bool(_) | Value::Number(Number::Text(_)) | Value::String(_) => true,
    }
}

fn settle_all<'v, 'a: 'v>(mut values: impl Iterator<Item = &'v mut Value<'a>>, arena: &'a Arena) -> bool {
    values.all(|value| settle(value, arena))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Draft, Lasting, parse};

    #[test]
    fn a_settled_document_holds_what_would_be_read() {
        let arena = Arena::new();
        let mut root = parse(&arena, br#"{"a": [{"n": 1.10}], "b": null}"#).unwrap().root;
        let doc = root.as_mut().into_object().unwrap();
        doc.set("c", 1e21);
        doc.set("e", Lasting::EmptyArray);
        doc.set("d", Draft::from(f64::NAN));
        assert!(!settle(&mut root, &arena));
        assert!(matches!(root.pointer("/c"), Some(Value::Number(Number::Text("1e+21")))));
        assert!(matches!(root.pointer("/d"), Some(Value::Number(Number::Computed(_)))));
        assert!(matches!(root.pointer("/e"), Some(Value::Null)));
        assert!(matches!(root.pointer("/a/0/n"), Some(Value::Number(Number::Text("1.10")))));
    }
}

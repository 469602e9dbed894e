//! What a document is between two forms: as it would be written.

use super::arena::Arena;
use super::number::Number;
use super::value::Value;

/// Makes computed numbers numbers as they are written, and lasting nulls ordinary ones; the value stays the same.
///
/// A number without a form stays. Recursive; a document is at most as deep as the parser reads plus what steps add.
pub(crate) fn settle<'a>(value: &mut Value<'a>, arena: &'a Arena) {
    match value {
        Value::Object(object) => object.values_mut().for_each(|value| settle(value, arena)),
        Value::Array(array) => array.values_mut().for_each(|value| settle(value, arena)),
        Value::LastingNull(_) => *value = Value::Null,
        Value::Number(number @ Number::Computed(_)) => {
            let mut text = String::new();
            if number.write(&mut text) {
                *number = Number::Text(arena.text(&text));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(Number::Text(_)) | Value::String(_) => {}
    }
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
        doc.set("d", Draft::from(f64::NAN));
        doc.set("e", Lasting::EmptyArray);
        settle(&mut root, &arena);
        assert!(matches!(root.pointer("/c"), Some(Value::Number(Number::Text("1e+21")))));
        assert!(matches!(root.pointer("/d"), Some(Value::Number(Number::Computed(_)))));
        assert!(matches!(root.pointer("/e"), Some(Value::Null)));
        assert!(matches!(root.pointer("/a/0/n"), Some(Value::Number(Number::Text("1.10")))));
    }
}

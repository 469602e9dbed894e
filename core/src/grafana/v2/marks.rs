//! Byte order marks that a text never needs: U+FEFF goes wherever it stands (spec 20-classic-to-v2, 0.8).

use crate::json::{Draft, Str, Value, ValueMut};

const MARK: char = '\u{FEFF}';

/// Returns a value without the marks in its texts; those in names stay.
pub(in crate::grafana) fn mark_free(mut value: Value<'_>) -> Draft<'_> {
    match value {
        Value::String(text) => mark_free_text(text),
        _ => {
            clear(value.as_mut());
            value.into()
        }
    }
}

/// Returns a text without marks.
pub(in crate::grafana) fn mark_free_text(text: Str<'_>) -> Draft<'_> {
    cleared(text).map_or_else(|| text.into(), Draft::from)
}

fn cleared(text: Str<'_>) -> Option<String> {
    let text = text.to_text();
    text.contains(MARK).then(|| text.replace(MARK, ""))
}

/// Recursive; a document is at most 256 containers deep.
fn clear(value: ValueMut<'_, '_>) {
    match value {
        ValueMut::Object(object) => {
            for index in 0..object.len() {
                if let Some(text) = object.entry_mut(index).and_then(|(_, inner)| clear_item(inner)) {
                    object.set_value(index, text);
                }
            }
        }
        ValueMut::Array(array) => {
            for index in 0..array.len() {
                if let Some(text) = array.get_mut(index).and_then(clear_item) {
                    array.set(index, text);
                }
            }
        }
        ValueMut::Leaf(_) => {}
    }
}

/// Returns what takes the place of an item, if anything does.
fn clear_item(item: ValueMut<'_, '_>) -> Option<String> {
    if let ValueMut::Leaf(Value::String(text)) = item {
        return cleared(*text);
    }
    clear(item);
    None
}

#[cfg(test)]
mod tests {
    use super::mark_free;
    use crate::json::{Arena, parse};

    #[test]
    fn marks_go_from_texts_and_stay_in_names() {
        let arena = Arena::new();
        let read = |text: &str| parse(&arena, arena.text(text).as_bytes()).unwrap().root;
        let mut list = read("[0]");
        let list = list.as_mut().into_array().unwrap();
        for (text, expected) in [
            (
                "{\"\u{feff}a\":[\"\\ufeffb\\n\u{feff}\",{\"c\":\"\u{feff}\"},1]}",
                "{\"\u{feff}a\":[\"b\\n\",{\"c\":\"\"},1]}",
            ),
            ("\"a\u{feff}b\"", "\"ab\""),
            ("[\"a\\/b\"]", "[\"a\\/b\"]"),
            ("null", "null"),
        ] {
            list.set(0, mark_free(read(text)));
            assert_eq!(list.get(0).unwrap().to_json(), expected);
        }
    }
}

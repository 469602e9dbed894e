//! Text without halves of surrogate pairs, as programs read it that know whole characters only.

use super::draft::install_text;
use super::text::Str;
use super::value::Value;
use super::{Arena, Object};
use std::borrow::Cow;

/// Makes each half of a surrogate pair U+FFFD, in names and in values.
///
/// Recursive, as deep as the document.
pub(crate) fn mend<'a>(object: &mut Object<'a>) {
    let arena = object.arena();
    if arena.may_hold_halves() {
        mend_object(object, arena);
    }
}

fn mend_object<'a>(object: &mut Object<'a>, arena: &'a Arena) {
    let mut renamed = false;
    for member in object.members_mut() {
        if let Some(name) = mended(member.name, arena) {
            member.name = name;
            renamed = true;
        }
        mend_value(&mut member.value, arena);
    }
    if renamed {
        // Two names may have become one.
        for member in object.take_all() {
            object.push_member(member);
        }
    }
}

fn mend_value<'a>(value: &mut Value<'a>, arena: &'a Arena) {
    match value {
        Value::String(text) => {
            if let Some(whole) = mended(*text, arena) {
                *text = whole;
            }
        }
        Value::Array(array) => array.values_mut().for_each(|value| mend_value(value, arena)),
        Value::Object(object) => mend_object(object, arena),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::LastingNull(_) => {}
    }
}

/// Returns a text in another spelling if it holds half a surrogate pair.
fn mended<'a>(text: Str<'a>, arena: &'a Arena) -> Option<Str<'a>> {
    let is_whole = !text.may_hold_halves() || text.to_unicode().is_ok();
    if is_whole {
        return None;
    }
    Some(install_text(Cow::Owned(text.to_text().into_owned()), arena))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn halves_become_replacement_characters() {
        let arena = Arena::new();
        let text =
            br#"{"a\ud800": ["\udc00x", "\ud83d\ude00", "\u0041"], "a\udbff": 1, "b": {"c": "\ud800"}}"#;
        let mut root = parse(&arena, text).unwrap().root;
        mend(root.as_mut().into_object().unwrap());
        let expected = "{\"a\u{fffd}\":1,\"b\":{\"c\":\"\u{fffd}\"}}";
        assert_eq!(root.to_json(), expected);
    }
}

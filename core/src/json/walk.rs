//! Going through a tree without recursion.

use super::arena::Arena;
use super::number::Number;
use super::object::Member;
use super::pointer::{push_index, push_name};
use super::read::{Container, Sink};
use super::text::Str;
use super::tree::Tree;
use super::value::Value;

/// The rest of a container's items, with their names.
pub(super) enum Items<'v, 'a> {
    Array(std::slice::Iter<'v, Value<'a>>),
    Object(std::slice::Iter<'v, Member<'a>>),
}

impl<'v, 'a> Items<'v, 'a> {
    /// Returns the items of a container.
    pub(super) fn of(value: &'v Value<'a>) -> Option<Self> {
        match value {
            Value::Array(array) => Some(Self::Array(array.iter())),
            Value::Object(object) => Some(Self::Object(object.members().iter())),
            _ => None,
        }
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    fn container(&self) -> Container {
        if self.is_object() { Container::Object } else { Container::Array }
    }
}

impl<'v, 'a> Iterator for Items<'v, 'a> {
    type Item = (Option<Str<'a>>, &'v Value<'a>);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Array(values) => values.next().map(|value| (None, value)),
            Self::Object(members) => members.next().map(|member| (Some(member.name), &member.value)),
        }
    }
}

/// Copies a tree into an arena.
pub(crate) fn copy<'a: 'b, 'b>(root: &Value<'a>, arena: &'b Arena) -> Value<'b> {
    Items::of(root).map_or_else(|| copy_leaf(root), |items| copy_container(items, arena))
}

/// Copies a container into an arena.
pub(super) fn copy_container<'a: 'b, 'b>(items: Items<'_, 'a>, arena: &'b Arena) -> Value<'b> {
    let mut tree = Tree::new(arena);
    tree.open(items.container());
    let mut frames = vec![items];
    while let Some(frame) = frames.last_mut() {
        let Some((name, value)) = frame.next() else {
            frames.pop();
            tree.close();
            continue;
        };
        if let Some(name) = name {
            tree.name(name);
        }
        match Items::of(value) {
            Some(items) => {
                tree.open(items.container());
                frames.push(items);
            }
            None => tree.add(copy_leaf(value)),
        }
    }
    tree.root
}

pub(super) fn copy_leaf<'a: 'b, 'b>(value: &Value<'a>) -> Value<'b> {
    match value {
        Value::Bool(flag) => Value::Bool(*flag),
        Value::Number(number) => Value::Number(*number),
        Value::String(text) => Value::String(*text),
        Value::LastingNull(lasting) => Value::LastingNull(*lasting),
        // Containers are copied item by item.
        Value::Null | Value::Array(_) | Value::Object(_) => Value::Null,
    }
}

/// Returns the pointer to the first number that has no form in JSON.
pub(crate) fn find_unrepresentable(root: &Value<'_>) -> Option<String> {
    let unrepresentable =
        |value: &Value<'_>| matches!(value, Value::Number(Number::Computed(number)) if !number.is_finite());
    let mut pointer = String::new();
    let mut frames = vec![(Items::of(root)?, 0, 0)];
    while let Some((items, index, length)) = frames.last_mut() {
        pointer.truncate(*length);
        let Some((name, value)) = items.next() else {
            frames.pop();
            continue;
        };
        match name {
            Some(name) => push_name(&mut pointer, &name.to_text()),
            None => push_index(&mut pointer, *index),
        }
        *index += 1;
        if unrepresentable(value) {
            return Some(pointer);
        }
        let below = Items::of(value).map(|items| (items, 0, pointer.len()));
        frames.extend(below);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn a_copy_is_the_same_document() {
        for text in ["7", "[]", r#"{"a":[1,"",{"b":[[],{},null,true]},{"b":[1.10]}],"c":"\\u0041"}"#] {
            let (arena, other) = (Arena::new(), Arena::new());
            let root = parse(&arena, text.as_bytes()).unwrap().root;
            assert_eq!(copy(&root, &other).to_json(), text);
        }
    }
}

//! RFC 6902 operations between two values, in linear time.

use super::object::Object;
use super::pointer::{push_index, push_name};
use super::records::JsonWriter;
use super::same::NameIndex;
use super::value::Value;

/// A container whose pointer is longer than this is replaced as a whole, and one deeper than the parser reads too:
/// hostile names cannot make the operations larger than the document by more than this factor.
const MAX_POINTER: usize = 1024;
const MAX_LEVELS: usize = super::MAX_DEPTH;

/// A new container that takes more than this is told part by part, so that a dashboard in another form is told panel by
/// panel.
const LARGE: usize = 4096;

/// One RFC 6902 operation; values are compact JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Adds a member or inserts an element.
    Add {
        /// Where.
        path: String,
        /// What.
        value: String,
    },
    /// Removes a member or an element.
    Remove {
        /// Where.
        path: String,
    },
    /// Replaces a value.
    Replace {
        /// Where.
        path: String,
        /// By what.
        value: String,
    },
}

impl Operation {
    /// Writes the operation as the next element of an array.
    pub(crate) fn write(&self, out: &mut JsonWriter) {
        let (op, path, value) = match self {
            Self::Add { path, value } => ("add", path, Some(value)),
            Self::Remove { path } => ("remove", path, None),
            Self::Replace { path, value } => ("replace", path, Some(value)),
        };
        out.open_object();
        out.text("op", op);
        out.text("path", path);
        if let Some(value) = value {
            out.raw("value", value);
        }
        out.close_object();
    }
}

/// Returns the operations that turn one value into another when they are applied in order.
///
/// Arrays are compared linearly: common beginning, common end, then by index. Member order is outside RFC 6902.
///
/// # Example
/// ```
/// use dashlift::json::{Arena, Operation, diff, parse};
/// let arena = Arena::new();
/// let before = parse(&arena, br#"{"a": 1, "b": [1, 2, 3]}"#)?.root;
/// let after = parse(&arena, br#"{"a": 1.0, "b": [1, 3]}"#)?.root;
/// assert_eq!(diff(&before, &after), [Operation::Remove { path: "/b/1".to_owned() }]);
/// # Ok::<(), dashlift::Error>(())
/// ```
pub fn diff(before: &Value<'_>, after: &Value<'_>) -> Vec<Operation> {
    diff_at(String::new(), before, after)
}

/// As [`diff`], for a value that stands at a pointer.
pub(crate) fn diff_at(pointer: String, before: &Value<'_>, after: &Value<'_>) -> Vec<Operation> {
    let mut differ = Differ { pointer, operations: Vec::new() };
    differ.values(before, after, 0);
    differ.operations
}

struct Differ {
    pointer: String,
    operations: Vec<Operation>,
}

impl Differ {
    fn values(&mut self, before: &Value<'_>, after: &Value<'_>, level: usize) {
        let deep = level >= MAX_LEVELS || self.pointer.len() > MAX_POINTER;
        match (before, after) {
            (Value::Object(before), Value::Object(after))
                if !deep && has_texts(before) && has_texts(after) =>
            {
                self.objects(before, after, level);
            }
            (Value::Array(before), Value::Array(after)) if !deep => {
                self.arrays(before.as_slice(), after.as_slice(), level);
            }
            _ if before == after => {}
            _ => self.replace(after, level),
        }
    }

    fn objects(&mut self, before: &Object<'_>, after: &Object<'_>, level: usize) {
        let old = NameIndex::new(before.members());
        let new = NameIndex::new(after.members());
        for member in before.members().iter().filter(|member| new.find(member.name).is_none()) {
            self.below(|pointer| push_name(pointer, &member.name.to_text()), Self::remove);
        }
        for member in after.members() {
            let place = |pointer: &mut String| push_name(pointer, &member.name.to_text());
            match old.find(member.name) {
                Some(was) => self.below(place, |differ| differ.values(&was.value, &member.value, level + 1)),
                None => self.below(place, |differ| differ.add(&member.value, level + 1)),
            }
        }
    }

    fn arrays(&mut self, before: &[Value<'_>], after: &[Value<'_>], level: usize) {
        let start = before.iter().zip(after).take_while(|(old, new)| old == new).count();
        let before_rest = before.get(start..).unwrap_or_default();
        let after_rest = after.get(start..).unwrap_or_default();
        let end =
            before_rest.iter().rev().zip(after_rest.iter().rev()).take_while(|(old, new)| old == new).count();
        let old = before_rest.get(..before_rest.len() - end).unwrap_or_default();
        let new = after_rest.get(..after_rest.len() - end).unwrap_or_default();
        for (index, (was, is)) in old.iter().zip(new).enumerate() {
            let place = |pointer: &mut String| push_index(pointer, start + index);
            self.below(place, |differ| differ.values(was, is, level + 1));
        }
        for index in (new.len()..old.len()).rev() {
            self.below(|pointer| push_index(pointer, start + index), Self::remove);
        }
        for (index, value) in new.iter().enumerate().skip(old.len()) {
            let place = |pointer: &mut String| push_index(pointer, start + index);
            self.below(place, |differ| differ.add(value, level + 1));
        }
    }

    fn below(&mut self, place: impl FnOnce(&mut String), act: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        place(&mut self.pointer);
        act(self);
        self.pointer.truncate(length);
    }

    fn add(&mut self, value: &Value<'_>, level: usize) {
        let parts = self.parts(value, level);
        let path = self.pointer.clone();
        self.operations
            .push(Operation::Add { path, value: parts.map_or_else(|| value.to_json(), str::to_owned) });
        if parts.is_some() {
            self.add_parts(value, level);
        }
    }

    fn remove(&mut self) {
        self.operations.push(Operation::Remove { path: self.pointer.clone() });
    }

    fn replace(&mut self, value: &Value<'_>, level: usize) {
        let parts = self.parts(value, level);
        let path = self.pointer.clone();
        let text = parts.map_or_else(|| value.to_json(), str::to_owned);
        self.operations.push(Operation::Replace { path, value: text });
        if parts.is_some() {
            self.add_parts(value, level);
        }
    }

    /// Returns the empty container that a value begins as, if it is told part by part.
    fn parts(&self, value: &Value<'_>, level: usize) -> Option<&'static str> {
        let deep = level >= MAX_LEVELS || self.pointer.len() > MAX_POINTER;
        let empty = match value {
            Value::Object(object) if has_texts(object) => "{}",
            Value::Array(array) if array.iter().all(is_container) => "[]",
            _ => return None,
        };
        (!deep && !fits(value, &mut { LARGE })).then_some(empty)
    }

    fn add_parts(&mut self, value: &Value<'_>, level: usize) {
        match value {
            Value::Object(object) => {
                for (name, value) in object.iter() {
                    self.below(
                        |pointer| push_name(pointer, &name.to_text()),
                        |differ| differ.add(value, level + 1),
                    );
                }
            }
            Value::Array(array) => {
                for (index, value) in array.iter().enumerate() {
                    self.below(|pointer| push_index(pointer, index), |differ| differ.add(value, level + 1));
                }
            }
            _ => {}
        }
    }
}

fn is_container(value: &Value<'_>) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

/// Returns whether a value takes about as many bytes as there is room for, and takes them from the room; it looks no
/// further than that.
///
/// Recursive, at most as deep as there is room.
fn fits(value: &Value<'_>, room: &mut usize) -> bool {
    let own = match value {
        Value::String(text) => text.to_text().len(),
        _ => 1,
    };
    let Some(rest) = room.checked_sub(own + 2) else { return false };
    *room = rest;
    match value {
        Value::Array(array) => array.iter().all(|value| fits(value, room)),
        Value::Object(object) => object.iter().all(|(name, value)| {
            *room = room.saturating_sub(name.to_text().len() + 3);
            fits(value, room)
        }),
        _ => true,
    }
}

/// Returns whether all names are text; a pointer cannot name the others.
pub(crate) fn has_texts(object: &Object<'_>) -> bool {
    object.iter().all(|(name, _)| name.as_plain().is_some() || name.to_unicode().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Arena, parse};

    fn paths(before: &str, after: &str) -> Vec<String> {
        let arena = Arena::new();
        let read = |text: &'static str| parse(&arena, text.as_bytes()).unwrap().root;
        let leak = |text: &str| read(text.to_owned().leak());
        let operations = diff(&leak(before), &leak(after));
        let path = |operation: Operation| match operation {
            Operation::Add { path, value } | Operation::Replace { path, value } => {
                format!("{path} {}", if value.len() > 8 { "…" } else { &value })
            }
            Operation::Remove { path } => format!("{path} -"),
        };
        operations.into_iter().map(path).collect()
    }

    #[test]
    fn what_is_new_and_large_is_told_part_by_part() {
        let long = "x".repeat(LARGE);
        let elements = format!(r#"{{"a": {{"t": "{long}", "n": [1, 2]}}, "b": {{"t": "short"}}}}"#);
        let expected = ["/e {}", "/e/a {}", "/e/a/t …", "/e/a/n [1,2]", "/e/b …"];
        assert_eq!(paths("{}", &format!(r#"{{"e": {elements}}}"#)), expected);
        assert_eq!(paths(r#"{"e": 1}"#, &format!(r#"{{"e": {elements}}}"#)), expected);
        assert_eq!(paths("[]", &format!(r#"[[{{"t": "{long}"}}]]"#)), ["/0 []", "/0/0 {}", "/0/0/t …"]);
    }

    #[test]
    fn small_things_and_lists_of_scalars_stay_whole() {
        let numbers = vec!["1"; LARGE].join(",");
        assert_eq!(paths("{}", &format!(r#"{{"e": [{numbers}]}}"#)), ["/e …"]);
        assert_eq!(paths("{}", r#"{"e": {"a": {"b": 1}}}"#), ["/e …"]);
    }
}

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
            _ => self.replace(after),
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
                None => self.below(place, |differ| differ.add(&member.value)),
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
            self.below(|pointer| push_index(pointer, start + index), |differ| differ.add(value));
        }
    }

    fn below(&mut self, place: impl FnOnce(&mut String), act: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        place(&mut self.pointer);
        act(self);
        self.pointer.truncate(length);
    }

    fn add(&mut self, value: &Value<'_>) {
        self.operations.push(Operation::Add { path: self.pointer.clone(), value: value.to_json() });
    }

    fn remove(&mut self) {
        self.operations.push(Operation::Remove { path: self.pointer.clone() });
    }

    fn replace(&mut self, value: &Value<'_>) {
        self.operations.push(Operation::Replace { path: self.pointer.clone(), value: value.to_json() });
    }
}

/// Returns whether all names are text; a pointer cannot name the others.
fn has_texts(object: &Object<'_>) -> bool {
    object.iter().all(|(name, _)| name.as_plain().is_some() || name.to_unicode().is_ok())
}

//! Makes a complement: the differences between what comes back and what was there.

use super::keys::{Positions, common, is_reference};
use super::parts::{Pair, pairs, torn};
use super::shift::{amount, shift};
use super::{EDITION, digest, exchange, read_path};
use crate::engine::family::Marks;
use crate::json::{
    Arena, Array, Draft, JsonWriter, NameIndex, Object, Value, ValueMut, copy, has_texts, push_index,
    push_name,
};

/// A container whose pointer is longer than this is exchanged as a whole, so that hostile names cannot make the
/// complement larger than the document by more than this factor.
const MAX_POINTER: usize = 1024;

/// A scalar whose text is longer than this is told by its fingerprint.
const MAX_SCALAR: usize = 48;

/// What a complement says before its changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head<'h> {
    pub(super) from: &'h str,
    pub(super) to: &'h str,
    pub(super) hash: &'h str,
    pub(super) bare: bool,
    pub(super) names: &'h [(String, String)],
}

/// Writes the complement that turns one value into another; `parts` says whether it may take parts elsewhere.
pub(super) fn write(
    head: Head<'_>,
    marks: &Marks,
    back: &Value<'_>,
    origin: &Value<'_>,
    parts: bool,
) -> String {
    let torn = torn(marks, back, origin);
    let mut making = Making { marks, pointer: String::new(), is_part: false, parts, torn, out: begin(head) };
    making.values(back, origin);
    end(making.out)
}

/// Writes the complement that exchanges a whole value.
pub(super) fn write_whole(head: Head<'_>, marks: &Marks, back: &Value<'_>, origin: &Value<'_>) -> String {
    let (pointer, torn) = (String::new(), Vec::new());
    let mut making = Making { marks, pointer, is_part: false, parts: false, torn, out: begin(head) };
    making.put(Some(back), Some(origin));
    end(making.out)
}

fn begin(head: Head<'_>) -> JsonWriter {
    let mut out = JsonWriter::new();
    out.open_object();
    out.raw("dashlift", EDITION);
    out.text("from", head.from);
    out.text("to", head.to);
    out.text("hash", head.hash);
    if head.bare {
        out.boolean("bare", true);
    }
    if !head.names.is_empty() {
        out.open_object_member("names");
        head.names.iter().for_each(|(back, origin)| out.text(back, origin));
        out.close_object();
    }
    out.open_array_member("changes");
    out
}

fn end(mut out: JsonWriter) -> String {
    out.close_array();
    out.close_object();
    out.finish()
}

struct Making<'m> {
    marks: &'m Marks,
    pointer: String,
    /// Whether the pointer begins in a part.
    is_part: bool,
    /// Whether parts may be taken elsewhere.
    parts: bool,
    /// Places that are exchanged as a whole.
    torn: Vec<String>,
    out: JsonWriter,
}

impl Making<'_> {
    /// Recursive, at most as deep as a document is.
    fn values(&mut self, back: &Value<'_>, origin: &Value<'_>) {
        let whole = self.pointer.len() > MAX_POINTER || self.torn.binary_search(&self.pointer).is_ok();
        match (back, origin) {
            (Value::Object(back), Value::Object(origin)) if !whole && self.are_alike(back, origin) => {
                self.objects(back, origin);
            }
            (Value::Array(left), Value::Array(right)) if !whole => self.arrays(back, origin, left, right),
            _ if back == origin => {}
            _ => self.put(Some(back), Some(origin)),
        }
    }

    /// Returns whether two objects are of the same kind, as documents always are, and can be told member by member.
    fn are_alike(&self, back: &Object<'_>, origin: &Object<'_>) -> bool {
        let differs =
            |name: &&str| back.get(name).zip(origin.get(name)).is_some_and(|(left, right)| left != right);
        let mut kinds = self.marks.kinds.iter();
        let is_root = self.pointer.is_empty() && !self.is_part;
        has_texts(back) && has_texts(origin) && (is_root || !kinds.any(differs))
    }

    fn objects(&mut self, back: &Object<'_>, origin: &Object<'_>) {
        let (old, new) = (NameIndex::new(back.members()), NameIndex::new(origin.members()));
        for member in back.members().iter().filter(|member| new.find(member.name).is_none()) {
            self.below(&member.name.to_text(), |making| making.put(Some(&member.value), None));
        }
        for member in origin.members() {
            self.below(&member.name.to_text(), |making| match old.find(member.name) {
                Some(was) => making.values(&was.value, &member.value),
                None => making.put(None, Some(&member.value)),
            });
        }
    }

    fn arrays(&mut self, back: &Value<'_>, origin: &Value<'_>, left: &Array<'_>, right: &Array<'_>) {
        if let Some((by, old, new)) = common(left, right, self.marks.names) {
            if self.are_others((left, &old), (right, &new), by) {
                return self.put(Some(back), Some(origin));
            }
            let memory = Arena::new();
            let shifted = self.shifted(&memory, back, (left, &old), (right, &new));
            return match shifted.as_ref().and_then(Value::as_array) {
                Some(left) => self.keyed(by, (left, &old), (right, &new)),
                None => self.keyed(by, (left, &old), (right, &new)),
            };
        }
        if left.len() != right.len() {
            return self.put(Some(back), Some(origin));
        }
        for (index, (was, is)) in left.iter().zip(right.iter()).enumerate().filter(|(_, (was, is))| was != is)
        {
            let length = self.pointer.len();
            push_index(&mut self.pointer, index);
            self.put(Some(was), Some(is));
            self.pointer.truncate(length);
        }
    }

    /// Returns whether references to some things take the place of references to others.
    ///
    /// Such a list is exchanged as a whole, so that nothing is shown twice after edits.
    fn are_others(&self, back: (&Array<'_>, &[String]), origin: (&Array<'_>, &[String]), by: &str) -> bool {
        let (old, new) = (Positions::of(back.1), Positions::of(origin.1));
        let is_other =
            |keys: &[String], others: &Positions<'_>| keys.iter().any(|key| others.find(key).is_none());
        is_other(back.1, &new)
            && is_other(origin.1, &old)
            && origin.0.get(0).is_some_and(|item| is_reference(item, by, self.marks))
    }

    /// Tells by how much numbers of all items differ, and returns the list with the amounts added.
    fn shifted<'a: 'm, 'm>(
        &mut self,
        memory: &'m Arena,
        value: &Value<'a>,
        back: (&Array<'_>, &[String]),
        origin: (&Array<'_>, &[String]),
    ) -> Option<Value<'m>> {
        let mut shifted = None;
        for each in self.marks.offsets {
            let Some(add) = amount(back, origin, each) else { continue };
            self.out.open_object();
            self.out.text("path", &self.pointer);
            self.out.text("each", each);
            self.out.raw("add", &add.to_string());
            self.out.close_object();
            let made = shifted.get_or_insert_with(|| copy(value, memory));
            if let ValueMut::Array(list) = made.as_mut() {
                shift(list, each, add);
            }
        }
        shifted
    }

    /// Tells the differences of items that have names.
    fn keyed(&mut self, by: &str, back: (&Array<'_>, &[String]), origin: (&Array<'_>, &[String])) {
        let (old, new) = (Positions::of(back.1), Positions::of(origin.1));
        let mut kept = Vec::new();
        for (value, key) in back.0.iter().zip(back.1) {
            match new.find(key) {
                Some(_) => kept.push(key),
                None => self.below(&format!("{by}={key}"), |making| making.put(Some(value), None)),
            }
        }
        for (value, key) in origin.0.iter().zip(origin.1) {
            let was = old.find(key).and_then(|position| back.0.get(position));
            self.below(&format!("{by}={key}"), |making| match was {
                Some(was) => making.values(was, value),
                None => making.put(None, Some(value)),
            });
        }
        if kept.iter().copied().eq(origin.1) {
            return;
        }
        self.out.open_object();
        self.out.text("path", &self.pointer);
        self.out.text("by", by);
        let stayed = origin.1.iter().filter(|key| old.find(key).is_some());
        if !stayed.eq(kept.iter().copied()) {
            self.keys("was", kept);
        }
        self.keys("order", origin.1);
        self.out.close_object();
    }

    fn keys<'k>(&mut self, name: &str, keys: impl IntoIterator<Item = &'k String>) {
        self.out.open_array_member(name);
        keys.into_iter().for_each(|key| self.out.element_text(key));
        self.out.close_array();
    }

    fn below(&mut self, name: &str, act: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        push_name(&mut self.pointer, name);
        act(self);
        self.pointer.truncate(length);
    }

    fn put(&mut self, was: Option<&Value<'_>>, value: Option<&Value<'_>>) {
        let both = was.zip(value).filter(|_| self.parts);
        let parts = both.map(|(was, value)| pairs(self.marks, was, value)).unwrap_or_default();
        if let Some((was, value)) = both.filter(|_| !parts.is_empty()) {
            return self.reshape(was, value, &parts);
        }
        self.out.open_object();
        self.out.text("path", &self.pointer);
        if let Some(was) = was {
            match short_text(was) {
                Some(text) => self.out.raw("was", &text),
                None => self.out.text("wasHash", &digest::fingerprint(was)),
            }
        }
        if let Some(value) = value {
            self.out.raw("value", &value.to_json());
        }
        self.out.close_object();
    }

    /// Exchanges a value for one of another shape, but for their parts, which are taken over and changed by themselves.
    ///
    /// Recursive, at most as deep as a document is.
    fn reshape(&mut self, back: &Value<'_>, origin: &Value<'_>, parts: &[Pair]) {
        let arena = Arena::new();
        let (mut was, mut value) = (copy(back, &arena), copy(origin, &arena));
        for part in parts {
            for (value, pointer) in [(&mut was, &part.from), (&mut value, &part.to)] {
                exchange(value.as_mut(), &read_path(pointer).unwrap_or_default(), Draft::json("null"));
            }
        }
        self.out.open_object();
        self.out.text("path", &self.pointer);
        self.out.text("wasHash", &digest::fingerprint(&was));
        self.out.raw("value", &value.to_json());
        self.out.open_array_member("parts");
        for part in parts {
            let Some((was, value)) = back.pointer(&part.from).zip(origin.pointer(&part.to)) else { continue };
            self.out.open_object();
            self.out.text("from", &part.from);
            self.out.text("to", &part.to);
            if part.is_name {
                self.out.raw("was", &was.to_json());
            } else {
                self.out.open_array_member("changes");
                let outer = (std::mem::take(&mut self.pointer), std::mem::replace(&mut self.is_part, true));
                let places = std::mem::replace(&mut self.torn, torn(self.marks, was, value));
                self.values(was, value);
                (self.pointer, self.is_part) = outer;
                self.torn = places;
                self.out.close_array();
            }
            self.out.close_object();
        }
        self.out.close_array();
        self.out.close_object();
    }
}

/// Returns the text of a value that is short.
fn short_text(value: &Value<'_>) -> Option<String> {
    let may_be = match value {
        Value::Array(array) => array.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => true,
    };
    may_be.then(|| value.to_json()).filter(|text| text.len() <= MAX_SCALAR)
}

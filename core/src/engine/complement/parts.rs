//! Parts that two values of different shapes have in common, each in a place of its own.
//!
//! Rows become tabs, and what is in a row is in the tab: an object of some kind is the same part of two values if the
//! lists in it hold items of the same names, and no other object there does. The name of what holds a part is one, too.

use super::keys::{has_kind, is_reference, keys};
use crate::engine::family::Marks;
use crate::json::{Array, Object, Value, push_index, push_name, sorted};
use std::cmp::Ordering;

/// Pointers to parts are no longer than this, in bytes, so that hostile names cost nothing.
const MAX_POINTER: usize = 512;

/// Nothing is known by the item that it is in if the name of that is longer than this, in bytes: many things may be in it.
const MAX_NAME: usize = 512;

/// How many parts are taken over at most, since each is searched for.
pub(super) const MAX_PARTS: usize = 1024;

/// A part.
#[derive(Debug)]
pub(super) struct Pair {
    /// The pointer to it in the one value.
    pub(super) from: String,
    /// The pointer to it in the other value.
    pub(super) to: String,
    /// Whether it is the name of something that holds a part.
    pub(super) is_name: bool,
}

/// Returns the parts of two values, in the order of the first one; none is inside of another.
pub(super) fn pairs(marks: &Marks, back: &Value<'_>, origin: &Value<'_>) -> Vec<Pair> {
    let (left, right) = (Finding::of(marks, false, back), Finding::of(marks, false, origin));
    let objects = common(left.objects, right.objects).into_iter().map(|(_, pair)| pair);
    let Some(mut parts) = apart(objects.collect()) else { return Vec::new() };
    let items = common(left.items, right.items).into_iter();
    let names: Vec<Pair> = items.filter(|(_, item)| holds_one(item, &parts)).map(name_of).collect();
    parts.extend(names);
    if parts.len() > MAX_PARTS {
        return Vec::new();
    }
    sorted(parts, |left, right| order(&left.from, &right.from))
}

/// Returns the places, in order, whose parts stand under another name there: what they hold is exchanged as a whole.
///
/// Otherwise an edited item might stay where it is and come back elsewhere, too.
pub(super) fn torn(marks: &Marks, back: &Value<'_>, origin: &Value<'_>) -> Vec<String> {
    let (left, right) = (Finding::of(marks, true, back), Finding::of(marks, true, origin));
    let moved = common(left.items, right.items).into_iter().map(|(_, pair)| pair);
    let moved = moved.filter(|pair| pair.from != pair.to).map(|pair| {
        let names = pair.from.split('/').zip(pair.to.split('/'));
        names.take_while(|(from, to)| from == to).map(|(name, _)| name).collect::<Vec<_>>().join("/")
    });
    sorted(moved.filter(|place| !place.is_empty()).collect(), |left, right| left.cmp(right))
}

/// What is found at a place: what it is known by, and the pointer to it.
type Found = (String, String);

struct Finding<'m> {
    marks: &'m Marks,
    /// Whether pointers have the names of items instead of their indexes; items are of some kind then.
    named: bool,
    pointer: String,
    /// Objects of some kind, known by the names of what is in their lists.
    objects: Vec<Found>,
    /// Items of lists, known by their names: `spec.title=A`.
    items: Vec<Found>,
}

impl<'m> Finding<'m> {
    fn of(marks: &'m Marks, named: bool, value: &Value<'_>) -> Self {
        let mut finding =
            Self { marks, named, pointer: String::new(), objects: Vec::new(), items: Vec::new() };
        finding.value(value, "");
        finding
    }

    /// Recursive, at most as deep as a document is; `item` is the nearest item of a list around the value.
    fn value(&mut self, value: &Value<'_>, item: &str) {
        match value {
            _ if self.pointer.len() > MAX_POINTER => {}
            Value::Object(object) => {
                if !self.named && !self.pointer.is_empty() && self.has_kind(object) {
                    let known = self.known(object, item);
                    self.objects.extend(known.map(|known| (known, self.pointer.clone())));
                }
                for (name, value) in object.iter() {
                    let length = self.pointer.len();
                    push_name(&mut self.pointer, &name.to_text());
                    self.value(value, item);
                    self.pointer.truncate(length);
                }
            }
            Value::Array(list) => {
                let names = self.names(list).unwrap_or_default();
                for (index, value) in list.iter().enumerate() {
                    let name = names.get(index).map_or("", String::as_str);
                    let length = self.pointer.len();
                    match self.named && !name.is_empty() {
                        true => push_name(&mut self.pointer, name),
                        false => push_index(&mut self.pointer, index),
                    }
                    let counts = match self.named {
                        true => value.as_object().is_some_and(|item| self.has_kind(item)),
                        false => self.may_be_renamed(value, name),
                    };
                    if counts && !name.is_empty() {
                        self.items.push((name.to_owned(), self.pointer.clone()));
                    }
                    self.value(value, name);
                    self.pointer.truncate(length);
                }
            }
            _ => {}
        }
    }

    /// Returns whether the name of an item is a text of its own, and no reference to something else.
    fn may_be_renamed(&self, item: &Value<'_>, name: &str) -> bool {
        let by = name.split_once('=').map_or("", |(by, _)| by);
        let value = by.split('.').try_fold(item, |value, name| value.as_object()?.get(name));
        value.is_some_and(|value| value.as_text().is_some()) && !is_reference(item, by, self.marks)
    }

    fn has_kind(&self, object: &Object<'_>) -> bool {
        has_kind(object, self.marks)
    }

    /// Returns the names of a list's items, if they differ.
    fn names(&self, list: &Array<'_>) -> Option<Vec<String>> {
        let found = |by: &&str| Some(keys(list, by)?.iter().map(|key| format!("{by}={key}")).collect());
        self.marks.names.iter().find_map(found).filter(|_| !list.is_empty())
    }

    /// Returns what an object is known by: what its lists hold, or the item that it is in if they hold nothing.
    fn known(&self, object: &Object<'_>, item: &str) -> Option<String> {
        let mut held = Vec::new();
        let has_lists = self.held(object, &mut held)?;
        match held.is_empty() {
            true => (has_lists && (1..=MAX_NAME).contains(&item.len())).then(|| format!("\n{item}")),
            false => Some(sorted(held, |left, right| left.cmp(right)).join("\n")),
        }
    }

    /// Collects what the lists in an object hold, but for objects of their own kinds; nothing if an item has no name.
    fn held(&self, object: &Object<'_>, held: &mut Vec<String>) -> Option<bool> {
        let mut has_lists = false;
        for (_, value) in object.iter() {
            match value {
                Value::Array(list) => {
                    has_lists = true;
                    if !list.is_empty() {
                        held.extend(self.names(list)?);
                    }
                }
                Value::Object(inner) if !self.has_kind(inner) => has_lists |= self.held(inner, held)?,
                _ => {}
            }
        }
        Some(has_lists)
    }
}

/// Pairs what is known by the same in both values, and by nothing else there.
fn common(left: Vec<Found>, right: Vec<Found>) -> Vec<(String, Pair)> {
    let once = |found: Vec<Found>| {
        let mut found = sorted(found, |left, right| left.0.cmp(&right.0));
        let repeated: Vec<bool> = (0..found.len())
            .map(|index| {
                let at =
                    |index: Option<usize>| index.and_then(|index| found.get(index)).map(|found| &found.0);
                let own = at(Some(index));
                own == at(index.checked_sub(1)) || own == at(index.checked_add(1))
            })
            .collect();
        let mut repeated = repeated.into_iter();
        found.retain(|_| !repeated.next().unwrap_or_default());
        found
    };
    let right = once(right);
    let pair = |(known, from): Found| {
        let index = right.binary_search_by(|(other, _)| other.cmp(&known)).ok()?;
        let to = right.get(index)?.1.clone();
        Some((known, Pair { from, to, is_name: false }))
    };
    once(left).into_iter().filter_map(pair).collect()
}

/// Returns whether an item of both values holds one of the parts.
fn holds_one(item: &Pair, parts: &[Pair]) -> bool {
    let first = parts.partition_point(|part| order(&part.from, &item.from).is_lt());
    let is_in = |part: &Pair| is_inside(&part.from, &item.from) && is_inside(&part.to, &item.to);
    parts.get(first).is_some_and(|part| is_in(part) && part.from != item.from)
}

/// Makes the name of an item a part.
fn name_of((known, item): (String, Pair)) -> Pair {
    let by = known.split_once('=').map_or("", |(by, _)| by).replace('.', "/");
    Pair { from: format!("{}/{by}", item.from), to: format!("{}/{by}", item.to), is_name: true }
}

/// Leaves out what is inside of another part; nothing if the two values disagree about that.
fn apart(pairs: Vec<Pair>) -> Option<Vec<Pair>> {
    let mut parts: Vec<Pair> = Vec::new();
    for pair in sorted(pairs, |left, right| order(&left.from, &right.from)) {
        match parts.last().filter(|last| is_inside(&pair.from, &last.from)) {
            Some(last) if is_inside(&pair.to, &last.to) => {}
            Some(_) => return None,
            None => parts.push(pair),
        }
    }
    let places =
        sorted(parts.iter().map(|part| &part.to).collect(), |left: &&String, right| order(left, right));
    let nested = places.windows(2).any(|pair| matches!(pair, [outer, inner] if is_inside(inner, outer)));
    Some(parts).filter(|_| !nested)
}

/// Compares pointers name by name, so that what is inside of a place follows it.
fn order(left: &str, right: &str) -> Ordering {
    left.split('/').cmp(right.split('/'))
}

/// Returns whether a pointer leads to a place or into it.
fn is_inside(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

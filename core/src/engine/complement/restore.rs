//! Brings back what a complement holds, as far as it fits.

use super::keys::{Positions, key, keys};
use super::shift::shift;
use super::{Change, Complement, Part, Was, What, digest, exchange};
use crate::engine::family::Marks;
use crate::json::{
    Arena, Array, Draft, Member, Object, Value, copy, install_text, object, push_index, push_name, sorted,
};
use std::borrow::Cow;

/// The longest pointer that is told, in bytes, so that a long name around many changes costs nothing.
const MAX_POINTER: usize = 1024;

/// Something that was carried and is not restored.
///
/// That a default is not removed because it was edited is none: nothing is missing then.
#[derive(Debug)]
pub(super) struct Unused {
    /// The nearest place that the document has.
    pub(super) at: String,
    /// The place in the complement.
    pub(super) path: String,
    /// Whether something else stands there, or nothing to which it could belong.
    pub(super) edited: bool,
}

/// Restores what fits, and returns what does not.
pub(super) fn restore<'a>(
    arena: &'a Arena,
    marks: &Marks,
    root: &mut Object<'a>,
    complement: &mut Complement<'a>,
) -> Vec<Unused> {
    (marks.rename)(root, &complement.names);
    if complement.changes.is_empty() {
        return Vec::new();
    }
    let mut restoring = Restoring {
        arena,
        marks,
        at: String::new(),
        outer: String::new(),
        removed: Vec::new(),
        unused: Vec::new(),
    };
    let whole = object(root.take_all().into_iter().map(|member| (member.name, member.value))).install(arena);
    let restored = restoring.place(Some(whole), &mut complement.changes, 0);
    if let Some(Value::Object(restored)) = restored {
        root.put_all(restored.take_all());
    }
    let (removed, unused) = (restoring.removed, restoring.unused);
    if !removed.is_empty() {
        return_missing(marks, root, removed);
    }
    unused
}

struct Restoring<'r, 'a> {
    arena: &'a Arena,
    marks: &'r Marks,
    at: String,
    /// Where the paths of changes begin: in the complement as a whole, or in a part.
    outer: String,
    /// What the original did not have.
    removed: Vec<(Vec<String>, Value<'a>)>,
    unused: Vec<Unused>,
}

impl<'a> Restoring<'_, 'a> {
    /// Makes the changes of a place and of those below; recursive, at most as deep as the document is.
    ///
    /// The changes come in the order of their paths, which agree in their first `level` names.
    fn place(
        &mut self,
        mut found: Option<Value<'a>>,
        changes: &mut [Change<'a>],
        level: usize,
    ) -> Option<Value<'a>> {
        let here = changes.iter().take_while(|change| change.path.len() == level).count();
        let (here, below) = changes.split_at_mut(here);
        for change in &*here {
            let What::Shift { each, add } = &change.what else { continue };
            match &mut found {
                Some(Value::Array(list)) if self.marks.offsets.contains(&each.as_str()) => {
                    shift(list, each, *add);
                }
                other => {
                    let edited = other.is_some();
                    self.miss(std::slice::from_ref(change), level, edited);
                }
            }
        }
        let has_moved = here.iter().any(|change| has_moved(found.as_ref(), &change.what));
        match &mut found {
            _ if below.is_empty() => {}
            Some(Value::Object(object)) => self.object(object, below, level),
            Some(Value::Array(array)) => self.array(array, below, level),
            other => {
                let edited = other.is_some();
                self.miss(below, level, edited);
            }
        }
        for change in here.iter_mut().filter(|change| !matches!(change.what, What::Shift { .. })) {
            match change.what {
                What::Order { .. } if has_moved => self.miss(std::slice::from_ref(change), level, true),
                _ => found = self.change(found, change),
            }
        }
        found
    }

    fn change(&mut self, mut found: Option<Value<'a>>, change: &mut Change<'a>) -> Option<Value<'a>> {
        match &mut change.what {
            What::Order { by, keys, .. } => {
                match &mut found {
                    Some(Value::Array(array)) => reorder(array, by, keys),
                    other => {
                        let edited = other.is_some();
                        self.miss(std::slice::from_ref(change), change.path.len(), edited);
                    }
                }
                found
            }
            What::Shift { .. } => found,
            What::Reshape { was, value, parts } => {
                let fits = found.as_ref().is_some_and(|found| is_there(found, was, parts));
                if let Some(found) = found.take_if(|_| fits) {
                    return Some(self.reshape(found, &change.path, std::mem::take(value), parts));
                }
                self.miss(std::slice::from_ref(change), change.path.len(), found.is_some());
                found
            }
            What::Put { value, .. } if *value == found => found,
            What::Put { was, value } => {
                let fits = match (&found, was) {
                    (None, Was::Nothing) => true,
                    (Some(found), Was::Value(was)) => found == was,
                    (Some(found), Was::Fingerprint(was)) => digest::fingerprint(found) == *was,
                    _ => false,
                };
                if fits {
                    let removed = found.filter(|_| value.is_none() && self.outer.is_empty());
                    self.removed.extend(removed.map(|removed| (change.path.clone(), removed)));
                    return value.take();
                }
                self.miss(std::slice::from_ref(change), change.path.len(), found.is_some());
                found
            }
        }
    }

    /// Takes the parts of a value over into another one, and makes their changes.
    fn reshape(
        &mut self,
        mut found: Value<'a>,
        path: &[String],
        mut value: Value<'a>,
        parts: &mut [Part<'a>],
    ) -> Value<'a> {
        let (at, outer) = (self.at.len(), self.outer.len());
        for part in parts {
            let taken = exchange(found.as_mut(), &part.from, Draft::json("null"));
            part.from.iter().for_each(|name| push_name(&mut self.at, name));
            path.iter().chain(&part.to).for_each(|name| push_name(&mut self.outer, name));
            let made = self.place(taken, &mut part.changes, 0).unwrap_or_default();
            exchange(value.as_mut(), &part.to, made.into());
            self.at.truncate(at);
            self.outer.truncate(outer);
        }
        value
    }

    fn object(&mut self, object: &mut Object<'a>, changes: &mut [Change<'a>], level: usize) {
        let mut seen = vec![false; changes.len()];
        let mut members = Vec::with_capacity(object.len());
        for member in object.take_all() {
            let Member { name, value } = member;
            let text = name.to_text();
            let group = group(changes, level, &text, &mut seen);
            if group.is_empty() {
                members.push(Member { name, value });
                continue;
            }
            let value = self.below(|at| push_name(at, &text), Some(value), group, level);
            members.extend(value.map(|value| Member { name, value }));
        }
        self.rest(
            changes,
            level,
            &seen,
            |_| true,
            |arena, name, value| {
                members.push(Member { name: install_text(Cow::Owned(name), arena), value });
            },
        );
        object.put_all(members);
    }

    fn array(&mut self, array: &mut Array<'a>, changes: &mut [Change<'a>], level: usize) {
        let first = changes.first().and_then(|change| change.path.get(level));
        let stated = first.and_then(|name| name.split_once('=')).map(|(by, _)| by.to_owned());
        let by = stated.filter(|by| self.marks.names.contains(&by.as_str()));
        let named = by.and_then(|by| Some((keys(array, &by)?, by)));
        let mut seen = vec![false; changes.len()];
        let mut values = Vec::with_capacity(array.len());
        for (index, value) in array.take_all().into_iter().enumerate() {
            let name = match &named {
                Some((keys, by)) => format!("{by}={}", keys.get(index).map_or("", String::as_str)),
                None => index.to_string(),
            };
            let group = group(changes, level, &name, &mut seen);
            values.extend(self.below(|at| push_index(at, index), Some(value), group, level));
        }
        let is_key = |name: &str| {
            named
                .as_ref()
                .is_some_and(|(_, by)| name.strip_prefix(by.as_str()).is_some_and(|key| key.starts_with('=')))
        };
        self.rest(changes, level, &seen, is_key, |_, _, value| values.push(value));
        values.into_iter().for_each(|value| array.push(value));
    }

    /// Makes the changes of what is not there, where it may be.
    fn rest(
        &mut self,
        changes: &mut [Change<'a>],
        level: usize,
        seen: &[bool],
        may_be: impl Fn(&str) -> bool,
        mut add: impl FnMut(&'a Arena, String, Value<'a>),
    ) {
        let mut seen = seen.iter();
        for group in changes.chunk_by_mut(|left, right| left.path.get(level) == right.path.get(level)) {
            if seen.by_ref().take(group.len()).fold(false, |any, seen| any | seen) {
                continue;
            }
            let name = group.first().and_then(|change| change.path.get(level)).cloned().unwrap_or_default();
            match group {
                [change] if change.path.len() == level + 1 && may_be(&name) => {
                    if let Some(value) = self.change(None, change) {
                        add(self.arena, name, value);
                    }
                }
                group => self.miss(group, level + 1, false),
            }
        }
    }

    fn below(
        &mut self,
        step: impl FnOnce(&mut String),
        found: Option<Value<'a>>,
        changes: &mut [Change<'a>],
        level: usize,
    ) -> Option<Value<'a>> {
        if changes.is_empty() {
            return found;
        }
        let length = self.at.len();
        step(&mut self.at);
        let restored = self.place(found, changes, level + 1);
        self.at.truncate(length);
        restored
    }

    /// Notes once that changes of a place are not made; their paths agree in their first `length` names.
    fn miss(&mut self, changes: &[Change<'a>], length: usize, edited: bool) {
        let carries = |change: &Change<'_>| !matches!(change.what, What::Put { value: None, .. });
        if let Some(change) = changes.iter().find(|change| carries(change)) {
            let mut path = near(&self.outer).to_owned();
            if path.len() == self.outer.len() {
                change.path.iter().take(length).for_each(|name| push_name(&mut path, name));
            }
            let (at, path) = (near(&self.at).to_owned(), near(&path).to_owned());
            self.unused.push(Unused { at, path, edited });
        }
    }
}

/// Returns a pointer; instead of one that is too long that of a place around it.
fn near(pointer: &str) -> &str {
    if pointer.len() <= MAX_POINTER {
        return pointer;
    }
    let end = pointer.as_bytes().iter().take(MAX_POINTER + 1).rposition(|byte| *byte == b'/');
    end.and_then(|end| pointer.get(..end)).unwrap_or_default()
}

/// Gives back what was removed and something refers to, because it was edited.
fn return_missing<'a>(marks: &Marks, root: &mut Object<'a>, removed: Vec<(Vec<String>, Value<'a>)>) {
    let missing = sorted((marks.missing)(root), |left, right| left.cmp(right));
    for (path, value) in removed.into_iter().filter(|(path, _)| missing.binary_search(path).is_ok()) {
        let Some((last, [first, around @ ..])) = path.split_last() else { continue };
        let mut inner = root.object_mut(first);
        for name in around {
            inner = inner.and_then(|inner| inner.object_mut(name));
        }
        if let Some(inner) = inner {
            inner.set(last.clone(), value);
        }
    }
}

/// Returns whether a value is what it was but for its parts.
///
/// A name may be another one, but not that of another part: things are told apart by their names.
fn is_there(found: &Value<'_>, was: &str, parts: &[Part<'_>]) -> bool {
    let memory = Arena::new();
    let mut rest = copy(found, &memory);
    let mut renamed = Vec::new();
    for part in parts {
        let Some(taken) = exchange(rest.as_mut(), &part.from, Draft::json("null")) else { return false };
        if part.was.as_ref().is_some_and(|was| *was != taken) {
            renamed.push(taken.to_json());
        }
    }
    let names = parts.iter().filter_map(|part| Some(part.was.as_ref()?.to_json()));
    let names = sorted(names.collect(), |left: &String, right| left.cmp(right));
    renamed.iter().all(|name| names.binary_search(name).is_err()) && digest::fingerprint(&rest) == was
}

/// Returns the changes whose paths have a name at a level, and marks them as seen.
fn group<'c, 'a>(
    changes: &'c mut [Change<'a>],
    level: usize,
    name: &str,
    seen: &mut [bool],
) -> &'c mut [Change<'a>] {
    let at = |change: &Change<'_>| {
        change.path.get(level).map_or(std::cmp::Ordering::Less, |other| other.as_str().cmp(name))
    };
    let start = changes.partition_point(|change| at(change).is_lt());
    let end = changes.partition_point(|change| at(change).is_le());
    seen.iter_mut().take(end).skip(start).for_each(|seen| *seen = true);
    changes.get_mut(start..end).unwrap_or_default()
}

/// Returns whether items do not stand in the order any more in which they stood after the way back.
fn has_moved(found: Option<&Value<'_>>, what: &What<'_>) -> bool {
    let (What::Order { by, was, .. }, Some(list)) = (what, found.and_then(Value::as_array)) else {
        return false;
    };
    let positions = Positions::of(was);
    let stood = list.iter().filter_map(|item| key(item, by).and_then(|key| positions.find(&key)));
    !stood.is_sorted()
}

/// Brings items into an order; those that it does not name stay behind the one they follow.
fn reorder(array: &mut Array<'_>, by: &str, order: &[String]) {
    let positions = Positions::of(order);
    let mut rank = 0;
    let ranked = array.take_all().into_iter().map(|item| {
        rank = key(&item, by).and_then(|key| positions.find(&key)).map_or(rank, |position| position + 1);
        (rank, item)
    });
    for (_, item) in sorted(ranked.collect(), |left, right| left.0.cmp(&right.0)) {
        array.push(item);
    }
}

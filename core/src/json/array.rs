//! Arrays.

use super::arena::Arena;
use super::draft::Draft;
use super::list::List;
use super::object::Object;
use super::order::sorted;
use super::value::{Value, ValueMut};
use super::walk::{Items, copy_container};
use std::cmp::Ordering;
use std::fmt;

/// An array of a document.
pub struct Array<'a> {
    values: List<'a, Value<'a>>,
}

impl<'a> Array<'a> {
    pub(crate) fn new(arena: &'a Arena, values: impl ExactSizeIterator<Item = Value<'a>>) -> Self {
        Self { values: List::new(arena, values) }
    }

    pub(crate) fn of(arena: &'a Arena, values: &'a mut [Value<'a>]) -> Self {
        Self { values: List::of(arena, values) }
    }

    /// Makes an array without elements.
    pub(crate) fn empty(arena: &'a Arena) -> &'a mut Self {
        arena.alloc(Self::of(arena, &mut []))
    }

    /// Returns the number of elements.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns an element.
    pub fn get(&self, index: usize) -> Option<&Value<'a>> {
        self.as_slice().get(index)
    }

    /// Returns the elements.
    pub fn as_slice(&self) -> &[Value<'a>] {
        self.values.as_slice()
    }

    /// Goes through the elements.
    pub fn iter(&self) -> std::slice::Iter<'_, Value<'a>> {
        self.as_slice().iter()
    }

    /// Goes through the elements that are objects.
    pub fn objects(&self) -> impl Iterator<Item = &Object<'a>> {
        self.iter().filter_map(Value::as_object)
    }

    /// Goes through the elements, giving access to the containers below.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = ValueMut<'_, 'a>> {
        self.values.as_mut_slice().iter_mut().map(Value::as_mut)
    }

    /// Goes through the elements that are objects.
    pub fn objects_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Object<'a>> {
        self.iter_mut().filter_map(ValueMut::into_object)
    }

    /// Gives access to the containers of an element.
    pub fn get_mut(&mut self, index: usize) -> Option<ValueMut<'_, 'a>> {
        self.values.as_mut_slice().get_mut(index).map(Value::as_mut)
    }

    /// Returns a copy that can stand elsewhere in the document.
    pub fn copied(&self) -> Value<'a> {
        copy_container(Items::Array(self.iter()), self.values.arena())
    }

    /// Appends an element.
    pub fn push(&mut self, value: impl Into<Draft<'a>>) {
        let value = value.into().install(self.values.arena());
        self.values.push(value);
    }

    /// Puts an element before the one at `index`; past the end it is appended.
    pub fn insert(&mut self, index: usize, value: impl Into<Draft<'a>>) {
        let value = value.into().install(self.values.arena());
        self.values.insert(index, value);
    }

    /// Replaces an element in place and returns the old one; nothing happens past the end.
    pub fn set(&mut self, index: usize, value: impl Into<Draft<'a>>) -> Option<Value<'a>> {
        let arena = self.values.arena();
        let slot = self.values.as_mut_slice().get_mut(index)?;
        let old = std::mem::replace(slot, value.into().install(arena));
        if old != *slot {
            arena.mark();
        }
        Some(old)
    }

    /// Removes an element; the later ones move up.
    pub fn remove(&mut self, index: usize) -> Option<Value<'a>> {
        self.values.remove(index)
    }

    /// Keeps the elements for which `keep` holds, in order.
    pub fn retain(&mut self, keep: impl FnMut(&Value<'a>) -> bool) {
        self.values.retain(keep);
    }

    /// Takes all elements out.
    pub fn take_all(&mut self) -> Vec<Value<'a>> {
        self.values.take_all()
    }

    /// Puts what is made of each element in its place; an element of which nothing is made goes.
    pub(crate) fn replace_each(&mut self, mut make: impl FnMut(usize, Value<'a>) -> Option<Draft<'a>>) {
        let arena = self.values.arena();
        let slots = self.values.as_mut_slice();
        let mut made = 0;
        for index in 0..slots.len() {
            let value = slots.get_mut(index).map(std::mem::take).unwrap_or_default();
            let Some(draft) = make(index, value) else { continue };
            if let Some(slot) = slots.get_mut(made) {
                *slot = draft.install(arena);
                made += 1;
            }
        }
        self.values.truncate(made);
        arena.mark();
    }

    /// Returns the values as they stand; changes are not noticed.
    pub(super) fn values_mut(&mut self) -> std::slice::IterMut<'_, Value<'a>> {
        self.values.as_mut_slice().iter_mut()
    }

    /// Sorts the elements; equal ones keep their order.
    pub fn sort_by(&mut self, mut compare: impl FnMut(&Value<'a>, &Value<'a>) -> Ordering) {
        if !self.as_slice().is_sorted_by(|left, right| compare(left, right) != Ordering::Greater) {
            for value in sorted(self.take_all(), compare) {
                self.values.push(value);
            }
        }
    }
}

impl fmt::Debug for Array<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

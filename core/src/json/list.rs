//! A growable list whose slots live in the arena: what arrays and objects are made of.

use super::arena::Arena;
use std::mem;

/// Items in the first `len` of the slots; the others hold the default.
///
/// A list that comes from the parser is exact; the first growth doubles it.
pub(crate) struct List<'a, T> {
    slots: &'a mut [T],
    len: usize,
    arena: &'a Arena,
}

impl<'a, T: Default> List<'a, T> {
    pub(crate) fn new(arena: &'a Arena, items: impl ExactSizeIterator<Item = T>) -> Self {
        Self::of(arena, arena.slice(items))
    }

    /// Takes slots whose items count all.
    pub(crate) fn of(arena: &'a Arena, slots: &'a mut [T]) -> Self {
        Self { len: slots.len(), slots, arena }
    }

    pub(crate) fn arena(&self) -> &'a Arena {
        self.arena
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        self.slots.get(..self.len).unwrap_or_default()
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        self.slots.get_mut(..self.len).unwrap_or_default()
    }

    pub(crate) fn insert(&mut self, index: usize, item: T) {
        let index = index.min(self.len);
        if self.len == self.slots.len() {
            self.grow();
        }
        let Some(tail) = self.slots.get_mut(index..=self.len) else { return };
        tail.rotate_right(1);
        if let Some(slot) = tail.first_mut() {
            *slot = item;
        }
        self.len += 1;
        self.arena.mark();
    }

    pub(crate) fn push(&mut self, item: T) {
        self.insert(self.len, item);
    }

    fn grow(&mut self) {
        let old = mem::take(&mut self.slots);
        let capacity = (old.len() * 2).max(4);
        self.slots =
            self.arena.slice_with(capacity, |index| old.get_mut(index).map(mem::take).unwrap_or_default());
    }

    pub(crate) fn remove(&mut self, index: usize) -> Option<T> {
        let tail = self.as_mut_slice().get_mut(index..)?;
        let item = mem::take(tail.first_mut()?);
        tail.rotate_left(1);
        self.len -= 1;
        self.arena.mark();
        Some(item)
    }

    /// Keeps the items for which `keep` holds, in order.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        let mut kept = 0;
        let items = self.as_mut_slice();
        for index in 0..items.len() {
            if items.get(index).is_some_and(&mut keep) {
                items.swap(kept, index);
                kept += 1;
            }
        }
        self.truncate(kept);
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        if let Some(tail) = self.as_mut_slice().get_mut(len..).filter(|tail| !tail.is_empty()) {
            tail.fill_with(T::default);
            self.len = len;
            self.arena.mark();
        }
    }

    /// Takes all items out.
    pub(crate) fn take_all(&mut self) -> Vec<T> {
        let items: Vec<T> = self.as_mut_slice().iter_mut().map(mem::take).collect();
        self.truncate(0);
        items
    }
}

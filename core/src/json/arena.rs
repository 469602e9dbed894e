//! Where the containers of a document live.

use bumpalo::Bump;
use bumpalo::collections::Vec as Stack;
use std::cell::Cell;

/// The memory of one document's containers and of the strings that steps make.
///
/// It also notices whether anything was changed, and what a document may hold, so that a step need neither say so nor look
/// for it.
#[derive(Debug, Default)]
pub struct Arena {
    bump: Bump,
    changed: Cell<bool>,
    unsettled: Cell<bool>,
    halves: Cell<bool>,
}

impl Arena {
    /// Makes an empty arena.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn alloc<T>(&self, value: T) -> &mut T {
        self.bump.alloc(value)
    }

    pub(crate) fn text(&self, text: &str) -> &str {
        self.bump.alloc_str(text)
    }

    /// Makes a stack whose top can be cut off as a slice, in one copy.
    pub(crate) fn stack<T>(&self) -> Stack<'_, T> {
        Stack::new_in(&self.bump)
    }

    /// Makes a stack with room for some items.
    pub(crate) fn stack_of<T>(&self, room: usize) -> Stack<'_, T> {
        Stack::with_capacity_in(room, &self.bump)
    }

    pub(crate) fn slice<T>(&self, items: impl ExactSizeIterator<Item = T>) -> &mut [T] {
        self.bump.alloc_slice_fill_iter(items)
    }

    pub(crate) fn slice_with<T>(&self, len: usize, item: impl FnMut(usize) -> T) -> &mut [T] {
        self.bump.alloc_slice_fill_with(len, item)
    }

    /// Notes that a value was replaced by a different one.
    pub(crate) fn mark(&self) {
        self.changed.set(true);
    }

    /// Returns whether anything changed since the last call.
    pub(crate) fn take_changed(&self) -> bool {
        self.changed.take()
    }

    /// Notes that a computed number or a lasting null becomes part of the document.
    pub(crate) fn unsettle(&self) {
        self.unsettled.set(true);
    }

    /// Notes that a document that was read may hold half a surrogate pair.
    pub(crate) fn note_halves(&self) {
        self.halves.set(true);
    }

    /// Returns whether one may.
    pub(crate) fn may_hold_halves(&self) -> bool {
        self.halves.get()
    }

    /// Returns whether a computed number or a lasting null did since the last call.
    pub(crate) fn take_unsettled(&self) -> bool {
        self.unsettled.take()
    }
}

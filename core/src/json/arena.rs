//! Where the containers of a document live.

use bumpalo::Bump;
use std::cell::{Cell, OnceCell};

/// As many chunks add a quarter each; should they not suffice, the last one doubles, as a `Bump` does.
const CHUNKS: usize = 24;

/// The smallest chunk.
const SMALLEST: usize = 512;

/// What aligning may cost an allocation.
const PADDING: usize = 8;

/// The memory of one document's containers and of the strings that steps make.
///
/// It also notices whether anything was changed, so that a step need not say so.
#[derive(Debug, Default)]
pub struct Arena {
    /// A chunk each. A `Bump` of its own would double what it holds whenever it is full.
    chunks: [OnceCell<Bump>; CHUNKS],
    /// Which one is in use.
    current: Cell<usize>,
    /// What the first chunk should hold.
    expected: usize,
    changed: Cell<bool>,
}

impl Arena {
    /// Makes an empty arena.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes an arena for a text, whose tree takes about as many bytes.
    pub(crate) fn sized_for(text: &[u8]) -> Self {
        Self { expected: text.len(), ..Self::default() }
    }

    #[inline]
    pub(crate) fn alloc<T>(&self, value: T) -> &mut T {
        self.room(size_of::<T>()).alloc(value)
    }

    pub(crate) fn text(&self, text: &str) -> &str {
        self.room(text.len()).alloc_str(text)
    }

    #[inline]
    pub(crate) fn slice<T>(&self, items: impl ExactSizeIterator<Item = T>) -> &mut [T] {
        self.room(items.len() * size_of::<T>()).alloc_slice_fill_iter(items)
    }

    pub(crate) fn slice_with<T>(&self, len: usize, item: impl FnMut(usize) -> T) -> &mut [T] {
        self.room(len * size_of::<T>()).alloc_slice_fill_with(len, item)
    }

    /// Returns the chunk in use if it has room for some bytes, else a new one.
    #[inline]
    fn room(&self, bytes: usize) -> &Bump {
        match self.chunks.get(self.current.get()).and_then(OnceCell::get) {
            Some(chunk) if chunk.chunk_capacity() >= bytes + PADDING => chunk,
            _ => self.grow(bytes),
        }
    }

    #[cold]
    fn grow(&self, bytes: usize) -> &Bump {
        let [first, others @ ..] = &self.chunks;
        let Some(chunk) = first.get() else {
            return first
                .get_or_init(|| Bump::with_capacity(self.expected.max(SMALLEST).max(bytes + PADDING)));
        };
        let (mut last, mut held) = (chunk, chunk.allocated_bytes());
        for (index, chunk) in others.iter().enumerate() {
            let Some(used) = chunk.get() else {
                self.current.set(index + 1);
                return chunk
                    .get_or_init(|| Bump::with_capacity((held / 4).max(SMALLEST).max(bytes + PADDING)));
            };
            held += used.allocated_bytes();
            last = used;
        }
        last
    }

    /// Notes that a value was replaced by a different one.
    pub(crate) fn mark(&self) {
        self.changed.set(true);
    }

    /// Returns whether anything changed since the last call.
    pub(crate) fn take_changed(&self) -> bool {
        self.changed.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_holds_stays_whole_beyond_the_last_chunk() {
        let arena = Arena::new();
        let texts: Vec<String> = (0..9000).map(|number| format!("{number:1000}")).collect();
        let held: Vec<&str> = texts.iter().map(|text| arena.text(text)).collect();
        assert_eq!(held, texts);
        assert!(arena.chunks.iter().all(|chunk| chunk.get().is_some()));
    }
}

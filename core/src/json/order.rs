//! Sorting, compiled once: the standard library's sort is compiled for each type and comparison that it is used with,
//! each time up to ten kilobytes of the WASM module.

use std::cmp::Ordering;

/// Returns the positions below `len` in the order of `compare`; equal ones keep their order.
pub(crate) fn positions(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|left, right| compare(*left, *right));
    order
}

/// Returns the items in the order of `compare`; equal ones keep their order.
pub(crate) fn sorted<T>(items: Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) -> Vec<T> {
    let order = positions(items.len(), &mut |left, right| {
        items.get(left).zip(items.get(right)).map_or(Ordering::Equal, |(left, right)| compare(left, right))
    });
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|position| items.get_mut(position)?.take()).collect()
}

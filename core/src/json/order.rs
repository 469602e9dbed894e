//! Sorting, compiled once and by merging: the standard library's sort is compiled for each type and comparison that it is used
//! with, each time up to ten kilobytes of the WASM module.

use std::cmp::Ordering;

/// Returns the positions below `len` in the order of `compare`; equal ones keep their order.
pub(crate) fn positions(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    let mut merged = Vec::with_capacity(len);
    // Runs of this length are in order.
    let mut run = 1;
    while run < len {
        for pair in order.chunks(run * 2) {
            let (left, right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
            merge(left, right, compare, &mut merged);
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        run *= 2;
    }
    order
}

fn merge(
    mut left: &[usize],
    mut right: &[usize],
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
    merged: &mut Vec<usize>,
) {
    // What is in order already takes one comparison.
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && compare(*last, *first) != Ordering::Greater
    {
        merged.extend_from_slice(left);
        left = &[];
    }
    while let ([first, behind_first @ ..], [second, behind_second @ ..]) = (left, right) {
        if compare(*first, *second) == Ordering::Greater {
            merged.push(*second);
            right = behind_second;
        } else {
            merged.push(*first);
            left = behind_first;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

/// Returns the items in the order of `compare`; equal ones keep their order.
pub(crate) fn sorted<T>(items: Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) -> Vec<T> {
    let order = positions(items.len(), &mut |left, right| {
        items.get(left).zip(items.get(right)).map_or(Ordering::Equal, |(left, right)| compare(left, right))
    });
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|position| items.get_mut(position)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use super::sorted;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_items_keep_their_order(numbers in proptest::collection::vec(0..20_u8, 0..70)) {
            let items: Vec<(u8, usize)> = numbers.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort();
            prop_assert_eq!(sorted(items, |left, right| left.0.cmp(&right.0)), expected);
        }
    }
}

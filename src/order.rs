//! Sorting, with one copy of the machinery.
//!
//! The standard library's sort is compiled anew for every type it sorts, at five to ten
//! kilobytes each: by the dozen, that was a tenth of the download. Here only indices are ever
//! sorted, and the items are then put in their places.
//!
//! For the same reason maps are filled by inserting: collecting into one sorts first.

use std::{cmp::Ordering, mem};

/// Sorts `items` by a key; equal ones keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    sort_indices(&mut order, &|a, b| key(&items[a]).cmp(&key(&items[b])));
    let mut waiting: Vec<Option<T>> = mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|n| waiting.get_mut(n)?.take()));
}

fn sort_indices(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in prop::collection::vec((0u8..9, 0u8..9), 0..60)) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut sorted = items;
            sort_by_key(&mut sorted, |(key, _)| *key);
            prop_assert_eq!(sorted, expected);
        }
    }
}

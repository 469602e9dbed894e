//! Items with keys, in the order in which the keys appeared first.

use std::collections::BTreeMap;

/// Items by key.
#[derive(Debug)]
pub(super) struct Ordered<T> {
    places: BTreeMap<String, usize>,
    items: Vec<T>,
    last: String,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), items: Vec::new(), last: String::new() }
    }
}

impl<T> Ordered<T> {
    /// Adds an item unless there is one of this key.
    pub(super) fn add(&mut self, key: &str, make: impl FnOnce() -> T) {
        self.entry(key, make);
    }

    /// Returns the item of a key, a new one if there is none; it is always there.
    pub(super) fn entry(&mut self, key: &str, make: impl FnOnce() -> T) -> Option<&mut T> {
        let place = match self.places.get(key) {
            Some(place) => *place,
            None => {
                self.places.insert(key.to_owned(), self.items.len());
                key.clone_into(&mut self.last);
                self.items.push(make());
                self.items.len() - 1
            }
        };
        self.items.get_mut(place)
    }

    /// Returns the key that appeared last.
    pub(super) fn last_key(&self) -> Option<&str> {
        if self.items.is_empty() { None } else { Some(&self.last) }
    }

    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }

    /// Takes the item out whose key appeared last.
    pub(super) fn pop(mut self) -> Option<T> {
        self.items.pop()
    }
}

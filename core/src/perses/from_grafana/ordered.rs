//! Items with keys, in the order in which the keys appeared first.

use std::collections::BTreeMap;

/// Up to this many keys are compared one by one.
const FEW: usize = 8;

/// Items by key.
#[derive(Debug)]
pub(super) struct Ordered<T> {
    items: Vec<(String, T)>,
    /// The places of the keys, once there are more than a few.
    places: BTreeMap<String, usize>,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self { items: Vec::new(), places: BTreeMap::new() }
    }
}

impl<T> Ordered<T> {
    /// Adds an item unless there is one of this key.
    pub(super) fn add(&mut self, key: &str, make: impl FnOnce() -> T) {
        self.entry(key, make);
    }

    /// Returns the item of a key, a new one if there is none; it is always there.
    pub(super) fn entry(&mut self, key: &str, make: impl FnOnce() -> T) -> Option<&mut T> {
        let known = match self.items.len() {
            ..=FEW => self.items.iter().position(|(known, _)| known == key),
            _ => self.places.get(key).copied(),
        };
        let place = known.unwrap_or(self.items.len());
        if known.is_none() {
            self.items.push((key.to_owned(), make()));
            if self.items.len() > FEW {
                let new = self.items.iter().enumerate().skip(self.places.len());
                self.places.extend(new.map(|(place, (key, _))| (key.clone(), place)));
            }
        }
        self.items.get_mut(place).map(|(_, item)| item)
    }

    /// Returns the key that appeared last, with its item.
    pub(super) fn last(&self) -> Option<(&str, &T)> {
        self.items.last().map(|(key, item)| (&**key, item))
    }

    /// Goes through the items.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(|(_, item)| item)
    }

    pub(super) fn into_items(self) -> Vec<T> {
        self.items.into_iter().map(|(_, item)| item).collect()
    }

    /// Takes the item out whose key appeared last.
    pub(super) fn pop(mut self) -> Option<T> {
        self.items.pop().map(|(_, item)| item)
    }
}

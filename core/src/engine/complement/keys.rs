//! Names of a list's items, so that an item is found again wherever it stands: `spec.name=host`.
//!
//! Which members name an item is up to the family ([`Marks::names`](crate::engine::Marks)); a list has keys if a text or
//! a number there tells all of its items apart.

use crate::engine::family::Marks;
use crate::json::{Array, Object, Value, sorted};

/// Returns the key of an item.
pub(super) fn key(item: &Value<'_>, by: &str) -> Option<String> {
    let value = by.split('.').try_fold(item, |value, name| value.as_object()?.get(name))?;
    match value {
        Value::String(text) => text.to_unicode().ok(),
        Value::Number(number) => {
            let mut text = String::new();
            number.write_canonical(&mut text).then_some(text)
        }
        _ => None,
    }
}

/// Returns whether an object says of which kind it is.
pub(super) fn has_kind(object: &Object<'_>, marks: &Marks) -> bool {
    marks.kinds.first().is_some_and(|kind| object.text(kind).is_some())
}

/// Returns whether the name of an item is that of something else: an object of another kind in the item has it.
pub(super) fn is_reference(item: &Value<'_>, by: &str, marks: &Marks) -> bool {
    let mut inner = Some(item);
    let names = by.rsplit_once('.').map_or("", |(around, _)| around).split('.');
    names.filter(|name| !name.is_empty()).any(|name| {
        inner = inner.and_then(|inner| inner.as_object()?.get(name));
        inner.and_then(Value::as_object).is_some_and(|inner| has_kind(inner, marks))
    })
}

/// Returns the keys of all items, if they differ.
pub(super) fn keys(list: &Array<'_>, by: &str) -> Option<Vec<String>> {
    let keys: Vec<String> = list.iter().map(|item| key(item, by)).collect::<Option<_>>()?;
    let order = sorted(keys.iter().collect(), |left, right| left.cmp(right));
    let differ = order.windows(2).all(|pair| pair.first() != pair.last());
    differ.then_some(keys)
}

/// Returns the first members that name the items of both lists, and their keys.
pub(super) fn common<'m>(
    left: &Array<'_>,
    right: &Array<'_>,
    names: &[&'m str],
) -> Option<(&'m str, Vec<String>, Vec<String>)> {
    names.iter().find_map(|by| Some((*by, keys(left, by)?, keys(right, by)?)))
}

/// Finds the positions of keys.
pub(super) struct Positions<'k>(Vec<(&'k str, usize)>);

impl<'k> Positions<'k> {
    pub(super) fn of(keys: &'k [String]) -> Self {
        let positions = keys.iter().enumerate().map(|(position, key)| (key.as_str(), position));
        Self(sorted(positions.collect(), |left, right| left.0.cmp(right.0)))
    }

    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let index = self.0.binary_search_by(|(other, _)| (*other).cmp(key)).ok()?;
        self.0.get(index).map(|(_, position)| *position)
    }
}

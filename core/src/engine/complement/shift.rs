//! Numbers of a list's items that differ by the same amount, because they count from elsewhere: the lines of a row.

use super::keys::Positions;
use crate::json::{Array, Value};

/// Integers beyond this are left alone: 2^53.
const MAX: f64 = 9_007_199_254_740_992.0;

/// Returns by how much the numbers of at least two items differ, if it is the same for all that both lists have.
pub(super) fn amount(
    back: (&Array<'_>, &[String]),
    origin: (&Array<'_>, &[String]),
    each: &str,
) -> Option<i64> {
    let new = Positions::of(origin.1);
    let mut amounts = Vec::new();
    for (item, key) in back.0.iter().zip(back.1) {
        if let Some(is) = new.find(key).and_then(|position| origin.0.get(position)) {
            amounts.push(integer(is, each)?.checked_sub(integer(item, each)?)?);
        }
    }
    match *amounts {
        [first, ref rest @ ..] if first != 0 && !rest.is_empty() => {
            rest.iter().all(|amount| *amount == first).then_some(first)
        }
        _ => None,
    }
}

/// Adds an amount to the number of each item that has one.
pub(super) fn shift(list: &mut Array<'_>, each: &str, add: i64) {
    let (around, last) = each.rsplit_once('.').unwrap_or(("", each));
    for item in list.objects_mut() {
        let mut inner = Some(item);
        for name in around.split('.').filter(|name| !name.is_empty()) {
            inner = inner.and_then(|inner| inner.object_mut(name));
        }
        let number = inner.as_ref().and_then(|inner| integer_of(inner.get(last)?));
        if let Some((inner, number)) = inner.zip(number) {
            inner.set(last.to_owned(), number.saturating_add(add));
        }
    }
}

fn integer(item: &Value<'_>, each: &str) -> Option<i64> {
    integer_of(each.split('.').try_fold(item, |value, name| value.as_object()?.get(name))?)
}

fn integer_of(value: &Value<'_>) -> Option<i64> {
    let number = value.as_number()?;
    let is_integer = number.to_f64().fract() == 0.0 && number.to_f64().abs() < MAX;
    is_integer.then(|| number.to_i64())
}

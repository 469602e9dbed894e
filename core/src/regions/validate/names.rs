//! Ids of regions and layouts: which are the same, and how messages name them.

use super::survey::Region;
use crate::json::{Number, Str, Value, sorted};

/// The most characters of an id that a message repeats.
const MOST_SHOWN: usize = 64;

/// The most digits of a whole number that a 64-bit float counts exactly, whatever they are.
const EXACT_DIGITS: usize = 15;

/// What ids are compared by: a string is none of the numbers, and long whole numbers are compared by their digits, so that
/// ids of 64 bits stay apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'a> {
    Text(Str<'a>),
    Digits(&'a str),
    Number(u64),
}

impl<'a> Key<'a> {
    /// Returns the key of an id; only strings and numbers are ids.
    pub(super) fn of(id: Option<&Value<'a>>) -> Option<Self> {
        Some(match id? {
            Value::String(text) => Self::Text(*text),
            Value::Number(Number::Text(text))
                if text.len() > EXACT_DIGITS
                    && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') =>
            {
                Self::Digits(text)
            }
            // Adding 0 makes -0 the same as 0.
            Value::Number(number) => Self::Number((number.to_f64() + 0.0).to_bits()),
            _ => return None,
        })
    }
}

/// Returns for each key the place of the first one that is the same: `n log n`.
pub(super) fn firsts(keys: &[Option<Key<'_>>]) -> Vec<usize> {
    let mut firsts: Vec<usize> = (0..keys.len()).collect();
    let order = sorted(firsts.clone(), |left, right| keys.get(*left).cmp(&keys.get(*right)));
    let mut first = None;
    for place in order {
        let same = first.filter(|first| keys.get(*first) == keys.get(place));
        let first = *first.insert(same.unwrap_or(place));
        if let Some(slot) = firsts.get_mut(place) {
            *slot = first;
        }
    }
    firsts
}

/// Returns an id as messages show it; nothing if it is none. Of a long one, no more is read than is shown.
pub(super) fn shown(id: Option<&Value<'_>>) -> Option<String> {
    let mut text: String = match id? {
        Value::String(text) => {
            let codes = text.code_points().take(MOST_SHOWN + 1);
            codes.map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        Value::Number(Number::Text(text)) => text.chars().take(MOST_SHOWN + 1).collect(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    if let Some((end, _)) = text.char_indices().nth(MOST_SHOWN) {
        text.truncate(end);
        text.push('…');
    }
    Some(format!("`{text}`"))
}

/// Names a region in a message.
pub(super) fn region(region: &Region<'_, '_>) -> String {
    shown(region.object.get("id")).map_or("a region without id".into(), |id| format!("region {id}"))
}

/// Names a layout in a message.
pub(super) fn layout(id: Option<&Value<'_>>) -> String {
    shown(id).map_or("no layout id".into(), |id| format!("layout {id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_knows_the_first_of_its_kind() {
        let key = |id: &'static str| Some(Key::Digits(id)).filter(|_| id != "-");
        let keys = ["b", "a", "-", "b", "a", "-", "c"].map(key);
        assert_eq!(firsts(&keys), [0, 1, 2, 0, 1, 2, 6]);
        assert!(firsts(&[]).is_empty());
    }
}

//! Repeated names: the last value counts, at the first one's position.

use super::object::Member;
use super::order::positions;
use super::text::Str;

/// Objects up to this size are compared name by name.
const SMALL: usize = 32;

/// A name that stood more than once in an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// Pointer to the member.
    pub(crate) at: String,
    /// The name.
    pub(crate) name: String,
    /// How often it stood there.
    pub(crate) count: usize,
}

/// Returns whether a name may stand twice. Never wrong when it says no, nor on small objects.
#[inline]
pub(super) fn may_repeat(members: &[Member<'_>]) -> bool {
    let mut seen = 0u128;
    let mut repeats = false;
    for member in members {
        let bit = 1u128 << bucket(member.name);
        repeats |= seen & bit != 0 || member.name.as_plain().is_none();
        seen |= bit;
    }
    repeats && (members.len() > SMALL || has_twins(members))
}

#[inline(never)]
fn has_twins(members: &[Member<'_>]) -> bool {
    let mut rest = members.iter();
    while let Some(member) = rest.next() {
        if rest.as_slice().iter().any(|other| other.name == member.name) {
            return true;
        }
    }
    false
}

/// Sorts plain names into 128 buckets.
#[inline]
fn bucket(name: Str<'_>) -> u32 {
    let bytes = name.as_plain().unwrap_or_default().as_bytes();
    let first = bytes.first().copied().unwrap_or_default();
    let middle = bytes.get(bytes.len() / 2).copied().unwrap_or_default();
    let last = bytes.last().copied().unwrap_or_default();
    (u32::from(first) * 5 + u32::from(middle) * 3 + u32::from(last) + bytes.len() as u32 * 17) % 128
}

/// Moves the last value of each repeated name to the first position; returns names and how often they stood.
///
/// The surplus members are left at the end; the second number says how many there are.
pub(super) fn resolve<'a>(members: &mut [Member<'a>]) -> (Vec<(Str<'a>, usize)>, usize) {
    let firsts = first_positions(members);
    let mut counts = vec![0_usize; members.len()];
    for (position, first) in firsts.iter().enumerate() {
        if position != *first {
            members.swap(*first, position);
        }
        if let Some(count) = counts.get_mut(*first) {
            *count += 1;
        }
    }
    let repeated = members.iter().zip(&counts).filter(|(_, count)| **count > 1);
    let names = repeated.map(|(member, count)| (member.name, *count)).collect();
    let mut kept = 0;
    for (position, first) in firsts.iter().enumerate() {
        if position == *first {
            members.swap(kept, position);
            kept += 1;
        }
    }
    (names, members.len() - kept)
}

/// Returns for each member the position of the first one of its name.
fn first_positions(members: &[Member<'_>]) -> Vec<usize> {
    if members.len() <= SMALL {
        let first = |member: &Member<'_>| members.iter().position(|other| other.name == member.name);
        return members.iter().map(|member| first(member).unwrap_or_default()).collect();
    }
    let name = |position: usize| members.get(position).map(|member| member.name);
    let order = positions(members.len(), &mut |left, right| name(left).cmp(&name(right)));
    let mut firsts: Vec<usize> = (0..members.len()).collect();
    let mut group = 0;
    for position in order {
        if name(position) != name(group) {
            group = position;
        }
        if let Some(first) = firsts.get_mut(position) {
            *first = group;
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use crate::json::{Arena, parse};

    fn check(input: &str, expected: &str, duplicates: &[(&str, usize)]) {
        let arena = Arena::new();
        let parsed = parse(&arena, input.as_bytes()).unwrap();
        assert_eq!(parsed.root.to_json(), expected);
        let found: Vec<_> = parsed.duplicates.iter().map(|found| (&*found.at, found.count)).collect();
        assert_eq!(found, duplicates);
    }

    #[test]
    fn the_last_value_counts_at_the_first_position() {
        check(r#"{"a":1,"b":2,"a":3,"c":4,"b":5,"a":6}"#, r#"{"a":6,"b":5,"c":4}"#, &[("/a", 3), ("/b", 2)]);
        check(r#"{"a":1,"\u0061":2}"#, r#"{"\u0061":2}"#, &[("/a", 2)]);
        check(r#"[{"x":[0,{"y":1,"y":2}]}]"#, r#"[{"x":[0,{"y":2}]}]"#, &[("/0/x/1/y", 2)]);
    }

    #[test]
    fn large_objects_follow_the_same_rule() {
        let numbers = 0..100;
        let names: Vec<String> = numbers.clone().map(|n| format!(r#""n{n}":{n}"#)).collect();
        let again: Vec<String> = numbers.map(|n| format!(r#""n{n}":{}"#, n + 1000)).collect();
        let (first, second) = (names.join(","), again.join(","));
        let expected: Vec<(String, usize)> = (0..100).map(|n| (format!("/n{n}"), 2)).collect();
        let expected: Vec<(&str, usize)> = expected.iter().map(|(at, count)| (&**at, *count)).collect();
        check(&format!("{{{first},{second}}}"), &format!("{{{second}}}"), &expected);
    }
}

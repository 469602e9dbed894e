//! Equality as JSON values.

use super::object::{Member, Object};
use super::order::sorted;
use super::text::Str;
use super::value::Value;

/// Objects up to this size are searched member by member.
const SMALL: usize = 32;

/// Returns whether two values are the same JSON value.
///
/// Iterative, so that depth costs no stack; n log n where objects have another order.
pub(super) fn same(left: &Value<'_>, right: &Value<'_>) -> bool {
    let mut pairs = Vec::new();
    let mut next = Some((left, right));
    while let Some((left, right)) = next {
        let equal = match (left, right) {
            (Value::Null | Value::LastingNull(_), Value::Null | Value::LastingNull(_)) => true,
            (Value::Bool(left), Value::Bool(right)) => left == right,
            (Value::Number(left), Value::Number(right)) => left == right,
            (Value::String(left), Value::String(right)) => left == right,
            (Value::Array(left), Value::Array(right)) => {
                pairs.extend(left.iter().zip(right.iter()));
                left.len() == right.len()
            }
            (Value::Object(left), Value::Object(right)) => {
                left.len() == right.len() && push_members(left, right, &mut pairs)
            }
            _ => false,
        };
        if !equal {
            return false;
        }
        next = pairs.pop();
    }
    true
}

type Pair<'v, 'l, 'r> = (&'v Value<'l>, &'v Value<'r>);

fn push_members<'v, 'l, 'r>(
    left: &'v Object<'l>,
    right: &'v Object<'r>,
    pairs: &mut Vec<Pair<'v, 'l, 'r>>,
) -> bool {
    let (left, right) = (left.members(), right.members());
    let ordered = left.iter().zip(right).take_while(|(left, right)| left.name == right.name).count();
    pairs.extend(left.iter().zip(right).take(ordered).map(|(left, right)| (&left.value, &right.value)));
    let index = NameIndex::new(right.get(ordered..).unwrap_or_default());
    left.iter().skip(ordered).all(|member| {
        let found = index.find(member.name);
        pairs.extend(found.map(|other| (&member.value, &other.value)));
        found.is_some()
    })
}

/// Finds members by name, in logarithmic time where there are many.
pub(crate) enum NameIndex<'v, 'a> {
    Small(&'v [Member<'a>]),
    Sorted(Vec<&'v Member<'a>>),
}

impl<'v, 'a> NameIndex<'v, 'a> {
    pub(crate) fn new(members: &'v [Member<'a>]) -> Self {
        if members.len() <= SMALL {
            return Self::Small(members);
        }
        Self::Sorted(sorted(members.iter().collect(), |left, right| left.name.cmp(&right.name)))
    }

    pub(crate) fn find(&self, name: Str<'_>) -> Option<&'v Member<'a>> {
        match self {
            Self::Small(members) => members.iter().find(|member| member.name == name),
            Self::Sorted(members) => members
                .binary_search_by(|member| member.name.cmp(&name))
                .ok()
                .and_then(|index| members.get(index).copied()),
        }
    }
}

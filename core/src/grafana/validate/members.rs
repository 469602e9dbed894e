//! What several rules ask of members: that they are texts, that they differ; and where the elements of a list stand.

use crate::engine::Findings;
use crate::json::{Object, Value};
use std::collections::BTreeMap;

/// Returns the objects of an array that stands at a pointer, each with its own pointer.
pub(super) fn objects<'v, 'a>(
    at: String,
    list: Option<&'v Value<'a>>,
) -> impl Iterator<Item = (String, &'v Object<'a>)> {
    let list = list.and_then(Value::as_array).into_iter().flat_map(|list| list.iter().enumerate());
    list.filter_map(move |(index, value)| Some((format!("{at}/{index}"), value.as_object()?)))
}

/// Reports a member of `owner` that is missing, empty or no text.
pub(super) fn require_text(
    owner: &str,
    (at, object): (&str, &Object<'_>),
    name: &str,
    findings: &mut Findings<'_>,
) {
    let message = match object.get(name) {
        None => return findings.report(at, format!("the {owner} has no {name}")),
        Some(Value::String(text)) if text == "" => format!("the {owner}'s {name} is empty"),
        Some(Value::String(_)) => return,
        Some(other) => format!("expected a text as {name}, found {}", other.kind_name()),
    };
    findings.report(format!("{at}/{name}"), message);
}

/// Reports each entry whose key an earlier one has, in relation to the first that has it.
///
/// An entry is its key, the key as it is told, and a pointer.
pub(super) fn require_different(
    what: &str,
    entries: &mut dyn Iterator<Item = (String, String, String)>,
    findings: &mut Findings<'_>,
) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for (key, told, at) in entries {
        match first.get(&key) {
            Some(earlier) => {
                findings.report_related(at, [earlier.clone()], format!("{what} {told} is used twice"));
            }
            None => drop(first.insert(key, at)),
        }
    }
}

//! Reads the text of a complement.

use super::{Change, Complement, EDITION, Was, What};
use crate::json::{Arena, Array, Object, Value, parse, sorted};
use std::cmp::Ordering;

/// Reads a complement into the memory of a document.
///
/// # Errors
/// A sentence that says why it is none.
pub(super) fn read<'a>(arena: &'a Arena, text: &str) -> Result<Complement<'a>, String> {
    let parsed = parse(arena, arena.text(text).as_bytes())
        .map_err(|error| format!("the complement is not JSON: {}", error.message))?;
    let Value::Object(root) = parsed.root else {
        return Err(format!("the complement must be an object, found {}", parsed.root.kind_name()));
    };
    match root.get("dashlift") {
        Some(Value::Number(edition)) if edition.to_i64().to_string() == EDITION => {}
        _ => return Err(format!("the complement does not say `\"dashlift\": {EDITION}`")),
    }
    let names = match root.get("names") {
        None => Vec::new(),
        Some(Value::Object(names)) => read_names(names).ok_or_else(|| wrong("names"))?,
        Some(_) => return Err(wrong("names")),
    };
    let changes = root.array_mut("changes").map(Array::take_all).ok_or_else(|| wrong("changes"))?;
    let changes = changes
        .into_iter()
        .enumerate()
        .map(|(index, value)| read_change(value).ok_or_else(|| wrong(&format!("changes/{index}"))));
    let changes = sorted(changes.collect::<Result<Vec<_>, _>>()?, |left, right| left.path.cmp(&right.path));
    if changes.windows(2).any(overlap) {
        return Err("two changes of the complement are for the same place".to_owned());
    }
    Ok(Complement {
        from: text_of(root, "from")?,
        hash: text_of(root, "hash")?,
        bare: matches!(root.get("bare"), Some(Value::Bool(true))),
        names,
        changes,
    })
}

fn wrong(name: &str) -> String {
    format!("`{name}` of the complement cannot be read")
}

fn text_of(root: &Object<'_>, name: &str) -> Result<String, String> {
    root.text(name).map(std::borrow::Cow::into_owned).ok_or_else(|| wrong(name))
}

/// Reads names, none of which may be given twice.
fn read_names(names: &Object<'_>) -> Option<Vec<(String, String)>> {
    let names: Vec<(String, String)> = names
        .iter()
        .map(|(back, origin)| Some((back.to_text().into(), origin.as_text()?.into())))
        .collect::<Option<_>>()?;
    let given =
        sorted(names.iter().map(|(_, origin)| origin).collect(), |left: &&String, right| left.cmp(right));
    let differ = given.windows(2).all(|pair| pair.first() != pair.last());
    differ.then_some(names)
}

fn read_change<'a>(value: Value<'a>) -> Option<Change<'a>> {
    let Value::Object(change) = value else { return None };
    let path = read_path(&change.text("path")?)?;
    if let Some(Value::Array(keys)) = change.get("order") {
        let keys = keys.iter().map(|key| Some(key.as_text()?.into_owned())).collect::<Option<_>>()?;
        return Some(Change { path, what: What::Order { by: change.text("by")?.into_owned(), keys } });
    }
    let was = match (change.remove("was"), change.get("wasHash")) {
        (Some(value), None) => Was::Value(value),
        (None, Some(Value::String(hash))) => Was::Fingerprint(hash.to_text().into_owned()),
        (None, None) => Was::Nothing,
        _ => return None,
    };
    Some(Change { path, what: What::Put { was, value: change.remove("value") } })
}

fn read_path(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let names = pointer.strip_prefix('/')?.split('/');
    Some(names.map(|name| name.replace("~1", "/").replace("~0", "~")).collect())
}

/// Returns whether the first of two changes, in the order of their paths, is for the place of the second, too.
fn overlap(pair: &[Change<'_>]) -> bool {
    let [first, second] = pair else { return false };
    match first.what {
        What::Put { .. } => second.path.starts_with(&first.path),
        What::Order { .. } => second.path.cmp(&first.path) == Ordering::Equal,
    }
}

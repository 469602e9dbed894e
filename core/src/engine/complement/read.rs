//! Reads the text of a complement.

use super::parts::MAX_PARTS;
use super::{Change, Complement, EDITION, Part, Was, What, read_path};
use crate::json::{Arena, Array, Object, Str, Value, parse, sorted};
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
    let changes = read_changes(changes)?;
    Ok(Complement {
        from: text_of(root, "from")?,
        hash: text_of(root, "hash")?,
        bare: matches!(root.get("bare"), Some(Value::Bool(true))),
        names,
        changes,
    })
}

/// Reads changes; recursive through parts, at most as deep as the text.
fn read_changes(changes: Vec<Value<'_>>) -> Result<Vec<Change<'_>>, String> {
    let changes = changes
        .into_iter()
        .enumerate()
        .map(|(index, value)| read_change(value).ok_or_else(|| wrong(&format!("changes/{index}"))));
    let changes = sorted(changes.collect::<Result<Vec<_>, _>>()?, |left, right| {
        left.path.cmp(&right.path).then_with(|| rank(left).cmp(&rank(right)))
    });
    if changes.windows(2).any(overlap) {
        return Err("two changes of the complement are for the same place".to_owned());
    }
    Ok(changes)
}

/// Reads the parts that are taken over into a value; each comes from a place of its own, and has one there.
fn read_parts<'a>(parts: &mut Array<'a>, value: &Value<'a>) -> Option<Vec<Part<'a>>> {
    if parts.len() > MAX_PARTS {
        return None;
    }
    let parts: Vec<Part<'a>> =
        parts.take_all().into_iter().map(|part| read_part(part, value)).collect::<Option<_>>()?;
    let differ = [false, true].into_iter().all(|is_end| {
        let places = parts.iter().map(|part| if is_end { &part.to } else { &part.from }).collect();
        let places = sorted(places, |left: &&Vec<String>, right| left.cmp(right));
        places.windows(2).all(|pair| pair.first() != pair.last())
    });
    differ.then_some(parts)
}

fn read_part<'a>(part: Value<'a>, value: &Value<'a>) -> Option<Part<'a>> {
    let Value::Object(part) = part else { return None };
    let to = part.text("to")?;
    let (from, to) = match value.pointer(&to) {
        Some(Value::Null) => (read_path(&part.text("from")?)?, read_path(&to)?),
        _ => return None,
    };
    let changes = part.array_mut("changes").map(Array::take_all).unwrap_or_default();
    Some(Part { from, to, was: part.remove("was"), changes: read_changes(changes).ok()? })
}

fn wrong(name: &str) -> String {
    format!("`{name}` of the complement cannot be read")
}

fn text_of(root: &Object<'_>, name: &str) -> Result<String, String> {
    root.text(name).map(std::borrow::Cow::into_owned).ok_or_else(|| wrong(name))
}

/// Reads names, none of which may be given twice; half a surrogate pair is no name, since others would be the same text.
fn read_names(names: &Object<'_>) -> Option<Vec<(String, String)>> {
    let pair = |(back, origin): (Str<'_>, &Value<'_>)| match origin {
        Value::String(origin) => back.to_unicode().ok().zip(origin.to_unicode().ok()),
        _ => None,
    };
    let names: Vec<(String, String)> = names.iter().map(pair).collect::<Option<_>>()?;
    let given =
        sorted(names.iter().map(|(_, origin)| origin).collect(), |left: &&String, right| left.cmp(right));
    let differ = given.windows(2).all(|pair| pair.first() != pair.last());
    differ.then_some(names)
}

fn read_change<'a>(value: Value<'a>) -> Option<Change<'a>> {
    let Value::Object(change) = value else { return None };
    let path = read_path(&change.text("path")?)?;
    if let Some(Value::Array(keys)) = change.get("order") {
        let keys = read_keys(keys)?;
        let was = match change.get("was") {
            None => keys.clone(),
            Some(was) => read_keys(was.as_array()?)?,
        };
        return Some(Change { path, what: What::Order { by: change.text("by")?.into_owned(), keys, was } });
    }
    if let Some(each) = change.text("each") {
        let add = change.get("add")?.as_number()?.to_i64();
        return Some(Change { path, what: What::Shift { each: each.into_owned(), add } });
    }
    if let Some(Value::Array(parts)) = change.remove("parts") {
        let (was, value) = (change.text("wasHash")?.into_owned(), change.remove("value")?);
        let parts = read_parts(parts, &value)?;
        return Some(Change { path, what: What::Reshape { was, value, parts } });
    }
    let was = match (change.remove("was"), change.get("wasHash")) {
        (Some(value), None) => Was::Value(value),
        (None, Some(Value::String(hash))) => Was::Fingerprint(hash.to_text().into_owned()),
        (None, None) => Was::Nothing,
        _ => return None,
    };
    Some(Change { path, what: What::Put { was, value: change.remove("value") } })
}

fn read_keys(keys: &Array<'_>) -> Option<Vec<String>> {
    keys.iter().map(|key| Some(key.as_text()?.into_owned())).collect()
}

/// Returns what tells changes of one place apart, in the order in which they are made.
fn rank<'c>(change: &'c Change<'_>) -> (u8, &'c str) {
    match &change.what {
        What::Shift { each, .. } => (0, each),
        What::Order { .. } => (1, ""),
        What::Put { .. } | What::Reshape { .. } => (2, ""),
    }
}

/// Returns whether the first of two changes, in the order of their paths, is for the place of the second, too.
///
/// A list may be put in order, and numbers of its items may grow.
fn overlap(pair: &[Change<'_>]) -> bool {
    let [first, second] = pair else { return false };
    match (&first.what, &second.what) {
        (What::Put { .. } | What::Reshape { .. }, _) => second.path.starts_with(&first.path),
        (What::Shift { each, .. }, What::Shift { each: other, .. }) if each != other => false,
        (What::Shift { .. }, What::Order { .. }) => false,
        _ => second.path.cmp(&first.path) == Ordering::Equal,
    }
}

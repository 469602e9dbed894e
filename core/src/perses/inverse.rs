//! The ways back that are taken only when asked for, to recover a document whose original is gone
//! (spec 30-schema-versions, 8).

use super::durations::{read_iso, to_compact, to_seconds};
use super::names::Names;
use crate::engine::{ErrorKind, LossCode, LossKind, Notes, StepError};
use crate::json::{Array, Draft, Member, Object, Value, ValueMut, push_name};

/// Puts each list of `spec.queries` behind the plugin of its panel, where Perses writes it.
///
/// A panel that has queries of its own, which v2.0.0 does not read, loses them. A panel that is no object, or has no
/// `spec` that is one, can hold no queries. A null `spec.queries` goes; any other type is an error.
pub(super) fn to_v1_2_0(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(spec) = doc.object_mut("spec") else { return Ok(()) };
    if !spec.is_missing("queries") && spec.object("queries").is_none() {
        let message = "spec.queries must be an object";
        return Err(StepError::new(ErrorKind::InvalidField, "/spec/queries", message));
    }
    let mut queries = spec.remove("queries").unwrap_or_default();
    let entries = queries.as_mut().into_object().map(Object::take_all).unwrap_or_default();
    let names = Names::of(&entries);
    let mut entries: Vec<_> = entries.into_iter().map(Some).collect();
    for (key, panel) in spec.object_mut("panels").into_iter().flat_map(Object::iter_mut) {
        let entry = names.position(key).and_then(|position| entries.get_mut(position)?.take());
        let Some(entry) = entry else { continue };
        match panel.into_object().and_then(|panel| panel.object_mut("spec")) {
            Some(panel) => put_back(panel, entry, notes),
            None => lose_entry(&entry, "the panel cannot hold queries", notes),
        }
    }
    for entry in entries.iter().flatten() {
        lose_entry(entry, "no panel with this key", notes);
    }
    Ok(())
}

fn lose_entry(entry: &Member<'_>, reason: &'static str, notes: &mut Notes<'_>) {
    let at = below("/spec/queries", entry, "");
    notes.lose(LossCode::NotRepresentable, LossKind::Query, at, Some(&entry.value), reason);
}

fn put_back<'a>(panel: &mut Object<'a>, entry: Member<'a>, notes: &mut Notes<'_>) {
    if let Some(own) = panel.get("queries").filter(|own| !own.is_null() && **own != entry.value) {
        let at = below("/spec/panels", &entry, "/spec/queries");
        let reason = "replaced by the entry of spec.queries";
        notes.lose(LossCode::DroppedByFormat, LossKind::Query, at, Some(own), reason);
    }
    if panel.contains("queries") {
        panel.set("queries", entry.value);
    } else {
        let place = panel.position("plugin").map_or(panel.len(), |plugin| plugin + 1);
        panel.insert(place, "queries", entry.value);
    }
}

fn below(at: &str, entry: &Member<'_>, behind: &str) -> String {
    let mut at = String::from(at);
    push_name(&mut at, &entry.name.to_text());
    at.push_str(behind);
    at
}

/// Renames `dataSources`, writes durations in seconds, and leaves each query one data source.
///
/// Durations that are no text stay as they are: a number is what v1.1.0 has.
pub(super) fn to_v1_1_0(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(spec) = doc.object_mut("spec") else { return Ok(()) };
    rename_datasources(spec, notes);
    for name in ["duration", "refreshInterval"] {
        convert_duration(spec, name, notes);
    }
    for (key, panel) in spec.object_mut("panels").into_iter().flat_map(Object::iter_mut) {
        let mut at = String::from("/spec/panels");
        push_name(&mut at, &key.to_text());
        let spec = panel.into_object().and_then(|panel| panel.object_mut("spec"));
        let queries = spec.and_then(|spec| spec.array_mut("queries"));
        for (index, query) in queries.into_iter().flat_map(Array::iter_mut).enumerate() {
            if let Some(query) = query.into_object().and_then(|query| query.object_mut("spec")) {
                fold_datasources(query, &format!("{at}/spec/queries/{index}/spec/dataSources"), notes);
            }
        }
    }
    Ok(())
}

/// Renames the member in place; one of the old name, which v1.2.0 does not read, makes room unless the new one is null.
fn rename_datasources(spec: &mut Object<'_>, notes: &mut Notes<'_>) {
    let Some(kept) = spec.get("dataSources") else { return };
    if let Some(old) = spec.get("datasources") {
        if kept.is_null() {
            spec.remove("dataSources");
            return;
        }
        if old != kept && !old.is_null() {
            let (at, reason) = ("/spec/datasources", "replaced by dataSources");
            notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(old), reason);
        }
    }
    spec.rename("dataSources", "datasources");
}

/// Writes an ISO 8601 duration as whole seconds or, with a fraction, as compact text.
fn convert_duration(spec: &mut Object<'_>, name: &'static str, notes: &mut Notes<'_>) {
    let Some(value @ Value::String(text)) = spec.get(name) else { return };
    match read_iso(&text.to_text()) {
        Some(length) => match to_seconds(length) {
            Some(seconds) => drop(spec.set(name, seconds)),
            None => drop(spec.set(name, to_compact(length))),
        },
        None => {
            let (at, reason) = (["/spec/", name].concat(), "cannot be expressed in seconds");
            notes.lose(LossCode::NotRepresentable, LossKind::Member, at, Some(value), reason);
            spec.remove(name);
        }
    }
}

/// Takes the list of data sources out of a query; a single one goes to the query's plugin if it has none.
///
/// An empty list, and one that says the same as the plugin, is no loss.
fn fold_datasources(query: &mut Object<'_>, at: &str, notes: &mut Notes<'_>) {
    let Some(mut value) = query.remove("dataSources") else { return };
    let plugin = query.object_mut("plugin");
    if let ValueMut::Array(list) = value.as_mut() {
        if list.is_empty() {
            return;
        }
        if let (1, Some(plugin)) = (list.len(), plugin) {
            if plugin.is_missing("spec") {
                plugin.set("spec", Draft::json("{}"));
            }
            if let Some(plugin) = plugin.object_mut("spec") {
                if plugin.is_missing("datasource") {
                    plugin.set("datasource", list.remove(0).unwrap_or_default());
                    return;
                }
                if plugin.get("datasource") == list.get(0) {
                    return;
                }
            }
        }
    }
    if !value.is_null() {
        let reason = "more than one datasource per query is not supported before v1.2.0";
        notes.lose(LossCode::NotRepresentable, LossKind::Member, at, Some(&value), reason);
    }
}

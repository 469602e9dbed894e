//! v1.2.0: `spec.datasources` becomes `spec.dataSources`, durations become ISO 8601.
//!
//! Before: `{"kind": "Dashboard", "spec": {"datasources": {"prom": {}}, "duration": 5400, "refreshInterval": "30s"}}`
//! After:  `{"kind": "Dashboard", "spec": {"dataSources": {"prom": {}}, "duration": "PT1H30M", "refreshInterval": "PT30S"}}`
//!
//! A null `datasources` goes; where both members are objects they are united, and of two entries of one name the one of
//! `dataSources` stays. An empty or null duration goes. Any other type is an error (spec 30-schema-versions, 6). That a
//! query may have several data sources from now on changes nothing (spec 30-schema-versions, 5.4).

use super::durations::{is_iso, read_compact, read_digits, read_seconds, to_iso};
use super::names::Names;
use super::{announce, inverse};
use crate::engine::{Down, ErrorKind, Kind, LossCode, LossKind, Notes, Step, StepError, Version};
use crate::json::{Member, Object, Value, push_name};

pub(super) const STEP: Step = Step {
    id: "perses/1.2.0",
    summary: "`spec.datasources` becomes `spec.dataSources`, durations become ISO 8601",
    kind: Kind::Rename,
    breaking: true,
    // Not `lossy`, as the contract has it (design section 10): only what contradicts itself loses an entry.
    up,
    down: Down::Forced { run: inverse::to_v1_1_0, reason: NO_WAY_BACK, lossy: true },
    ..Step::new(Version::Semver(1, 1, 0), Version::Semver(1, 2, 0))
};

/// Why a document is not taken back below this version unasked.
pub(super) const NO_WAY_BACK: &str = "Cannot downgrade - v1.2.0 introduced mandatory dataSources field";

pub(super) fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    announce::deprecated_fields(doc, notes);
    announce::custom_plugins(doc, notes);
    let Some(spec) = doc.object_mut("spec") else { return Ok(()) };
    rename_datasources(spec, notes)?;
    convert_duration(spec, "duration", notes)?;
    convert_duration(spec, "refreshInterval", notes)
}

/// Renames the member in place, or unites it with the one of the new name (6.1).
fn rename_datasources(spec: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for name in ["datasources", "dataSources"] {
        if !spec.is_missing(name) && spec.object(name).is_none() {
            let message = format!("spec.{name} must be an object");
            return Err(StepError::new(ErrorKind::InvalidField, format!("/spec/{name}"), message));
        }
    }
    if spec.object("datasources").is_none() {
        spec.remove("datasources");
    } else if spec.object("dataSources").is_none() {
        spec.rename("datasources", "dataSources");
    } else {
        unite(spec, notes);
    }
    Ok(())
}

/// Appends the entries that only `datasources` has; equal ones merge, different ones are lost.
fn unite(spec: &mut Object<'_>, notes: &mut Notes<'_>) {
    let old = spec.object_mut("datasources").map(Object::take_all).unwrap_or_default();
    let mut united = spec.object_mut("dataSources").map(Object::take_all).unwrap_or_default();
    let names = Names::of(&united);
    for entry in old {
        match names.position(entry.name).and_then(|at| united.get(at)) {
            None => united.push(entry),
            Some(kept) if kept.value == entry.value => {}
            Some(_) => lose_entry(&entry, notes),
        }
    }
    spec.remove("datasources");
    spec.set("dataSources", united);
}

fn lose_entry(entry: &Member<'_>, notes: &mut Notes<'_>) {
    let name = entry.name.to_text();
    let [kept, lost] = ["/spec/dataSources", "/spec/datasources"].map(|at| {
        let mut at = String::from(at);
        push_name(&mut at, &name);
        at
    });
    let message = format!("Both datasources and dataSources define \"{name}\"; kept dataSources");
    notes.warn("datasource-conflict", kept, message);
    let reason = "replaced by the entry of the same name in dataSources";
    notes.lose(LossCode::Merged, LossKind::Member, lost, Some(&entry.value), reason);
}

/// Writes a duration as ISO 8601, in place (6.2).
fn convert_duration(
    spec: &mut Object<'_>,
    name: &'static str,
    notes: &mut Notes<'_>,
) -> Result<(), StepError> {
    let Some(value) = spec.get(name) else { return Ok(()) };
    let at = ["/spec/", name].concat();
    let length = match value {
        Value::Number(number) => read_seconds(*number),
        Value::String(text) => {
            let text = text.to_text();
            if text.is_empty() {
                remove_empty(spec, name, at, notes);
                return Ok(());
            }
            if is_iso(&text) {
                notes.warn("duration-already-iso8601", at, "Duration is already ISO 8601; kept");
                return Ok(());
            }
            let digits = if text == "0" { None } else { read_digits(&text) };
            if digits.is_some() {
                let message = "Duration given as text without unit; read as seconds";
                notes.warn("duration-numeric-text", at.clone(), message);
            }
            digits.or_else(|| read_compact(&text))
        }
        Value::Null => {
            remove_empty(spec, name, at, notes);
            return Ok(());
        }
        _ => None,
    };
    let Some(length) = length else {
        let message = format!("Invalid duration at {at}: {}", value.to_json());
        return Err(StepError::new(ErrorKind::InvalidDuration, at, message));
    };
    spec.set(name, to_iso(length));
    Ok(())
}

fn remove_empty(spec: &mut Object<'_>, name: &str, at: String, notes: &mut Notes<'_>) {
    spec.remove(name);
    notes.warn("empty-duration", at, "Empty duration removed");
}

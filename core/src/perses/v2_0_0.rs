//! v2.0.0: panel queries move to `spec.queries`.
//!
//! Before: `{"spec": {"panels": {"cpu": {"spec": {"plugin": {"kind": "StatChart"}, "queries": [{"kind": "TimeSeriesQuery"}]}}}, "layouts": []}}`
//! After:  `{"spec": {"panels": {"cpu": {"spec": {"plugin": {"kind": "StatChart"}}}}, "queries": {"cpu": [{"kind": "TimeSeriesQuery"}]}, "layouts": []}}`
//!
//! An entry is the key of a panel and its list, also an empty one; null goes without an entry, any other type is an error,
//! and so is a `spec.queries` that is there already (spec 30-schema-versions, 7).

use super::{announce, inverse};
use crate::engine::{Down, ErrorKind, Kind, Notes, Step, StepError, Version};
use crate::json::{Member, Object, Str, Value, push_name};

pub(super) const STEP: Step = Step {
    id: "perses/2.0.0",
    summary: "panel queries move to `spec.queries`",
    kind: Kind::Restructure,
    breaking: true,
    manual_review: true,
    up,
    down: Down::Forced {
        run: inverse::to_v1_2_0,
        reason: "Major version downgrade not supported",
        lossy: true,
    },
    ..Step::new(Version::Semver(1, 2, 0), Version::Semver(2, 0, 0))
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    announce::deprecated_fields(doc, notes);
    announce::custom_plugins(doc, notes);
    let Some(spec) = doc.object_mut("spec") else { return Ok(()) };
    if spec.contains("queries") {
        let message = "spec.queries already exists";
        return Err(StepError::new(ErrorKind::FieldConflict, "/spec/queries", message));
    }
    let Some(place) = spec.position("panels") else { return Ok(()) };
    let mut entries = Vec::new();
    for (key, panel) in spec.object_mut("panels").into_iter().flat_map(Object::iter_mut) {
        let Some(panel) = panel.into_object().and_then(|panel| panel.object_mut("spec")) else { continue };
        match panel.get("queries") {
            None => continue,
            Some(Value::Null | Value::Array(_)) => {}
            Some(_) => {
                let at = queries_of(key);
                return Err(StepError::new(ErrorKind::InvalidField, at, "panel queries must be an array"));
            }
        }
        let queries = panel.remove("queries").filter(|queries| !queries.is_null());
        entries.extend(queries.map(|value| Member { name: key, value }));
    }
    let moved = entries.iter().any(|entry| entry.value.as_array().is_some_and(|list| !list.is_empty()));
    if !entries.is_empty() {
        spec.insert(place + 1, "queries", entries);
    }
    if moved {
        let message = "Panel queries moved from spec.panels[].queries to spec.queries";
        notes.warn("manual-review", "/spec/queries", message);
    }
    Ok(())
}

fn queries_of(key: Str<'_>) -> String {
    let mut at = String::from("/spec/panels");
    push_name(&mut at, &key.to_text());
    at.push_str("/spec/queries");
    at
}

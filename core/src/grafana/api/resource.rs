//! resource: the dashboard is wrapped as an object of Grafana's API, named after its `uid`.
//!
//! Before: `{"uid": "mill", "title": "Mill", "schemaVersion": 42}`
//! After:  `{"kind": "Dashboard", "metadata": {"name": "mill"}, "spec": {"uid": "mill", "title": "Mill", "schemaVersion": 42}}`
//!
//! Back the dashboard is what `spec` holds, and its `uid` the name of the object if it has none of its own; what else is
//! known of the object is lost.

use super::{envelope, expect_version, schema_version, status};
use crate::engine::{Down, ErrorKind, Kind, LossCode, LossKind, Notes, Outline, Step, StepError, Version};
use crate::grafana::LATEST;
use crate::grafana::forms::V1BETA1;
use crate::grafana::losses::dropped_members;
use crate::grafana::sight;
use crate::json::{Draft, Object, Value, object};

pub(in crate::grafana) const STEP: Step = Step {
    id: "grafana/resource",
    summary: "the dashboard is wrapped as an object of Grafana's API, named after its `uid`",
    kind: Kind::Restructure,
    breaking: true,
    up,
    down: Down::Run { run: down, lossy: true },
    finished: true,
    ..Step::new(Version::Integer(LATEST), V1BETA1)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    let uid = match doc.get("uid") {
        Some(Value::String(uid)) if *uid != *"" => Some(*uid),
        _ => None,
    };
    let metadata = object(uid.map(|uid| ("name", Draft::from(uid))));
    let dashboard = Draft::from(doc.take_all());
    doc.set("kind", "Dashboard");
    doc.set("metadata", metadata);
    doc.set("spec", dashboard);
    Ok(())
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    if notes.start().is_none_or(|start| start == V1BETA1) {
        expect_version(doc, V1BETA1)?;
    }
    envelope::read(doc, notes)?;
    check_dashboard(doc)?;
    let spec = doc.object("spec");
    let has_uid = spec.is_some_and(|spec| !spec.is_missing("uid"));
    let is_named = spec.zip(doc.object("metadata")).is_some_and(|(spec, metadata)| {
        spec.get("uid").is_some_and(|uid| metadata.get("name").is_none_or(|name| name == uid))
    });
    let metadata = doc.object_mut("metadata");
    let name = metadata.and_then(|metadata| metadata.remove("name"));
    if has_uid
        && !is_named
        && let Some(name) = &name
    {
        let message = "the dashboard has a `uid` of its own";
        notes.lose(LossCode::Merged, LossKind::Member, "/metadata/name", Some(name), message);
    }
    status::forget(doc, notes);
    if let Some(metadata) = doc.object("metadata") {
        dropped_members(notes, "/metadata", metadata, "a dashboard by itself has no metadata");
    }
    let dashboard = match doc.remove("spec") {
        Some(Value::Object(dashboard)) => dashboard.take_all(),
        _ => Vec::new(),
    };
    doc.retain(|_, _| false);
    for member in dashboard {
        doc.push_member(member);
    }
    if let Some(name) = name.filter(|_| !has_uid) {
        doc.set("uid", name);
    }
    Ok(())
}

/// Refuses a dashboard that would be taken for something else when it stands alone: for one of another version than its
/// object stands for, or of another form.
fn check_dashboard(doc: &Object<'_>) -> Result<(), StepError> {
    let sighting = doc.get("spec").and_then(|spec| sight::read(&Outline::of(spec)));
    if sighting.is_some_and(|sighting| sighting.form != "classic" || !sighting.at.is_empty()) {
        let message = "the dashboard inside would be taken for one of another form";
        return Err(StepError::new(ErrorKind::InvalidField, "/spec", message));
    }
    let is_stated = doc.object("spec").is_some_and(|spec| !spec.is_missing("schemaVersion"));
    let version = schema_version(doc.get("spec"));
    if !is_stated || version == LATEST {
        return Ok(());
    }
    let message = format!(
        "the dashboard inside says version {version} instead of {LATEST}; as a v0alpha1 object it can be migrated"
    );
    Err(StepError::new(ErrorKind::VersionMismatch, "/spec/schemaVersion", message))
}

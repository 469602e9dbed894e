//! Dashboards as objects of Grafana's API: versions, envelope, outcome (spec 00-overview).
//!
//! A file per step, named after the version it leads to. A step converts the `spec`; what is around it is the same for
//! all ([`convert`]).

mod counts;
mod envelope;
pub(super) mod failure;
mod leftovers;
mod namespace;
pub(super) mod resource;
mod status;
pub(super) mod v1;
pub(super) mod v1beta1;
pub(super) mod v2;
pub(super) mod v2alpha1;
pub(super) mod v2beta1;
mod variable_references;

use super::forms::GROUP;
use super::sight;
use crate::engine::{Counts, ErrorKind, Notes, Outline, StepError, Up, Version};
use crate::json::{Draft, Object, Value, mend};

/// What the `spec` of a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A classic dashboard.
    Classic,
    /// Elements and a layout.
    V2,
}

/// Returns what the `spec` of an API version is; nothing for any other version.
fn holds(version: Version) -> Option<Holds> {
    match name(version)? {
        "v0alpha1" | "v1beta1" | "v1" => Some(Holds::Classic),
        "v2alpha1" | "v2beta1" | "v2" => Some(Holds::V2),
        _ => None,
    }
}

/// Returns the name of an API version.
fn name(version: Version) -> Option<&'static str> {
    if let Version::Name(name) = version { Some(name) } else { None }
}

/// Returns the version of the classic dashboard inside an object.
fn schema_version(spec: Option<&Value<'_>>) -> i64 {
    spec.map_or(0, |spec| sight::version(&Outline::of(spec)))
}

/// One conversion of an object.
#[derive(Debug, Clone, Copy)]
struct Conversion {
    from: Version,
    to: Version,
    /// Converts the `spec` inside of the object, which is there or null.
    spec: Up,
}

/// Reads what is around the `spec`, lets it be converted, and writes and counts what the vendor does.
fn convert(doc: &mut Object<'_>, notes: &mut Notes<'_>, conversion: &Conversion) -> Result<(), StepError> {
    let Conversion { from, to, spec } = *conversion;
    let start = notes.start().unwrap_or(from);
    if notes.counts().is_none() {
        // The conversions after the first one receive whole texts.
        mend(doc);
    }
    if start == from {
        expect_version(doc, from)?;
    }
    envelope::read(doc, notes)?;
    let before = holds(from).map(|holds| counts::count(doc.get("spec"), holds));
    spec(doc, notes)?;
    let after = holds(to).map(|holds| counts::count(doc.get("spec"), holds));
    if let Some((before, target)) = before.zip(after) {
        let end = notes.end().unwrap_or(to);
        let source = notes.counts().take().map_or(before, |counts| counts.source);
        let message = counts::message(start, end, &source, &target);
        *notes.counts() = Some(Counts { source, target, message });
    }
    if let Some(stored) = name(start).filter(|_| start == from && !notes.is_bare()) {
        status::write(doc, stored, notes);
    }
    Ok(())
}

/// Returns whether the migration begins at a version: an object that a conversion before made need not be read again.
fn begins_at(version: Version, notes: &Notes<'_>) -> bool {
    notes.start().is_none_or(|start| start == version)
}

/// Returns whether the migration ends at a version: no other conversion follows.
pub(super) fn ends_at(version: Version, notes: &Notes<'_>) -> bool {
    notes.end().is_none_or(|end| end == version)
}

/// Refuses an object that says another version; which one it is may have been told from outside.
fn expect_version(doc: &Object<'_>, version: Version) -> Result<(), StepError> {
    let expected = format!("{GROUP}{version}");
    if doc.has_text("apiVersion", &expected) {
        return Ok(());
    }
    let found = doc.get("apiVersion").map_or_else(|| "nothing".to_owned(), Value::to_json);
    let message = format!("expected `{expected}` at `/apiVersion`, found {found}");
    Err(StepError::new(ErrorKind::VersionMismatch, "/apiVersion", message))
}

/// Gives the object that the `spec` of a v2 version always is.
fn v2_spec<'v, 'a>(doc: &'v mut Object<'a>) -> Option<&'v mut Object<'a>> {
    if doc.get("spec").is_none_or(Value::is_null) {
        doc.set("spec", Draft::json("{}"));
    }
    doc.object_mut("spec")
}

/// Leaves the `spec` as it is.
fn keep(_doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    Ok(())
}

#[cfg(test)]
mod tests;

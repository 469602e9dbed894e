//! How a Perses dashboard is recognized, and where its version stands (design section 4; spec 30-schema-versions, 2 and 3).

use super::VERSIONS;
use crate::engine::{Certainty, Outline, Sighting, Stated, Version};
use crate::json::{Draft, Object};

/// What the `apiVersion` of the Kubernetes resource begins with.
const GROUP: &str = "perses.dev/";

/// What a dashboard without a version counts as (S2).
const UNSTATED: Version = Version::Semver(1, 0, 0);

/// Recognizes the resource by what it says, and the plain document by its kind and its `spec`.
pub(super) fn detect(outline: &Outline<'_>) -> Option<Sighting> {
    if is_resource(outline) {
        return Some(dashboard(outline, Certainty::Declared));
    }
    let is_plain = is_kind(outline, "Dashboard") && outline.member("apiVersion").is_none();
    (is_plain && outline.has_object("spec")).then(|| dashboard(outline, Certainty::Shaped))
}

/// Reads what has the kind of a dashboard, an object `spec` and no `metadata` of another type (section 3).
pub(super) fn read(outline: &Outline<'_>) -> Option<Sighting> {
    let is_dashboard = is_kind(outline, "Dashboard") || is_resource(outline);
    let fits = outline.member("metadata").is_none_or(Outline::is_object);
    (is_dashboard && fits && outline.has_object("spec")).then(|| dashboard(outline, Certainty::Shaped))
}

fn is_resource(outline: &Outline<'_>) -> bool {
    let group = outline.member("apiVersion").and_then(Outline::text);
    is_kind(outline, "PersesDashboard") && group.is_some_and(|group| group.starts_with(GROUP))
}

fn is_kind(outline: &Outline<'_>, kind: &str) -> bool {
    outline.member("kind").and_then(Outline::text).is_some_and(|text| text == kind)
}

fn dashboard(outline: &Outline<'_>, certainty: Certainty) -> Sighting {
    let version = outline.member("metadata").and_then(|metadata| metadata.member("schemaVersion"));
    let version = match version.filter(|version| !version.is_null()) {
        None => Stated::Assumed(UNSTATED),
        Some(version) => version.text().and_then(|text| VERSIONS.read(&text)).into(),
    };
    Sighting::new(certainty, "dashboard", version)
}

/// Writes the version with a `v`; one that is there already keeps its spelling (S1, S5).
pub(super) fn stamp(doc: &mut Object<'_>, version: Version) {
    if doc.is_missing("metadata") {
        // Before `spec`, as dashboards are written.
        let index = doc.position("spec").unwrap_or(doc.len());
        doc.insert(index, "metadata", Draft::json("{}"));
    }
    let Some(metadata) = doc.object_mut("metadata") else { return };
    let stated = metadata.text("schemaVersion").and_then(|text| VERSIONS.read(&text));
    if stated != Some(version) {
        metadata.set("schemaVersion", format!("v{version}"));
    }
}

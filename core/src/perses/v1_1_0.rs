//! v1.1.0: `spec.refreshInterval` may be there.
//!
//! Before: `{"kind": "Dashboard", "spec": {"duration": 3600, "datasources": {}}}`
//! After:  `{"kind": "Dashboard", "spec": {"duration": 3600, "datasources": {}}}`
//!
//! The member is not created, and one that is there already stays. Going down removes it, whatever its value
//! (spec 30-schema-versions, 5).

use super::announce;
use crate::engine::{Down, Kind, LossCode, LossKind, Notes, Step, StepError, Version};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "perses/1.1.0",
    summary: "`spec.refreshInterval` may be there",
    kind: Kind::Additive,
    up,
    down: Down::Run { run: down, lossy: true },
    ..Step::new(Version::Semver(1, 0, 0), Version::Semver(1, 1, 0))
};

/// Only tells: the step is compatible, so that foreign panels are not its business (W2).
fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    announce::deprecated_fields(doc, notes);
    Ok(())
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let value = doc.object_mut("spec").and_then(|spec| spec.remove("refreshInterval"));
    if let Some(value) = value {
        let (at, reason) = ("/spec/refreshInterval", "field introduced in v1.1.0");
        notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(&value), reason);
    }
    Ok(())
}

//! v1.0.0 to v1.2.0: `spec.datasources` becomes `spec.dataSources`, durations become ISO 8601.
//!
//! Before: `{"kind": "Dashboard", "spec": {"datasources": {}, "duration": 3600}}`
//! After:  `{"kind": "Dashboard", "spec": {"dataSources": {}, "duration": "PT1H"}}`
//!
//! The direct step beside 1.1.0 and 1.2.0, whose work it does in one; only the two warnings that it always gives are its
//! own (spec 30-schema-versions, 4). There is no way back over it: that goes line by line.

use super::v1_2_0;
use crate::engine::{Down, Kind, Notes, Step, StepError, Version};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "perses/1.0.0-1.2.0",
    summary: "`spec.datasources` becomes `spec.dataSources`, durations become ISO 8601",
    kind: Kind::Rename,
    breaking: true,
    up,
    down: Down::Unsupported(v1_2_0::NO_WAY_BACK),
    path_warnings: PATH_WARNINGS,
    ..Step::new(Version::Semver(1, 0, 0), Version::Semver(1, 2, 0))
};

/// What is told whatever the document holds.
const PATH_WARNINGS: &[&str] =
    &["Datasource references will be renamed", "Custom panel plugins may require updates"];

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for message in PATH_WARNINGS {
        notes.warn_related("path-warning", None, Vec::new(), *message);
    }
    v1_2_0::up(doc, notes)
}

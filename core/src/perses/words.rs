//! How refusals are worded (spec 30-schema-versions, sections 8 and 9).

use crate::engine::{ErrorKind, Refusal};

pub(super) fn refusal(refusal: &Refusal<'_>) -> Option<(ErrorKind, String)> {
    Some(match refusal {
        Refusal::NoDocument => (ErrorKind::InvalidDocument, "Not a Perses dashboard document".to_owned()),
        Refusal::UnreadableVersion(json) => {
            (ErrorKind::InvalidSchemaVersion, format!("Invalid schema version: {json}"))
        }
        Refusal::NoPath { from, to } => {
            (ErrorKind::NoMigrationPath, format!("No migration path from v{from} to v{to}"))
        }
        Refusal::Downgrade(reason) => (ErrorKind::DowngradeUnsupported, (*reason).to_owned()),
    })
}

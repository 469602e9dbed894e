//! Which shape each Perses release reads.
//!
//! Perses knows no schema version: no release writes one, and each reads the unversioned shape, which is 1.0.0 of the
//! chain (spec 30-schema-versions, introduction). A line stands here if nothing contradicts its source:
//!
//! - `spec`: the release whose documents the specification describes.
//! - `known`: a release before it, whose documents have the same members.

use crate::engine::{Release, Version};

/// The releases, rising.
pub(super) const RELEASES: &[Release] = &[
    reads("perses 0.47"), // known
    reads("perses 0.48"), // known
    reads("perses 0.49"), // known
    reads("perses 0.50"), // known
    reads("perses 0.51"), // known
    reads("perses 0.52"), // known
    reads("perses 0.53"), // known
    reads("perses 0.54"), // spec
];

const fn reads(release: &'static str) -> Release {
    Release { release, version: Version::Semver(1, 0, 0) }
}

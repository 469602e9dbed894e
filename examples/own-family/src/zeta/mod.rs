//! Zeta walls: a wall of tiles, with semvers as versions.
//!
//! `{"zeta": "1.2.0", "name": "Fleet", "poll": "300s", "tiles": [{"view": {"type": "line"}}]}`

mod from_acme;
mod sight;
mod v1_0_0_v1_2_0;
mod v1_1_0;
mod v1_2_0;

use dashlift::engine::{Family, Form, Release, Step, Version, Versions};

/// The family.
pub const FAMILY: Family = Family {
    forms: &[WALL],
    steps: STEPS,
    releases: &[Release { release: "zeta 4.1", version: Version::Semver(1, 2, 0) }],
    ..Family::new("zeta", sight::detect, sight::read)
};

/// The chain, the direct step beside it, and the bridge from Acme.
const STEPS: &[Step] = &[v1_1_0::STEP, v1_2_0::STEP, v1_0_0_v1_2_0::STEP, from_acme::STEP];

const VERSIONS: Versions = Versions::Semver(&[(1, 0, 0), (1, 1, 0), (1, 2, 0)]);

/// Zeta reads every version, so a wall moves only when a target is named.
const WALL: Form = Form { moves_unasked: false, ..Form::new("wall", VERSIONS, "/zeta", sight::stamp) };

//! Perses dashboards: the schema chain that dashlift knows, and the bridge from Grafana.
//!
//! Perses itself knows no schema version, so a dashboard moves only when a target is named. The chain is that of spec
//! `perses/30-schema-versions`; a step is a file of its own.

mod announce;
mod durations;
mod from_grafana;
mod inverse;
mod model;
mod names;
mod releases;
mod sight;
mod v1_0_0_to_v1_2_0;
mod v1_1_0;
mod v1_2_0;
mod v2_0_0;
mod validate;
mod words;

use crate::engine::{Family, Form, Step, Versions, joined};

/// The family.
pub(crate) const FAMILY: Family = Family {
    forms: &[DASHBOARD],
    steps: STEPS,
    releases: releases::RELEASES,
    rules: validate::RULES,
    words: words::refusal,
    ..Family::new("perses", sight::detect, sight::read)
};

/// The chain alone, without the bridge from Grafana, for programs that have to be small.
pub(crate) const CHAIN: Family = Family { steps: CHAIN_STEPS, ..FAMILY };

/// All steps.
const STEPS: &[Step] = &joined::<{ CHAIN_STEPS.len() + 1 }>(CHAIN_STEPS, &[from_grafana::STEP]);

/// The chain, and the direct step beside it.
const CHAIN_STEPS: &[Step] = &[v1_1_0::STEP, v1_2_0::STEP, v1_0_0_to_v1_2_0::STEP, v2_0_0::STEP];

/// The lines of the chain (spec 30-schema-versions, S4).
const VERSIONS: Versions = Versions::Semver(&[(1, 0, 0), (1, 1, 0), (1, 2, 0), (2, 0, 0)]);

const DASHBOARD: Form = Form {
    moves_unasked: false,
    assumption: Some("Dashboard has no schemaVersion; treated as v1.0.0"),
    ..Form::new("dashboard", VERSIONS, "/metadata/schemaVersion", sight::stamp)
};

#[cfg(test)]
mod tests;

//! What `validate` looks for in a classic dashboard and, in [`v2`], in one of elements: the tables of rules.
//!
//! A rule looks and never changes anything. It judges the document as it is, whatever version it has; what a later
//! version forbids is no finding. A finding points at the member that is wrong; what is missing is told at the
//! object that lacks it. `docs/validate.md` lists the rules for readers.

mod datasources;
mod grid;
mod ids;
mod members;
mod overlap;
mod places;
mod queries;
mod references;
mod sites;
mod types;
mod v2;
mod variables;
mod version;

pub(super) use v2::RULES as V2_RULES;

use crate::engine::Rule;

/// The rules; of findings at the same place, the earlier rule comes first.
pub(super) const RULES: &[Rule] = &[
    version::INVALID_VERSION,
    variables::VARIABLE_WITHOUT_NAME,
    variables::VARIABLE_WITHOUT_TYPE,
    variables::DUPLICATE_VARIABLE,
    sites::INVALID_PANEL,
    ids::PANEL_WITHOUT_ID,
    ids::DUPLICATE_PANEL_ID,
    types::PANEL_WITHOUT_TYPE,
    types::RETIRED_PANEL_TYPE,
    types::UNKNOWN_PANEL_TYPE,
    grid::OUT_OF_GRID,
    overlap::OVERLAPPING_PANELS,
    queries::QUERY_WITHOUT_REF_ID,
    queries::DUPLICATE_REF_ID,
    datasources::UNKNOWN_DATASOURCE,
    variables::UNKNOWN_VARIABLE,
    variables::UNKNOWN_REPEAT_VARIABLE,
];

#[cfg(test)]
mod tests;

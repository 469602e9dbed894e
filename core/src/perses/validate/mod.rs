//! What `validate` looks for in a Perses dashboard: the table of rules (spec 10-model, 11).
//!
//! A rule looks and never changes anything. It judges the document in its schema version: an unversioned one as 1.0.0. A
//! finding points at the member that is wrong; what is missing is told at the object that lacks it. Null counts as
//! absent. `docs/validate.md` lists the rules for readers.

mod annotations;
mod batching;
mod identifiers;
mod layouts;
mod members;
mod panels;
mod plugins;
mod queries;
mod references;
mod shape;
mod tags;
mod times;
mod variables;

use crate::engine::Rule;

/// The rules; of findings at the same place, the earlier rule comes first.
pub(super) const RULES: &[Rule] = &[
    shape::WRONG_TYPE,
    shape::EMPTY_SPEC,
    identifiers::INVALID_NAME,
    tags::INVALID_TAGS,
    variables::INVALID_VARIABLE,
    variables::INVALID_VARIABLE_NAME,
    variables::VARIABLE_NOT_REFERENCEABLE,
    variables::DUPLICATE_VARIABLE,
    identifiers::INVALID_PANEL_KEY,
    identifiers::PANEL_KEY_WITH_DOT,
    panels::INVALID_PANEL,
    panels::PANEL_NOT_SHOWN,
    plugins::PLUGIN_WITHOUT_KIND,
    queries::QUERIES_WITHOUT_PANEL,
    queries::EMPTY_QUERY,
    layouts::INVALID_LAYOUT,
    references::INVALID_REFERENCE,
    times::INVALID_DURATION,
    times::INVALID_TIMEZONE,
    annotations::ANNOTATION_WITHOUT_NAME,
    batching::INVALID_QUERY_BATCHING,
];

#[cfg(test)]
mod tests;

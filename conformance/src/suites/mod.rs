//! Where the cases come from: files of ours, vectors of a vendor's results, corpora that the project does not contain.

mod api;
mod bridge;
mod bytes;
mod corpus;
mod fuzz;
mod grafana;
mod perses;
mod schema;
mod vector;

pub use bytes::{CaseFiles, load_bytes};

use crate::case::Case;
use crate::places::Places;
use anyhow::Context as _;
use globset::{Glob, GlobSet, GlobSetBuilder};

/// Loads the cases of every suite whose full names match; no patterns match everything.
///
/// # Errors
/// If a pattern or a file of the project cannot be read.
pub fn load(places: &Places, patterns: &[String]) -> anyhow::Result<Vec<Case>> {
    let wanted = pattern_set(patterns)?;
    let mut cases = load_bytes(places)?;
    cases.extend(grafana::load(places)?);
    cases.extend(api::load(places)?);
    cases.extend(schema::load(places)?);
    cases.extend(corpus::load(places)?);
    cases.extend(fuzz::load(places)?);
    cases.extend(bridge::load(places)?);
    cases.retain(|case| patterns.is_empty() || wanted.is_match(case.full_name()));
    Ok(cases)
}

/// Compiles the patterns of `--cases`; `*` also matches `/`.
///
/// # Errors
/// If a pattern is malformed.
pub fn pattern_set(patterns: &[String]) -> anyhow::Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).with_context(|| format!("cannot read the pattern `{pattern}`"))?);
    }
    Ok(set.build()?)
}

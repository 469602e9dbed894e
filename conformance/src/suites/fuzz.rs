//! Random documents and what Grafana makes of them; read from the shared folder, never copied.

use super::corpus::missing;
use super::vector::{Lists, Vector};
use crate::case::Case;
use crate::places::Places;
use anyhow::Context as _;

const SUITE: &str = "parity/fuzz/classic";

/// Loads the documents, one a line; where they are missing there is one case that says so.
pub(super) fn load(places: &Places) -> anyhow::Result<Vec<Case>> {
    let file = places.shared.join("vectors/fuzz/classic.ndjson");
    let lists = places.shared.join("vectors/grafana/datasources.json");
    if !file.is_file() || !lists.is_file() {
        return Ok(vec![missing(SUITE, "vectors/fuzz/classic.ndjson", places)]);
    }
    let datasources = Lists::read(&lists)?;
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut cases = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let name = format!("line_{:04}", index + 1);
        let parts = serde_json::from_str::<Vector<'_>>(line)
            .map_err(anyhow::Error::from)
            .and_then(|vector| vector.into_parts(&datasources));
        let (call, expectation) = parts.with_context(|| format!("{SUITE}, {name}"))?;
        cases.push(Case { suite: SUITE.to_owned(), name, call: Some(call), expectation });
    }
    Ok(cases)
}

//! The classic Grafana vectors, `vectors/grafana/`.

use super::vector::{Lists, Vector};
use crate::case::Case;
use crate::places::{Places, files_below};
use anyhow::Context as _;

/// Loads every vector.
pub(super) fn load(places: &Places) -> anyhow::Result<Vec<Case>> {
    let folder = places.vectors().join("grafana");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let datasources = Lists::read(&folder.join("datasources.json"))?;
    let mut cases = Vec::new();
    for (path, file) in files_below(&folder)? {
        let Some((suite, name)) = path.strip_suffix(".json").and_then(|stem| stem.rsplit_once('/')) else {
            continue;
        };
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let parts = serde_json::from_str::<Vector<'_>>(&text)
            .map_err(anyhow::Error::from)
            .and_then(|vector| vector.into_parts(&datasources));
        let (call, expectation) = parts.with_context(|| format!("vector grafana/{path}"))?;
        cases.push(Case {
            suite: format!("parity/grafana/{suite}"),
            name: name.to_owned(),
            call: Some(call),
            expectation,
        });
    }
    Ok(cases)
}

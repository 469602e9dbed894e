//! Dashboards of others and what Grafana makes of them; read from the shared folder, never copied.

use super::bytes::given;
use super::vector::{Lists, parity};
use crate::case::{Case, Expectation, Expected};
use crate::places::{Places, files_below};
use anyhow::Context as _;
use std::path::Path;

/// Dashboards from public repositories, each lifted to the newest version.
const REAL: &str = "parity/corpus/real";
/// The dashboards that Grafana tests its migrations with, each lifted to the newest version and to the one it tests.
const UPSTREAM: &str = "parity/corpus/upstream";

/// The newest version of the classic chain.
const LATEST: i64 = 42;

/// Loads both corpora; where one is missing there is one case that says so.
pub(super) fn load(places: &Places) -> anyhow::Result<Vec<Case>> {
    let mut cases = load_suite(places, REAL, "corpus/grafana/real", real)?;
    cases.extend(load_suite(places, UPSTREAM, "corpus/grafana/upstream", upstream)?);
    Ok(cases)
}

fn load_suite(
    places: &Places,
    suite: &str,
    folder: &str,
    read: fn(&Path, &Lists) -> anyhow::Result<Vec<Case>>,
) -> anyhow::Result<Vec<Case>> {
    let lists = places.shared.join("vectors/grafana/datasources.json");
    let path = places.shared.join(folder);
    if !path.is_dir() || !lists.is_file() {
        return Ok(vec![missing(suite, folder, places)]);
    }
    read(&path, &Lists::read(&lists)?).with_context(|| format!("suite {suite}"))
}

fn real(folder: &Path, datasources: &Lists) -> anyhow::Result<Vec<Case>> {
    let list = datasources.list("dev-dashboard")?;
    let inputs = files_below(&folder.join("in"))?;
    let cases = inputs.iter().map(|(file, input)| {
        let name = file.strip_suffix(".json").unwrap_or(file);
        load_case(REAL, name.to_owned(), input, LATEST, list, &folder.join("v42").join(file))
    });
    cases.collect()
}

fn upstream(folder: &Path, datasources: &Lists) -> anyhow::Result<Vec<Case>> {
    let list = datasources.list("standard")?;
    let mut cases = Vec::new();
    for (file, input) in files_below(&folder.join("input"))? {
        let stem = file.strip_suffix(".json").unwrap_or(&file);
        let tested = tested_version(stem).with_context(|| format!("{file} names no version"))?;
        for (results, to) in [("latest_version", LATEST), ("single_version", tested)] {
            let result = folder.join(results).join(format!("{stem}.v{to}.json"));
            cases.push(load_case(UPSTREAM, format!("{stem}.{results}"), &input, to, list, &result)?);
        }
    }
    Ok(cases)
}

/// Reads the version that a dashboard of Grafana's tests is about: 16 of `v16.grid_layout_upgrade`.
fn tested_version(stem: &str) -> Option<i64> {
    stem.strip_prefix('v')?.split_once('.')?.0.parse().ok()
}

fn load_case(
    suite: &str,
    name: String,
    input: &Path,
    to: i64,
    datasources: &str,
    result: &Path,
) -> anyhow::Result<Case> {
    let read = |path: &Path| std::fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let (document, result) = (read(input)?, read(result)?);
    let expected = Expected::Document(result);
    let (call, expectation) = parity(&document, given(input, &document)?, to, datasources, expected)
        .with_context(|| format!("corpus document {}", input.display()))?;
    Ok(Case { suite: suite.to_owned(), name, call: Some(call), expectation })
}

/// Makes the case that stands for a corpus which is not there.
pub(super) fn missing(suite: &str, what: &str, places: &Places) -> Case {
    let reason = format!(
        "{what} is not in the shared folder ({}; DASHLIFT_SHARED names another)",
        places.shared.display()
    );
    let fails = places.require_corpora;
    let expectation = Expectation::Unavailable { reason, fails };
    Case { suite: suite.to_owned(), name: "corpus_is_there".to_owned(), call: None, expectation }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tested_version_stands_before_the_first_dot() {
        for (stem, version) in [
            ("v16.grid_layout_upgrade", Some(16)),
            ("v2.panels-and-services", Some(2)),
            ("v3", None),
            ("a.b", None),
        ] {
            assert_eq!(tested_version(stem), version, "{stem}");
        }
    }
}

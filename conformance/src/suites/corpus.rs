//! Real dashboards and what Grafana makes of them; read from the shared folder, never copied.

use super::bytes::given;
use super::vector::{Datasources, parity};
use crate::case::{Case, Expectation};
use crate::places::{Places, files_below};
use anyhow::Context as _;

const SUITE: &str = "parity/corpus/real";

/// Loads the corpus; where it is missing there is one case that says so.
pub(super) fn load(places: &Places) -> anyhow::Result<Vec<Case>> {
    let folder = places.shared.join("corpus/grafana/real");
    let lists = places.shared.join("vectors/grafana/datasources.json");
    if !folder.is_dir() || !lists.is_file() {
        return Ok(vec![missing(SUITE, "corpus/grafana/real", places)]);
    }
    let datasources = Datasources::read(&lists)?;
    let mut cases = Vec::new();
    for (name, path) in files_below(&folder.join("in"))? {
        let read = |path| std::fs::read(path).with_context(|| format!("corpus document {name}"));
        let (document, expected) = (read(&path)?, read(&folder.join("v42").join(&name))?);
        let given = given(&path, &document)?;
        let (call, expectation) =
            parity(&document, given, 42, datasources.list("dev-dashboard")?, Some(expected))
                .with_context(|| format!("corpus document {name}"))?;
        let name = name.strip_suffix(".json").unwrap_or(&name).to_owned();
        cases.push(Case { suite: SUITE.to_owned(), name, call: Some(call), expectation });
    }
    Ok(cases)
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

//! The bridge from Grafana to Perses: `vectors/perses/grafana-to-perses/`, and the pairs that Perses tests its own
//! conversion with, which are read from the shared folder and never copied.

use super::corpus::missing;
use super::perses::Vector;
use crate::case::{Case, Expectation, Expected, Parity};
use crate::judge;
use crate::places::{Places, files_below};
use crate::protocol::{Call, Document, Verb};
use crate::view::View;
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

const VECTORS: &str = "parity/perses/grafana-to-perses";
const UPSTREAM: &str = "parity/perses/upstream";

/// What the whole dashboards of Perses' tests do not show: they are converted with made-up plugins.
const MADE_UP: [&str; 3] =
    ["/spec/panels/*/spec/plugin", "/spec/panels/*/spec/queries", "/spec/variables/*/spec/plugin"];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Options {
    #[serde(default)]
    inputs: Map<String, Value>,
    #[serde(default)]
    use_default_datasource: bool,
}

/// Loads the vectors and the pairs.
pub(super) fn load(places: &Places) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    let folder = places.vectors().join("perses/grafana-to-perses");
    if folder.is_dir() {
        for (path, file) in files_below(&folder)? {
            let Some(name) = path.strip_suffix(".json") else { continue };
            let case = vector(name, &file).with_context(|| format!("vector perses/grafana-to-perses/{path}"));
            cases.push(case?);
        }
    }
    let corpus = "corpus/perses/upstream";
    let folder = places.shared.join(corpus);
    if folder.is_dir() {
        cases.extend(plugins(&folder.join("plugins")).context(UPSTREAM)?);
        cases.extend(dashboards(&folder.join("perses/internal/api")).context(UPSTREAM)?);
    } else {
        cases.push(missing(UPSTREAM, corpus, places));
    }
    Ok(cases)
}

fn vector(name: &str, file: &Path) -> anyhow::Result<Case> {
    let text = std::fs::read_to_string(file)?;
    let vector = Vector::<Options>::read(&text)?;
    let expected = vector.expected(|result| Expected::Part(result, View::default()));
    let document = vector.input.get().to_owned();
    Ok(case(VECTORS, name, document, &vector.to, &vector.options, expected))
}

/// Makes the question: the bridge alone, and no recovery where the reference fails.
fn case(suite: &str, name: &str, document: String, to: &str, options: &Options, expected: Expected) -> Case {
    let mut call = Call::new(Verb::Migrate);
    call.document = Some(Document::Bytes(Arc::from(document.into_bytes())));
    let mut asked = json!({"to": to, "from": "grafana@42", "family": "grafana", "strict": true});
    if !options.inputs.is_empty() {
        asked["context"] = json!({"inputs": options.inputs});
    }
    if options.use_default_datasource {
        asked["useDefaultDatasource"] = Value::Bool(true);
    }
    call.options = Some(asked.to_string());
    let expectation = Expectation::Parity(Parity { expected, steps: BTreeSet::new() });
    Case { suite: suite.to_owned(), name: name.to_owned(), call: Some(call), expectation }
}

/// Loads the pairs of single panels, queries and variables, each put into a smallest dashboard.
fn plugins(folder: &Path) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (path, file) in files_below(folder)? {
        let Some(test) = path.strip_suffix("/input.json") else { continue };
        let (input, expected) = (read(&file)?, read(&file.with_file_name("expected.json"))?);
        let (dashboard, view) = wrapped(input, &expected).with_context(|| path.clone())?;
        let name = test.replace("/schemas", "").replace("/migrate/tests", "");
        let expected = Expected::Part(expected, view);
        cases.push(case(UPSTREAM, &name, dashboard.to_string(), "perses", &Options::default(), expected));
    }
    Ok(cases)
}

/// Puts a Grafana object into a dashboard, and says where the plugin is that becomes of it.
///
/// A pair shows the rule of one plugin; with all of them, a query without a data source fits two (spec
/// 20-grafana-to-perses, Q4). Such a query is given one, which is not compared.
fn wrapped(mut input: Value, expected: &Value) -> anyhow::Result<(Value, View)> {
    let kind = expected["kind"].as_str().context("the expected plugin has no kind")?;
    let mut masks = Vec::new();
    let (dashboard, at) = if kind.ends_with("Variable") {
        (json!({"templating": {"list": [input]}}), "/spec/variables/0/spec/plugin")
    } else if kind.ends_with("Query") {
        if input.get("datasource").is_none() {
            input["datasource"] = json!({"type": "prometheus", "uid": "p1"});
            masks.push("/spec/datasource".to_owned());
        }
        let panel = json!({"type": "timeseries", "targets": [input]});
        (json!({"panels": [panel]}), "/spec/panels/0/spec/queries/0/spec/plugin")
    } else {
        (json!({"panels": [input]}), "/spec/panels/0/spec/plugin")
    };
    Ok((dashboard, View { at: at.to_owned(), masks }))
}

/// Loads the pairs of whole dashboards.
fn dashboards(folder: &Path) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (path, file) in files_below(folder)? {
        let (stem, perses) =
            match (path.strip_suffix("_grafana_dashboard.json"), path.strip_suffix("-grafana.json")) {
                (Some(stem), _) => (stem, format!("{stem}_perses_dashboard.json")),
                (_, Some(stem)) => (stem, format!("{stem}-perses.json")),
                _ => continue,
            };
        let is_made_up = path.contains("/testdata/dashboards/");
        let masks = if is_made_up { MADE_UP.iter().map(ToString::to_string).collect() } else { Vec::new() };
        let expected = Expected::Part(read(&folder.join(perses))?, View { at: String::new(), masks });
        let document = std::fs::read_to_string(&file)?;
        let name = format!("dashboards/{}", stem.rsplit('/').next().unwrap_or(stem));
        cases.push(case(UPSTREAM, &name, document, "perses", &Options::default(), expected));
    }
    Ok(cases)
}

fn read(path: &Path) -> anyhow::Result<Value> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    judge::read(&bytes).map_err(|error| anyhow::anyhow!("{} cannot be read: {error}", path.display()))
}

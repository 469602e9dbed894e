//! Conversions between Grafana's API versions: the vectors of `vectors/grafana-api/`, and random objects from the shared
//! folder, which are never copied.

use super::corpus::missing;
use super::vector::Lists;
use crate::case::{Case, Expectation, Expected, Parity};
use crate::expected_conversion::Conversion;
use crate::judge;
use crate::places::{Places, files_below};
use crate::protocol::{Call, Document, Verb};
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

const RANDOM: &str = "parity/fuzz/api";

/// The lists that the context is made of.
struct Facts {
    datasources: Lists,
    library_elements: Lists,
}

/// A vector as it stands in its file; the text of the input is kept as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector<'t> {
    #[serde(borrow)]
    from: Cow<'t, str>,
    #[serde(borrow)]
    to: Cow<'t, str>,
    #[serde(borrow)]
    datasources: Cow<'t, str>,
    #[serde(borrow)]
    library: Option<Cow<'t, str>>,
    #[serde(borrow)]
    input: Option<&'t RawValue>,
    input_text: Option<String>,
    #[serde(borrow)]
    expected: Option<&'t RawValue>,
    error: Option<String>,
    optional: Option<String>,
    #[serde(borrow)]
    loss: Option<&'t RawValue>,
    #[expect(dead_code, reason = "for readers of the vector")]
    about: Option<String>,
    #[expect(dead_code, reason = "for readers of the vector")]
    trip: Option<String>,
    #[expect(dead_code, reason = "for readers of the vector")]
    hop: Option<u32>,
    #[expect(dead_code, reason = "for readers of the vector")]
    path: Option<Value>,
    #[expect(dead_code, reason = "for readers of the vector")]
    identity: Option<bool>,
    #[expect(dead_code, reason = "for readers of the vector")]
    changes: Option<Value>,
}

/// Loads every vector, and the random objects; where those are missing there is one case that says so.
pub(super) fn load(places: &Places) -> anyhow::Result<Vec<Case>> {
    let folder = places.vectors().join("grafana-api");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let facts = Facts {
        datasources: Lists::read(&places.vectors().join("grafana/datasources.json"))?,
        library_elements: Lists::read(&folder.join("library-elements.json"))?,
    };
    let mut cases = load_vectors(&folder, &facts)?;
    let file = places.shared.join("vectors/fuzz/api.ndjson");
    if !file.is_file() {
        cases.push(missing(RANDOM, "vectors/fuzz/api.ndjson", places));
        return Ok(cases);
    }
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    for (index, line) in text.lines().enumerate() {
        cases.push(case(RANDOM.to_owned(), format!("line_{:04}", index + 1), line, &facts)?);
    }
    Ok(cases)
}

fn load_vectors(folder: &Path, facts: &Facts) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (path, file) in files_below(folder)? {
        let Some((suite, name)) = path.strip_suffix(".json").and_then(|stem| stem.rsplit_once('/')) else {
            continue;
        };
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        cases.push(case(format!("parity/grafana-api/{suite}"), name.to_owned(), &text, facts)?);
    }
    Ok(cases)
}

fn case(suite: String, name: String, text: &str, facts: &Facts) -> anyhow::Result<Case> {
    let parts = serde_json::from_str::<Vector<'_>>(text)
        .map_err(anyhow::Error::from)
        .and_then(|vector| vector.into_parts(facts));
    let (call, expectation) = parts.with_context(|| format!("vector {suite}/{name}"))?;
    Ok(Case { suite, name, call: Some(call), expectation })
}

impl Vector<'_> {
    /// Makes the question and the expectation.
    fn into_parts(self, facts: &Facts) -> anyhow::Result<(Call, Expectation)> {
        let document = match (self.input, self.input_text) {
            (Some(raw), None) => raw.get().to_owned(),
            (None, Some(text)) => text,
            _ => anyhow::bail!("a vector has either `input` or `input_text`"),
        };
        let read = |raw: &RawValue| judge::read(raw.get().as_bytes()).map_err(anyhow::Error::msg);
        let expected = match (self.expected, self.error, self.optional) {
            (Some(raw), None, optional) => Expected::Conversion(Conversion {
                result: read(raw)?,
                counts: self.loss.map(read).transpose()?,
                optional,
            }),
            (None, Some(_), None) => Expected::AnyError,
            _ => anyhow::bail!("a vector has `expected`, perhaps optional, or `error`"),
        };
        let datasources = facts.datasources.list(&self.datasources)?;
        let library_elements = facts.library_elements.list(self.library.as_deref().unwrap_or("test"))?;
        let (from, to) = (&self.from, &self.to);
        let mut call = Call::new(Verb::Migrate);
        call.document = Some(Document::Bytes(Arc::from(document.as_bytes())));
        call.options = Some(format!(
            "{{\"from\":\"grafana@{from}\",\"to\":\"grafana@{to}\",\"family\":\"grafana\",\
             \"context\":{{\"datasources\":{datasources},\"libraryElements\":{library_elements}}},\"strict\":true,\
             \"normalize\":true,\"exportKeys\":\"drop\"}}"
        ));
        Ok((call, Expectation::Parity(Parity { expected, steps: BTreeSet::new() })))
    }
}

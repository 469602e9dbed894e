//! A vector of the classic Grafana chain: input, target, data sources, and the vendor's result.

use crate::case::{Expectation, Expected, Parity};
use crate::judge;
use crate::protocol::{Call, Document, Verb};
use crate::waiting::{steps_between, version_of};
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Lists that vectors name, each as its JSON text.
#[derive(Debug)]
pub(super) struct Lists(BTreeMap<String, String>);

impl Lists {
    /// Reads a file of lists by name.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let lists: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&text)?;
        Ok(Self(lists.into_iter().map(|(name, list)| (name, list.get().to_owned())).collect()))
    }

    pub(super) fn list(&self, name: &str) -> anyhow::Result<&str> {
        self.0.get(name).map(String::as_str).with_context(|| format!("there is no list `{name}`"))
    }
}

/// A vector as it stands in its file; the texts of its values are kept as they are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vector<'t> {
    #[expect(dead_code, reason = "for readers of the vector")]
    about: Option<String>,
    to: i64,
    #[serde(borrow)]
    datasources: Cow<'t, str>,
    #[serde(borrow)]
    input: Option<&'t RawValue>,
    input_text: Option<String>,
    #[serde(borrow)]
    expected: Option<&'t RawValue>,
    error: Option<String>,
    crash: Option<bool>,
}

impl Vector<'_> {
    /// Makes the question and the expectation.
    pub(super) fn into_parts(self, datasources: &Lists) -> anyhow::Result<(Call, Expectation)> {
        let document = match (self.input, self.input_text) {
            (Some(raw), None) => raw.get().to_owned(),
            (None, Some(text)) => text,
            _ => anyhow::bail!("a vector has either `input` or `input_text`"),
        };
        let expected = match (self.expected, self.error.is_some(), self.crash == Some(true)) {
            (Some(raw), false, false) => Expected::Document(raw.get().as_bytes().to_vec()),
            (None, true, false) | (None, false, true) => Expected::AnyError,
            _ => anyhow::bail!("a vector has one of `expected`, `error`, `crash`"),
        };
        let list = datasources.list(&self.datasources)?;
        let given = Document::Bytes(Arc::from(document.as_bytes()));
        parity(document.as_bytes(), given, self.to, list, expected)
    }
}

/// Makes the question that the parity cases of the classic chain ask, and the expectation.
///
/// `given` is the document as drivers get it.
pub(super) fn parity(
    document: &[u8],
    given: Document,
    to: i64,
    datasources: &str,
    expected: Expected,
) -> anyhow::Result<(Call, Expectation)> {
    let value =
        judge::read(document).map_err(|error| anyhow::anyhow!("the input cannot be read: {error}"))?;
    let steps = steps_between(version_of(&value), to);
    let mut call = Call::new(Verb::Migrate);
    call.document = Some(given);
    call.options = Some(format!(
        "{{\"to\":\"{to}\",\"family\":\"grafana\",\"context\":{{\"datasources\":{datasources}}},\"strict\":true,\
         \"normalize\":true,\"exportKeys\":\"drop\"}}"
    ));
    Ok((call, Expectation::Parity(Parity { expected, steps })))
}

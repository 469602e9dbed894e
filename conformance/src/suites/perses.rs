//! A vector of Perses: its file, and what it expects.

use crate::case::Expected;
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// A vector as it stands in its file; the text of the input is kept as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vector<'t, O: Default> {
    #[expect(dead_code, reason = "for readers of the vector")]
    about: Option<String>,
    pub(super) to: String,
    #[serde(default)]
    pub(super) options: O,
    #[serde(borrow)]
    pub(super) input: &'t RawValue,
    expected: Value,
}

impl<'t, O: Default + Deserialize<'t>> Vector<'t, O> {
    /// Reads a vector.
    pub(super) fn read(text: &'t str) -> anyhow::Result<Self> {
        serde_json::from_str(text).context("it is no vector")
    }

    /// Returns the error that it expects, or what is made of the result that it does.
    pub(super) fn expected(&self, result: impl FnOnce(Value) -> Expected) -> Expected {
        match self.expected.get("error") {
            Some(error) => Expected::Error(error.clone()),
            None => result(self.expected.clone()),
        }
    }
}

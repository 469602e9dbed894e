//! The vectors of the Perses schema chain, `vectors/perses/schema/`.

use crate::case::{Case, Expectation, Expected, Parity};
use crate::places::{Places, files_below};
use crate::protocol::{Call, Document, Verb};
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

const SUITE: &str = "parity/perses/schema";

/// A vector as it stands in its file; the text of the input is kept as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector<'t> {
    #[expect(dead_code, reason = "for readers of the vector")]
    about: Option<String>,
    to: String,
    #[serde(default)]
    options: Options,
    #[serde(borrow)]
    input: &'t RawValue,
    expected: Value,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Options {
    #[serde(default)]
    force_inverse: bool,
}

/// Loads every vector.
pub(super) fn load(places: &Places) -> anyhow::Result<Vec<Case>> {
    let folder = places.vectors().join("perses/schema");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut cases = Vec::new();
    for (path, file) in files_below(&folder)? {
        let Some(name) = path.strip_suffix(".json") else { continue };
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let vector: Vector<'_> =
            serde_json::from_str(&text).with_context(|| format!("vector perses/schema/{path}"))?;
        let (call, expectation) = vector.into_parts();
        cases.push(Case { suite: SUITE.to_owned(), name: name.to_owned(), call: Some(call), expectation });
    }
    Ok(cases)
}

impl Vector<'_> {
    /// Makes the question and the expectation.
    fn into_parts(self) -> (Call, Expectation) {
        let mut call = Call::new(Verb::Migrate);
        call.document = Some(Document::Bytes(Arc::from(self.input.get().as_bytes())));
        let mut options = json!({"to": self.to, "family": "perses", "strict": true, "normalize": true});
        if self.options.force_inverse {
            options["forceInverse"] = Value::Bool(true);
        }
        call.options = Some(options.to_string());
        let expected = match self.expected.get("error") {
            Some(error) => Expected::Error(error.clone()),
            None => Expected::Run(self.expected),
        };
        (call, Expectation::Parity(Parity { expected, steps: BTreeSet::new() }))
    }
}

//! The vectors of the Perses schema chain, `vectors/perses/schema/`.

use super::perses::Vector;
use crate::case::{Case, Expectation, Expected, Parity};
use crate::places::{Places, files_below};
use crate::protocol::{Call, Document, Verb};
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

const SUITE: &str = "parity/perses/schema";

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
        let vector = Vector::read(&text).with_context(|| format!("vector perses/schema/{path}"))?;
        let (call, expectation) = parts(&vector);
        cases.push(Case { suite: SUITE.to_owned(), name: name.to_owned(), call: Some(call), expectation });
    }
    Ok(cases)
}

/// Makes the question and the expectation.
fn parts(vector: &Vector<'_, Options>) -> (Call, Expectation) {
    let mut call = Call::new(Verb::Migrate);
    call.document = Some(Document::Bytes(Arc::from(vector.input.get().as_bytes())));
    let mut options = json!({"to": vector.to, "family": "perses", "strict": true, "normalize": true});
    if vector.options.force_inverse {
        options["forceInverse"] = Value::Bool(true);
    }
    call.options = Some(options.to_string());
    let expected = vector.expected(Expected::Run);
    (call, Expectation::Parity(Parity { expected, steps: BTreeSet::new() }))
}

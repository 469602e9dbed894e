//! What laws of Grafana's API objects need: which version a report speaks of, the way back, the leaves of a tree.

use super::Evidence;
use super::report::Report;
use crate::fuzz::judge;
use crate::protocol::Answer;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Returns the API version behind `grafana@`.
pub(super) fn version(of_report: &str) -> Option<&str> {
    of_report.strip_prefix("grafana@").filter(|version| version.starts_with('v'))
}

/// Returns whether the `spec` of a version is a v2 document.
pub(super) fn is_v2(version: &str) -> bool {
    version.starts_with("v2")
}

/// What a further conversion gives.
pub(super) struct Converted {
    pub(super) document: Vec<u8>,
    pub(super) value: Value,
    pub(super) report: String,
}

/// Converts a document of the answer on; `None` if that fails, or the judge cannot hold the result.
pub(super) fn convert(evidence: &Evidence<'_>, document: &[u8], from: &str, to: &str) -> Option<Converted> {
    match evidence.migrate(document, &on(evidence, from, to)) {
        Answer::Document { document, report: Some(report), .. } => {
            Some(Converted { value: judge::read(&document)?, document, report })
        }
        _ => None,
    }
}

/// Returns the options of a conversion that goes on, or back; a `spec` that came by itself does not say its version.
pub(super) fn on(evidence: &Evidence<'_>, from: &str, to: &str) -> String {
    let [from, to] = [from, to].map(|version| json!(format!("grafana@{version}")));
    let family = json!("grafana");
    evidence.options_with(&[
        ("to", to),
        ("family", family),
        ("from", from),
        ("carry", Value::Null),
        ("complement", Value::Null),
        ("explain", Value::Null),
    ])
}

/// The values at the ends of a tree, each with the name of the member that it stands in or below.
#[derive(Debug)]
pub(super) struct Leaves {
    pub(super) named: BTreeSet<(String, String)>,
    pub(super) values: BTreeSet<String>,
    pub(super) keys: BTreeSet<String>,
    /// The names of what is listed as lost, and inside of it.
    pub(super) lost: BTreeSet<String>,
    /// What counts as nothing.
    pub(super) skips: fn(&str, &Value) -> bool,
}

impl Default for Leaves {
    fn default() -> Self {
        let (named, values, keys, lost) = Default::default();
        Self { named, values, keys, lost, skips: |_, _| false }
    }
}

impl Leaves {
    pub(super) fn of(value: &Value) -> Self {
        let mut leaves = Self::default();
        leaves.add("", value);
        leaves
    }

    /// Adds everything in a value that is known by a name.
    pub(super) fn add(&mut self, name: &str, value: &Value) {
        if (self.skips)(name, value) {
            return;
        }
        let leaf = match value {
            Value::Array(items) => return items.iter().for_each(|item| self.add(name, item)),
            Value::Object(members) => {
                for (name, value) in members {
                    self.keys.insert(name.clone());
                    self.add(name, value);
                }
                return;
            }
            Value::Null => return,
            Value::Bool(value) => value.to_string(),
            // -0 is 0.
            Value::Number(number) => (number.as_f64().unwrap_or_default() + 0.0).to_string(),
            // Byte order marks in a text say nothing (spec 20-classic-to-v2, 0.8).
            Value::String(text) => text.replace('\u{feff}', ""),
        };
        self.named.insert((name.to_owned(), leaf.clone()));
        self.values.insert(leaf);
    }

    /// Adds everything that a report lists as lost, and the names on the way to it; returns whether it could be read.
    pub(super) fn add_losses(&mut self, report: &Report<'_>) -> bool {
        for loss in &report.losses {
            let at: String = serde_json::from_str(loss.at.get()).unwrap_or_default();
            let tokens: Vec<String> =
                at.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect();
            let name = tokens.iter().rev().find(|token| token.parse::<usize>().is_err());
            let name = name.map_or("", String::as_str);
            // An index, or a name that reads like one.
            let last = tokens.last().map_or("", String::as_str);
            self.keys.extend(tokens.iter().cloned());
            self.lost.extend([name.to_owned(), last.to_owned()]);
            if let Some(value) = loss.value {
                let Some(value) = judge::read(value.get().as_bytes()) else { return false };
                let inside = Self::of(&value);
                self.lost.extend(inside.keys);
                self.add(name, &value);
                self.add(last, &value);
            }
        }
        true
    }
}

//! Results as SARIF 2.1.0, for code scanning.

use super::remarks::{Level, Remark, remarks};
use super::{Teller, Telling, Totals};
use crate::exit::Failure;
use crate::output::write;
use crate::work::Record;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

/// The one object, which is written at the end.
pub(super) struct Sarif {
    out: Box<dyn Write>,
    telling: Telling,
    /// In the order in which they were first used, with the places of their ids.
    rules: Vec<Value>,
    places: HashMap<String, usize>,
    results: Vec<Value>,
    /// How often a fingerprint came up.
    prints: HashMap<String, usize>,
}

impl Sarif {
    pub(super) fn new(out: Box<dyn Write>, telling: Telling) -> Self {
        let (rules, results) = (Vec::new(), Vec::new());
        Self { out, telling, rules, places: HashMap::new(), results, prints: HashMap::new() }
    }

    fn rule(&mut self, remark: &Remark<'_>) -> usize {
        if let Some(place) = self.places.get(remark.rule) {
            return *place;
        }
        let level = level(remark.level);
        self.rules.push(json!({
            "id": remark.rule,
            "shortDescription": {"text": remark.about},
            "defaultConfiguration": {"level": level},
        }));
        self.places.insert(remark.rule.to_owned(), self.rules.len() - 1);
        self.rules.len() - 1
    }

    fn result(&mut self, remark: &Remark<'_>) {
        let rule = self.rule(remark);
        let print = fingerprint(remark);
        let count = self.prints.entry(print.clone()).or_default();
        *count += 1;
        let mut location = json!({"physicalLocation": {
            "artifactLocation": artifact(&remark.record.path),
            "region": {"startLine": remark.position.line, "startColumn": remark.position.column},
        }});
        if let (true, false, Some(members)) =
            (remark.is_exact, remark.at.is_empty(), location.as_object_mut())
        {
            let logical = json!([{"fullyQualifiedName": remark.at, "kind": "value"}]);
            members.insert("logicalLocations".to_owned(), logical);
        }
        self.results.push(json!({
            "ruleId": remark.rule,
            "ruleIndex": rule,
            "level": level(remark.level),
            "message": {"text": message(remark)},
            "locations": [location],
            "partialFingerprints": {"dashlift/v1": format!("{print}:{count}")},
        }));
    }
}

impl Teller for Sarif {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        for record in records {
            for remark in remarks(record, self.telling.tense, self.telling.has_steps) {
                self.result(&remark);
            }
        }
        Ok(())
    }

    fn end(&mut self, _totals: &Totals) -> Result<(), Failure> {
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "dashlift",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": std::mem::take(&mut self.rules),
                }},
                "originalUriBaseIds": {
                    BASE: {"description": {"text": "the folder in which dashlift ran"}},
                },
                "columnKind": "unicodeCodePoints",
                "results": std::mem::take(&mut self.results),
            }],
        });
        write(&mut self.out, format!("{log}\n").as_bytes())
    }
}

/// What relative paths are relative to, by the name that GitHub expects.
const BASE: &str = "%SRCROOT%";

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// SARIF wants sentences; a document within a file is named.
fn message(remark: &Remark<'_>) -> String {
    match remark.record.place.as_str() {
        "" => remark.message.clone(),
        place => format!("{} (in {place})", remark.message),
    }
}

/// Returns what stays the same when lines move.
fn fingerprint(remark: &Remark<'_>) -> String {
    let text = [remark.rule, &remark.record.path, &remark.record.place, remark.at].join("\n");
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns where a file is, as a URI.
fn artifact(path: &str) -> Value {
    match Path::new(path).is_absolute() {
        true => json!({"uri": format!("file://{}", uri(path))}),
        false => json!({"uri": uri(path.strip_prefix("./").unwrap_or(path)), "uriBaseId": BASE}),
    }
}

/// Returns a path as that of a URI (RFC 3986).
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    // A drive letter needs a slash before it.
    let mut out = String::from(if path.as_bytes().get(1) == Some(&b':') && cfg!(windows) { "/" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into())
            }
            // Writing to a String cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        let base = |uri: &str| json!({"uri": uri, "uriBaseId": BASE});
        assert_eq!(artifact("a b/é#%.json"), base("a%20b/%C3%A9%23%25.json"));
        assert_eq!(artifact("./a:b.json"), base("a%3Ab.json"));
        assert_eq!(artifact("../<stdin>"), base("../%3Cstdin%3E"));
        #[cfg(unix)]
        assert_eq!(artifact("/a b"), json!({"uri": "file:///a%20b"}));
    }
}

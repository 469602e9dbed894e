//! Which releases of a product write a version.

use serde_json::Value;
use std::collections::BTreeMap;

/// The releases of each version, as the core's tables have them.
#[derive(Debug)]
pub(super) struct Releases(BTreeMap<String, Vec<String>>);

impl Releases {
    /// Reads the core's tables.
    pub(super) fn known() -> Self {
        let families: Value = serde_json::from_str(&dashlift::families()).unwrap_or_default();
        let mut releases: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let texts = |entry: &Value| {
            Some((entry["version"].as_str()?.to_owned(), entry["release"].as_str()?.to_owned()))
        };
        for family in families.as_array().into_iter().flatten() {
            for (version, release) in family["releases"].as_array().into_iter().flatten().filter_map(texts) {
                releases.entry(version).or_default().push(release);
            }
        }
        Self(releases)
    }

    /// Returns the releases of a version: `grafana 5.0–5.4`; empty if none is known.
    pub(super) fn of(&self, version: &str) -> String {
        match self.0.get(version).map(Vec::as_slice) {
            Some([first, .., last]) => {
                let last = last.rsplit_once(' ').map_or(last.as_str(), |(_, number)| number);
                format!("{first}–{last}")
            }
            Some([only]) => only.clone(),
            _ => String::new(),
        }
    }
}

//! `known.toml`: failures that are known, each with a reason; an entry fails the run once its case passes.

use anyhow::Context as _;
use std::path::Path;

/// A failure that is known.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The full name of the case: `json/null_is_dropped`.
    pub case: String,
    /// The driver that fails.
    pub driver: String,
    /// Why it fails, and what will end that.
    pub reason: String,
}

/// The entries of `known.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFailures {
    #[serde(default)]
    known: Vec<Known>,
}

impl KnownFailures {
    /// Reads the file; without a file there are no entries.
    ///
    /// # Errors
    /// If the file is not TOML, or an entry lacks a member or has no reason.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).with_context(|| format!("cannot read {}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    /// As [`KnownFailures::read`].
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let known: Self = toml::from_str(text)?;
        match known.known.iter().find(|entry| entry.reason.trim().is_empty()) {
            Some(entry) => anyhow::bail!("the entry for {} has no reason", entry.case),
            None => Ok(known),
        }
    }

    /// Returns the reason why this driver is known to fail this case.
    pub fn reason(&self, case: &str, driver: &str) -> Option<&str> {
        let entry = self.known.iter().find(|entry| entry.case == case && entry.driver == driver);
        entry.map(|entry| entry.reason.as_str())
    }

    /// Returns every entry.
    pub fn entries(&self) -> &[Known] {
        &self.known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_needs_a_reason() {
        let entry = |reason: &str| {
            format!("[[known]]\ncase = \"json/x\"\ndriver = \"python\"\nreason = \"{reason}\"\n")
        };
        let known = KnownFailures::parse(&entry("slow")).unwrap();
        assert_eq!(known.reason("json/x", "python"), Some("slow"));
        assert_eq!(known.reason("json/x", "native"), None);
        assert!(KnownFailures::parse(&entry(" ")).is_err());
        assert!(KnownFailures::parse("[[known]]\ncase = \"json/x\"\n").is_err());
        assert_eq!(KnownFailures::parse("").unwrap(), KnownFailures::default());
    }
}

//! Writes a find down as a byte case below `regress/`, where it stays.

use super::sample::Sample;
use super::verdict::Find;
use crate::manifest::digest;
use crate::protocol::Verb;
use anyhow::Context as _;
use serde_json::json;
use std::path::{Path, PathBuf};

/// A find with its smallest sample.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// What is wrong with the smallest sample.
    pub find: Find,
    /// The smallest sample.
    pub sample: Sample,
    /// How many bytes the document had.
    pub length: usize,
    /// The number of the sample that it comes from.
    pub number: u64,
}

impl Recorded {
    /// Returns the name of the case: the beginning of a digest of everything that is asked.
    pub fn name(&self) -> String {
        let Sample { verb, document, options, style, range } = &self.sample;
        let rest = format!("\n{} {options} {style} {range:?}", verb.name());
        let hash = digest(&[document, rest.as_bytes()].concat());
        hash.get(..12).unwrap_or(&hash).to_owned()
    }

    /// Writes the files of the case and returns their paths; the expectation is `bless`'s business.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn write(&self, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut written = Vec::new();
        let mut write = |ending: &str, bytes: &[u8]| {
            let path = folder.join(format!("{}{ending}", self.name()));
            std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            written.push(path);
            anyhow::Ok(())
        };
        let Sample { verb, document, options, style, range } = &self.sample;
        if *verb != Verb::Plan {
            write(".in.json", document)?;
        }
        if options != "{}" {
            write(".options.json", format!("{options}\n").as_bytes())?;
        }
        let call = match verb {
            Verb::Migrate => None,
            Verb::Format => Some(json!({"verb": "format", "style": style})),
            Verb::Plan => Some(json!({"verb": "plan", "from": range.0, "to": range.1})),
            verb => Some(json!({"verb": verb.name()})),
        };
        if let Some(call) = call {
            write(".call.json", format!("{call}\n").as_bytes())?;
        }
        Ok(written)
    }

    /// Tells a person what was found and how to see it again.
    pub fn tell(&self, seed: u64, paths: &[PathBuf], root: &Path) -> String {
        let Recorded { find, sample, length, number } = self;
        let shown = |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).display().to_string();
        let files: Vec<String> = paths.iter().map(shown).collect();
        let mut document = String::from_utf8_lossy(&sample.document).into_owned();
        if document.len() > 1000 {
            document = document.chars().take(1000).chain(['…']).collect();
        }
        format!(
            "find: `{}` is broken by `{}`\n  {}\n  document: {document}\n  options: {}\n  {} bytes, made from {length}: {}\n  \
             the whole of it: cargo xtask fuzz -- --seed {seed} --first {number} --runs 1\n  \
             once it is mended: cargo xtask conformance bless --cases 'regress/*'\n",
            find.law,
            sample.verb.name(),
            find.detail.replace('\n', "\n  "),
            sample.options,
            sample.document.len(),
            files.join(", "),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::Places;
    use crate::suites::load_bytes;

    fn recorded(sample: Sample) -> Recorded {
        let find = Find { law: "no-crash", detail: "died".to_owned() };
        Recorded { find, sample, length: 100, number: 7 }
    }

    #[test]
    fn every_find_becomes_a_case_that_asks_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let mut samples = vec![
            Sample { options: r#"{"to":"41"}"#.to_owned(), ..Sample::new(Verb::Migrate, *b"[\xff") },
            Sample { style: "canonical".to_owned(), ..Sample::new(Verb::Format, *b"[]") },
            Sample::new(Verb::Detect, *b"[]"),
            Sample::new(Verb::Plan, *b""),
        ];
        samples[3].range = ("grafana@1".to_owned(), "x".to_owned());
        let mut expected = Vec::new();
        for sample in &samples {
            let recorded = recorded(sample.clone());
            recorded.write(&folder.path().join("cases/regress")).unwrap();
            expected.push((format!("regress/{}", recorded.name()), sample.to_call().to_line(1).unwrap()));
        }
        expected.sort();
        let cases = load_bytes(&Places::find(Some(folder.path()))).unwrap();
        let found: Vec<_> = cases
            .iter()
            .map(|case| (case.full_name(), case.call.as_ref().unwrap().to_line(1).unwrap()))
            .collect();
        // A case without options asks without them, which is the same.
        let plain = |line: &str| line.replace(r#","options":{}"#, "");
        let expected: Vec<_> = expected.iter().map(|(name, line)| (name.clone(), plain(line))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_message_says_how_to_see_it_again() {
        let recorded = recorded(Sample::new(Verb::Migrate, *b"[]"));
        let text = recorded.tell(42, &[PathBuf::from("r/a.in.json")], Path::new("r"));
        for piece in [
            "`no-crash`",
            "--seed 42 --first 7 --runs 1",
            "a.in.json",
            "document: []",
            "2 bytes, made from 100",
        ] {
            assert!(text.contains(piece), "{piece}: {text}");
        }
    }
}

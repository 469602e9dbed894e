//! The documents that are measured.

use anyhow::{Context, Result};
use dashlift::Style;
use std::path::{Path, PathBuf};

/// Documents, each as it is stored and without blanks.
pub(crate) struct Corpus {
    /// What it is, for the reader of the table.
    pub(crate) name: &'static str,
    pub(crate) pretty: Vec<Vec<u8>>,
    pub(crate) minified: Vec<Vec<u8>>,
}

impl Corpus {
    /// Reads the real dashboards, or where they are missing the ones of the examples.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let shared =
            std::env::var_os("DASHLIFT_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
        let real = shared.join("corpus/grafana/real/in");
        if real.is_dir() {
            return Self::of("real dashboards", &real);
        }
        eprintln!(
            "`{}` is missing (DASHLIFT_SHARED says where it is): the few examples are measured",
            real.display()
        );
        Self::of("examples", &root.join("examples/dashboards"))
    }

    fn of(name: &'static str, folder: &Path) -> Result<Self> {
        let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        paths.sort();
        let pretty = paths.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
        let compact = pretty.iter().map(|document| dashlift::format(document, Style::Compact));
        Ok(Self { name, minified: compact.collect::<Result<_, _>>()?, pretty })
    }

    /// Returns the documents as they are stored that can be migrated and whose Grafana version lies in a range.
    pub(crate) fn of_versions(&self, versions: std::ops::RangeInclusive<u32>) -> Vec<Vec<u8>> {
        let wanted: Vec<String> = versions.map(|version| format!("grafana@{version}")).collect();
        let fits = |document: &&Vec<u8>| {
            let version = dashlift::detect(document).ok().and_then(|found| found.version);
            version.is_some_and(|version| wanted.contains(&version))
                && dashlift::migrate(document, &dashlift::Options::default()).is_ok()
        };
        self.pretty.iter().filter(fits).cloned().collect()
    }
}

/// Returns the bytes of all documents together.
pub(crate) fn total(documents: &[Vec<u8>]) -> usize {
    documents.iter().map(Vec::len).sum()
}

/// Returns the document whose size is the nearest to a number of bytes.
pub(crate) fn nearest(documents: &[Vec<u8>], bytes: usize) -> Option<&Vec<u8>> {
    documents.iter().min_by_key(|document| document.len().abs_diff(bytes))
}

/// Writes documents into a new folder.
pub(crate) fn write(folder: &Path, documents: &[Vec<u8>]) -> Result<()> {
    std::fs::create_dir(folder)?;
    for (index, document) in documents.iter().enumerate() {
        std::fs::write(folder.join(format!("{index:04}.json")), document)?;
    }
    Ok(())
}

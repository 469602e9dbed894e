//! What there is, as a table.

use super::paint::bold;
use super::releases::Releases;
use super::words::{by_count, counted};
use crate::cli::Color;
use crate::exit::Failure;
use crate::output::{Stream, to, write};
use crate::work::{FINISHED_BY_GRAFANA, Record, Status, UNRESOLVED};
use std::collections::{BTreeMap, BTreeSet};

/// The dashboards of a run by version, and what a lift of them would leave open.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    /// By family, and by number so that 9 stands before 10.
    versions: BTreeMap<(String, u64, String), Row>,
    /// Panels that only Grafana finishes.
    unfinished_panels: usize,
    /// The documents with such panels.
    unfinished: usize,
    /// The files in which a list of data sources would decide something.
    open: BTreeSet<String>,
}

/// One version.
#[derive(Debug)]
struct Row {
    status: &'static str,
    documents: usize,
    files: BTreeSet<String>,
}

impl Inventory {
    /// Counts the documents of a file.
    pub(crate) fn count(&mut self, records: &[Record]) {
        for record in records {
            let Status::Detected { detection, report } = &record.status else { continue };
            let version = detection.version.clone().or_else(|| detection.family.clone()).unwrap_or_default();
            let (family, number) = version.split_once('@').unwrap_or((&version, ""));
            let key = (family.to_owned(), number.parse().unwrap_or(u64::MAX), version.clone());
            let new = Row { status: detection.status.name(), documents: 0, files: BTreeSet::new() };
            let row = self.versions.entry(key).or_insert(new);
            row.documents += 1;
            row.files.insert(record.path.clone());
            let warnings = report.iter().flat_map(|report| &report.warnings);
            let panels = warnings.clone().filter(|warning| warning.code == FINISHED_BY_GRAFANA).count();
            self.unfinished_panels += panels;
            self.unfinished += usize::from(panels > 0);
            if warnings.clone().any(|warning| warning.code == UNRESOLVED) {
                self.open.insert(record.path.clone());
            }
        }
    }

    /// Prints the table.
    ///
    /// # Errors
    /// If nobody reads it.
    pub(crate) fn print(&self, color: Color) -> Result<(), Failure> {
        if self.versions.is_empty() {
            return Ok(());
        }
        let releases = Releases::known();
        let mut rows = vec![["version", "releases", "status", "files", "dashboards"].map(str::to_owned)];
        for ((_, _, version), row) in &self.versions {
            let releases = releases.of(version);
            let (files, documents) = (row.files.len().to_string(), row.documents.to_string());
            rows.push([version.clone(), releases, row.status.to_owned(), files, documents]);
        }
        let mut notes = String::new();
        if self.unfinished > 0 {
            let (panels, documents) = (self.unfinished_panels, self.unfinished);
            let (is, it) = (by_count(panels, "is", "are"), by_count(documents, "it is", "they are"));
            let (panels, documents) = (counted(panels, "panel"), counted(documents, "dashboard"));
            notes += &format!("{panels} in {documents} {is} finished by Grafana when {it} opened\n");
        }
        if !self.open.is_empty() {
            let need = by_count(self.open.len(), "needs", "need");
            notes += &format!(
                "{} {need} a list of data sources (--datasources)\n",
                counted(self.open.len(), "file")
            );
        }
        let between = if notes.is_empty() { "" } else { "\n" };
        let table = table(&rows);
        let (head, body) = table.split_once('\n').unwrap_or((&table, ""));
        let text = format!("{}\n{body}{between}{notes}\n", bold(head));
        write(&mut to(Stream::Stdout, color), text.as_bytes())
    }
}

/// Sets rows in columns; the last two are numbers and stand to the right.
fn table(rows: &[[String; 5]]) -> String {
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..5).map(|column| width(column).unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                3.. => out += &format!("{cell:>width$}  "),
                _ => out += &format!("{cell:width$}  "),
            }
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

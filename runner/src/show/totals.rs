//! What a run comes to.

use crate::content::Skip;
use crate::work::{Record, Status};
use std::collections::BTreeMap;

/// The counts of a run.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// Files with documents in them, or that were meant to have some.
    pub(crate) files: usize,
    /// Documents by what became of them, by the name of the status.
    pub(crate) documents: BTreeMap<&'static str, usize>,
    /// Documents by the version that they had.
    pub(crate) versions: BTreeMap<String, usize>,
    /// Warnings by code.
    pub(crate) warnings: BTreeMap<String, usize>,
    /// Losses by code.
    pub(crate) losses: BTreeMap<&'static str, usize>,
    /// Findings by severity.
    pub(crate) findings: BTreeMap<&'static str, usize>,
    /// Files that were skipped, by the reason.
    pub(crate) skipped: BTreeMap<Skip, usize>,
}

impl Totals {
    /// Counts the records of a file.
    pub(crate) fn count(&mut self, records: &[Record]) {
        self.files += usize::from(records.iter().any(|record| !matches!(record.status, Status::Skipped(_))));
        for record in records {
            self.count_one(&record.status);
        }
    }

    fn count_one(&mut self, status: &Status) {
        if let Status::Skipped(skip) = status {
            *self.skipped.entry(*skip).or_default() += 1;
            return;
        }
        *self.documents.entry(status.name()).or_default() += 1;
        if let Status::Validated(validation) = status {
            for finding in &validation.findings {
                *self.findings.entry(finding.severity.name()).or_default() += 1;
            }
        }
        let Some(report) = status.report() else { return };
        *self.versions.entry(report.from.clone()).or_default() += 1;
        for warning in &report.warnings {
            *self.warnings.entry(warning.code.clone()).or_default() += 1;
        }
        for loss in &report.losses {
            *self.losses.entry(loss.code.code()).or_default() += 1;
        }
    }
}

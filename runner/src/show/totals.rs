//! What a run comes to.

use super::Tense;
use super::words::{by_count, counted};
use crate::content::Skip;
use crate::work::{Record, Status};
use std::collections::BTreeMap;

/// The names of what becomes of documents, in the order of a sentence.
const IN_ORDER: [&str; 6] = ["changed", "current", "detected", "validated", "refused", "failed"];

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
        if let Status::Validated(validated) = status {
            for (finding, _) in validated.listed() {
                *self.findings.entry(finding.severity.name()).or_default() += 1;
            }
        }
        if let Status::Detected { detection, .. } = status {
            let version = detection.version.clone().or_else(|| detection.family.clone());
            *self.versions.entry(version.unwrap_or_default()).or_default() += 1;
        }
        let Some(report) = status.report() else { return };
        *self.versions.entry(report.from.clone()).or_default() += 1;
        if status.is_accepted() {
            return;
        }
        for warning in &report.warnings {
            *self.warnings.entry(warning.code.clone()).or_default() += 1;
        }
        for loss in &report.losses {
            *self.losses.entry(loss.code.code()).or_default() += 1;
        }
    }

    /// Returns all of it as a sentence without its period.
    pub(super) fn sentence(&self, tense: Tense) -> String {
        let clause = |status: &&str| Some(self.clause(status, *self.documents.get(status)?, tense));
        let documents: Vec<String> = IN_ORDER.iter().filter_map(clause).collect();
        let documents =
            if documents.is_empty() { "no dashboards found".to_owned() } else { documents.join(", ") };
        match self.skipped_clause() {
            Some(skipped) => format!("{documents}; {skipped}"),
            None => documents,
        }
    }

    fn clause(&self, status: &str, count: usize, tense: Tense) -> String {
        match (status, tense) {
            ("changed", Tense::Would) => format!("{count} would change"),
            ("current", Tense::Would) => format!("{count} {} up to date", by_count(count, "is", "are")),
            ("current", Tense::Did) => format!("{count} {} up to date", by_count(count, "was", "were")),
            ("refused", _) => format!("{count} refused because of losses"),
            ("detected", _) => counted(count, "dashboard"),
            ("validated", _) => {
                format!("{} checked: {}", counted(count, "dashboard"), self.findings_clause())
            }
            (other, _) => format!("{count} {other}"),
        }
    }

    fn findings_clause(&self) -> String {
        let of = |severity: &str| match (severity, *self.findings.get(severity)?) {
            ("info", count) => Some(format!("{count} info")),
            (_, count) => Some(counted(count, severity)),
        };
        let found: Vec<String> = ["error", "warning", "info"].into_iter().filter_map(of).collect();
        if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") }
    }

    fn skipped_clause(&self) -> Option<String> {
        let count: usize = self.skipped.values().sum();
        let short = |skip: &Skip| skip.reason().split(':').next().unwrap_or_default().to_owned();
        let reasons: Vec<String> = match self.skipped.len() {
            0 => return None,
            1 => self.skipped.keys().map(short).collect(),
            _ => self.skipped.iter().map(|(skip, count)| format!("{}: {count}", short(skip))).collect(),
        };
        Some(format!("{} skipped ({})", counted(count, "file"), reasons.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(documents: &[(&'static str, usize)], skipped: &[(Skip, usize)]) -> Totals {
        Totals {
            files: 2,
            documents: documents.iter().copied().collect(),
            skipped: skipped.iter().copied().collect(),
            ..Totals::default()
        }
    }

    #[test]
    fn the_verb_says_whether_anything_was_done() {
        let totals = totals(&[("changed", 131), ("current", 9)], &[(Skip::NotADashboard, 1)]);
        let would = "131 would change, 9 are up to date; 1 file skipped (no dashboard in it)";
        assert_eq!(totals.sentence(Tense::Would), would);
        let did = "131 changed, 9 were up to date; 1 file skipped (no dashboard in it)";
        assert_eq!(totals.sentence(Tense::Did), did);
    }

    #[test]
    fn one_is_singular_and_nothing_is_said() {
        assert_eq!(totals(&[("current", 1)], &[]).sentence(Tense::Would), "1 is up to date");
        assert_eq!(totals(&[], &[]).sentence(Tense::Did), "no dashboards found");
        assert_eq!(totals(&[("detected", 1)], &[]).sentence(Tense::Would), "1 dashboard");
        let found = Totals {
            findings: [("error", 1), ("info", 2)].into_iter().collect(),
            ..totals(&[("validated", 3), ("failed", 1)], &[])
        };
        assert_eq!(found.sentence(Tense::Would), "3 dashboards checked: 1 error, 2 info, 1 failed");
    }

    #[test]
    fn several_reasons_are_counted_each() {
        let totals = totals(&[], &[(Skip::Template, 1), (Skip::NotADashboard, 2)]);
        let sentence = "no dashboards found; 3 files skipped (no dashboard in it: 2, a template: 1)";
        assert_eq!(totals.sentence(Tense::Would), sentence);
    }
}

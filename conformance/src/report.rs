//! The JSON report of a run.

use crate::run::{Run, Tally};
use crate::verdict::Verdict;
use serde::Serialize;
use std::collections::BTreeMap;

/// The report, as `README.md` describes it.
#[derive(Debug, Serialize)]
pub struct Report<'r> {
    /// Whether the run passed.
    pub good: bool,
    /// Per driver.
    pub drivers: BTreeMap<&'r str, Tally>,
    /// Per suite and driver.
    pub suites: BTreeMap<&'r str, BTreeMap<&'r str, Tally>>,
    /// How many cases got different answers.
    pub disagreements: usize,
    /// Every failure, crash, skip, optional case that did not pass, and disagreement, in the order of the cases.
    pub notes: Vec<Note<'r>>,
    /// Per driver, the names of the cases that wait for a step.
    pub waiting: BTreeMap<&'r str, Vec<String>>,
    /// Drivers that could not run, and why.
    pub unavailable: BTreeMap<&'r str, &'r str>,
    /// What is wrong beside the cases.
    pub problems: &'r [String],
    /// How long the run took.
    pub seconds: f64,
}

/// Something to know about a case.
#[derive(Debug, Serialize)]
pub struct Note<'r> {
    /// `failed`, `crashed`, `skipped`, `optional` or `disagreement`.
    pub kind: &'static str,
    /// The suite.
    pub suite: &'r str,
    /// The name within the suite.
    pub case: &'r str,
    /// The driver; absent for a disagreement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<&'r str>,
    /// What happened.
    pub text: &'r str,
}

impl<'r> Report<'r> {
    /// Sums a run up.
    pub fn of(run: &'r Run) -> Self {
        let per_driver = |suite: Option<&str>| -> BTreeMap<&'r str, Tally> {
            let drivers = run.drivers.iter().enumerate();
            drivers.map(|(index, name)| (name.as_str(), run.tally(index, suite))).collect()
        };
        Self {
            good: run.is_good(),
            drivers: per_driver(None),
            suites: run.suites().into_iter().map(|suite| (suite, per_driver(Some(suite)))).collect(),
            disagreements: run.disagreements(),
            notes: notes(run),
            waiting: waiting(run),
            unavailable: run.unavailable.iter().map(|(name, why)| (name.as_str(), why.as_str())).collect(),
            problems: &run.problems,
            seconds: run.time.as_secs_f64(),
        }
    }

    /// Returns the report as JSON text with a final line feed.
    ///
    /// # Errors
    /// Never; the signature is the library's.
    pub fn to_json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

fn notes(run: &Run) -> Vec<Note<'_>> {
    let mut notes = Vec::new();
    for row in &run.rows {
        for (driver, verdict) in run.drivers.iter().zip(&row.verdicts) {
            let (kind, text) = match verdict {
                Verdict::Failed(text) => ("failed", text),
                Verdict::Crashed(text) => ("crashed", text),
                Verdict::Skipped(text) => ("skipped", text),
                Verdict::Optional(text) => ("optional", text),
                Verdict::Passed | Verdict::Waiting(_) => continue,
            };
            notes.push(Note { kind, suite: &row.suite, case: &row.name, driver: Some(driver), text });
        }
        if let Some(text) = &row.disagreement {
            notes.push(Note { kind: "disagreement", suite: &row.suite, case: &row.name, driver: None, text });
        }
    }
    notes
}

fn waiting(run: &Run) -> BTreeMap<&str, Vec<String>> {
    let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in &run.rows {
        for (driver, verdict) in run.drivers.iter().zip(&row.verdicts) {
            if matches!(verdict, Verdict::Waiting(_)) {
                names.entry(driver).or_default().push(row.full_name());
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Row;

    fn row(name: &str, verdicts: Vec<Verdict>, disagreement: Option<&str>) -> Row {
        let disagreement = disagreement.map(str::to_owned);
        Row { suite: "s".to_owned(), name: name.to_owned(), verdicts, disagreement }
    }

    #[test]
    fn the_report_has_the_members_that_others_read() {
        let failed = Verdict::Failed("no".to_owned());
        let waits = Verdict::Waiting([39].into());
        let run = Run {
            drivers: vec!["native".to_owned(), "python".to_owned()],
            unavailable: Vec::new(),
            rows: vec![
                row("a", vec![Verdict::Passed, failed], Some("bytes")),
                row("b", vec![waits, Verdict::Crashed("dead".to_owned())], None),
            ],
            problems: Vec::new(),
            time: std::time::Duration::from_secs(1),
        };
        let json: serde_json::Value = serde_json::from_str(&Report::of(&run).to_json().unwrap()).unwrap();
        let native = serde_json::json!({"passed": 1, "failed": 0, "skipped": 0, "optional": 0, "waiting": 1, "crashed": 0});
        let python = serde_json::json!({"passed": 0, "failed": 1, "skipped": 0, "optional": 0, "waiting": 0, "crashed": 1});
        assert_eq!(json["drivers"], serde_json::json!({"native": native, "python": python}));
        assert_eq!(json["suites"]["s"]["native"], native);
        assert_eq!(json["disagreements"], 1);
        assert_eq!(json["waiting"]["native"], serde_json::json!(["s/b"]));
        assert_eq!(json["notes"].as_array().unwrap().len(), 3);
        assert_eq!(json["good"], false);
    }
}

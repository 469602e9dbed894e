//! Results for people.

use super::summary::of_report;
use super::{Teller, Totals};
use crate::exit::Failure;
use crate::output::{printable, write};
use crate::work::{Record, Status};
use std::io::Write;

/// A line for each document that is not simply there already, more on demand, and what it all comes to.
pub(super) struct Text {
    out: Box<dyn Write>,
    verbose: u8,
    list_skipped: bool,
}

impl Text {
    pub(super) fn new(out: Box<dyn Write>, verbose: u8, list_skipped: bool) -> Self {
        Self { out, verbose, list_skipped }
    }

    fn line(&mut self, text: &str) -> Result<(), Failure> {
        write(&mut self.out, format!("{}\n", printable(text.trim_end())).as_bytes())
    }
}

impl Teller for Text {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        for record in records {
            let name = record.name();
            match &record.status {
                Status::Skipped(skip) if self.list_skipped => {
                    self.line(&format!("{name}: skipped: {}", skip.reason()))?
                }
                Status::Current(_) if self.verbose == 0 => {}
                Status::Skipped(_) => {}
                Status::Failed(problem) => self.line(&format!("{name}: {}", problem.message))?,
                Status::Changed(report) | Status::Current(report) | Status::Refused(report) => {
                    let is_refused = matches!(record.status, Status::Refused(_));
                    self.line(&of_report(&name, report, self.verbose > 0, is_refused))?;
                }
                Status::Detected { .. } if self.verbose == 0 => {}
                Status::Detected { detection, .. } => self.line(&super::of_detection(&name, detection))?,
                Status::Validated(validation) => {
                    for finding in &validation.findings {
                        let severity = finding.severity.name();
                        self.line(&format!(
                            "{name}{}: {severity}: {} [{}]",
                            finding.at, finding.message, finding.rule
                        ))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, totals: &Totals) -> Result<(), Failure> {
        let counts: Vec<String> =
            totals.documents.iter().map(|(status, count)| format!("{count} {status}")).collect();
        let skipped: usize = totals.skipped.values().sum();
        let documents = if counts.is_empty() { "no dashboards".to_owned() } else { counts.join(", ") };
        let skipped = if skipped == 0 { String::new() } else { format!("; {skipped} files skipped") };
        self.line(&format!("{documents}{skipped}"))
    }
}

//! Results for people.

use super::losses::Losses;
use super::paint::{bold, clean, dim, red, yellow};
use super::summary::{Fate, of_detection, of_report};
use super::words::counted;
use super::{Teller, Telling, Totals};
use crate::content::Position;
use crate::exit::Failure;
use crate::output::write;
use crate::work::{Problem, Record, Status};
use dashlift::{Finding, Severity};
use std::io::Write;

/// A line for each document that is not simply there already, more on demand, and what it all comes to.
pub(super) struct Text {
    out: Box<dyn Write>,
    telling: Telling,
    losses: Losses,
}

impl Text {
    pub(super) fn new(out: Box<dyn Write>, telling: Telling) -> Self {
        Self { out, telling, losses: Losses::default() }
    }

    fn of(&self, record: &Record) -> String {
        let Telling { tense, has_steps, list_skipped, is_single } = self.telling;
        match &record.status {
            Status::Skipped(skip) if list_skipped || is_single => {
                format!("{}: {}\n", bold(&record.path), dim(&format!("skipped: {}", skip.reason())))
            }
            Status::Skipped(_) => String::new(),
            Status::Current(_) if !has_steps && !is_single => String::new(),
            Status::Changed(report) => of_report(&record.name(), report, Fate::Changed(tense), has_steps),
            Status::Current(report) if record.status.is_accepted() => {
                of_report(&record.name(), report, Fate::Accepted, has_steps)
            }
            Status::Current(report) => of_report(&record.name(), report, Fate::Current(tense), has_steps),
            Status::Refused(report) => of_report(&record.name(), report, Fate::Refused, has_steps),
            Status::Detected { detection, .. } if has_steps || is_single => {
                of_detection(&record.name(), detection)
            }
            Status::Detected { .. } => String::new(),
            Status::Validated(validated) => {
                validated.listed().map(|(finding, position)| of_finding(record, finding, position)).collect()
            }
            Status::Failed(problem) => of_problem(record, problem),
        }
    }
}

impl Teller for Text {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        for record in records.iter().filter(|record| !record.status.is_accepted()) {
            if let Some(report) = record.status.report() {
                self.losses.add(&record.name(), report);
            }
        }
        let text: String = records.iter().map(|record| self.of(record)).collect();
        write(&mut self.out, text.as_bytes())
    }

    fn end(&mut self, totals: &Totals) -> Result<(), Failure> {
        let Telling { tense, has_steps, is_single, .. } = self.telling;
        let documents: usize = totals.documents.values().sum();
        let is_told = is_single && documents <= 1 && !totals.documents.contains_key("validated");
        if is_told {
            return Ok(());
        }
        let has_table = !has_steps && !self.losses.is_empty();
        let mut text = if has_table { format!("\n{}\n", self.losses.table()) } else { String::new() };
        text += &format!("{}\n", totals.sentence(tense));
        let notes = [(totals.warnings.values().sum(), "warning"), (totals.losses.values().sum(), "loss")];
        let notes = notes.iter().filter(|(count, _)| *count > 0);
        let notes: Vec<String> = notes.map(|(count, noun)| counted(*count, noun)).collect();
        if !has_steps && !notes.is_empty() {
            text += &format!("{}\n", dim(&format!("{}; -v has the details", notes.join(", "))));
        }
        write(&mut self.out, text.as_bytes())
    }
}

/// Only what went wrong.
pub(super) struct Errors {
    out: Box<dyn Write>,
}

impl Errors {
    pub(super) fn new(out: Box<dyn Write>) -> Self {
        Self { out }
    }
}

impl Teller for Errors {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        for record in records {
            match &record.status {
                Status::Failed(problem) => write(&mut self.out, of_problem(record, problem).as_bytes())?,
                Status::Refused(report) => {
                    let codes: Vec<&str> = report.losses.iter().map(|loss| loss.code.code()).collect();
                    let text = format!(
                        "{}: {} something would be lost [{}]\n",
                        bold(&record.name()),
                        red("refused:"),
                        codes.join(", ")
                    );
                    write(&mut self.out, text.as_bytes())?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn end(&mut self, _totals: &Totals) -> Result<(), Failure> {
        Ok(())
    }
}

/// Tells a finding as compilers do, so that editors lead to its place.
fn of_finding(record: &Record, finding: &Finding, position: Position) -> String {
    let severity = format!("{}:", finding.severity.name());
    let severity = match finding.severity {
        Severity::Error => red(&severity),
        Severity::Warning => yellow(&severity),
        Severity::Info => dim(&severity),
    };
    let (message, rule) = (clean(&finding.message), dim(&format!("[{}]", finding.rule)));
    format!("{}: {severity} {message} {rule}{}\n", place(record, position), pointer(record, &finding.at))
}

/// Tells what is wrong with a document, at its place if that is known.
fn of_problem(record: &Record, problem: &Problem) -> String {
    let (message, code) = (clean(&problem.message), dim(&format!("[{}]", problem.code)));
    let at = problem.error.as_deref();
    let step = at.and_then(|error| error.step.as_deref()).map(|step| format!(" in step {step}"));
    let at = at.and_then(|error| error.at.as_deref()).unwrap_or_default();
    let place = match problem.error {
        Some(_) => place(record, record.position),
        None => bold(&record.path),
    };
    format!(
        "{place}: {} {message} {code}{}{}\n",
        red("error:"),
        pointer(record, at),
        step.unwrap_or_default()
    )
}

/// Returns file, line and column.
fn place(record: &Record, position: Position) -> String {
    bold(&format!("{}:{}:{}", record.path, position.line, position.column))
}

/// Returns where in the file a pointer into a document leads.
fn pointer(record: &Record, at: &str) -> String {
    let place = if record.place.is_empty() { String::new() } else { format!(" in {}", record.place) };
    let at = if at.is_empty() { String::new() } else { format!(" at {at}") };
    clean(&format!("{at}{place}"))
}

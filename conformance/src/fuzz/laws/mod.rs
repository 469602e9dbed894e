//! Laws: what must hold of every answer, whatever the document. Each is checked by code that is not the core's.

mod accepts;
mod answer;
mod api;
#[cfg(test)]
mod api_tests;
mod carry;
mod counts;
mod detect;
mod explain;
mod format;
mod grammar;
mod losses;
mod output;
mod places;
mod readable;
mod report;
mod survival;
mod tally;
#[cfg(test)]
mod tests;
mod trips;

use super::face::Face;
use super::judge;
use super::sample::Sample;
use crate::protocol::{Answer, Verb};
use report::Report;
use serde_json::Value;
use std::cell::OnceCell;

/// What a law says of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds, or does not apply.
    Holds,
    /// It cannot be checked, for this reason.
    Skipped(&'static str),
    /// It is broken; this is what happened.
    Broken(String),
}

/// A law.
pub struct Law {
    /// Its name, a fact.
    pub name: &'static str,
    /// Says whether it holds.
    pub check: fn(&Evidence<'_>) -> Verdict,
}

/// All of them, in the order in which they are checked.
pub const LAWS: &[Law] = &[
    Law { name: "no-crash", check: answer::no_crash },
    Law { name: "errors-are-known", check: answer::errors_are_known },
    Law { name: "grammar-is-rfc-8259", check: grammar::check },
    Law { name: "reports-are-consistent", check: report::check },
    Law { name: "output-is-json-at-the-target", check: output::is_json_at_the_target },
    Law { name: "untouched-means-same-bytes", check: output::untouched_means_same_bytes },
    Law { name: "a-second-time-changes-nothing", check: output::a_second_time_changes_nothing },
    Law { name: "explain-rebuilds-the-output", check: explain::check },
    Law { name: "nothing-is-lost-in-silence", check: losses::check },
    Law { name: "counts-agree-with-losses", check: counts::check },
    Law { name: "losses-point-at-what-is-lost", check: places::check },
    Law { name: "what-does-not-come-back-is-told", check: survival::check },
    Law { name: "output-can-be-converted-on", check: readable::check },
    Law { name: "one-trip-is-enough", check: trips::check },
    Law { name: "what-is-carried-comes-back", check: carry::check },
    Law { name: "what-is-planned-arrives", check: accepts::what_is_planned_arrives },
    Law { name: "what-migrates-can-be-validated", check: accepts::what_migrates_can_be_validated },
    Law { name: "format-keeps-the-value", check: format::keeps_the_value },
    Law { name: "canonical-has-one-form", check: format::canonical_has_one_form },
    Law { name: "detect-agrees-with-migrate", check: detect::agrees_with_migrate },
    Law { name: "plan-agrees-with-migrate", check: detect::plan_agrees_with_migrate },
    Law { name: "findings-point-into-the-document", check: answer::findings_point_into_the_document },
];

/// What laws look at: a question, its answer, and somebody who answers more.
pub struct Evidence<'e> {
    /// The question.
    pub sample: &'e Sample,
    /// The native driver's answer.
    pub answer: &'e Answer,
    face: &'e dyn Face,
    input: OnceCell<Option<Value>>,
    output: OnceCell<Option<Value>>,
}

impl<'e> Evidence<'e> {
    /// Puts the evidence together.
    pub fn new(sample: &'e Sample, answer: &'e Answer, face: &'e dyn Face) -> Self {
        Self { sample, answer, face, input: OnceCell::new(), output: OnceCell::new() }
    }

    /// Returns the input's value, if the judge can hold it.
    fn input(&self) -> Option<&Value> {
        self.input.get_or_init(|| judge::read(&self.sample.document)).as_ref()
    }

    /// Returns the output's value, if there is an output that the judge can hold.
    fn output(&self) -> Option<&Value> {
        let read = || self.document().and_then(judge::read);
        self.output.get_or_init(read).as_ref()
    }

    /// Returns the document of the answer.
    fn document(&self) -> Option<&'e [u8]> {
        match self.answer {
            Answer::Document { document, .. } => Some(document),
            _ => None,
        }
    }

    /// Returns document and report of a migration; a report that cannot be read is another law's business.
    fn migration(&self) -> Option<(&'e [u8], Report<'e>)> {
        match self.answer {
            Answer::Document { document, report: Some(report), .. } if self.sample.verb == Verb::Migrate => {
                Some((document, Report::read(report).ok()?))
            }
            _ => None,
        }
    }

    fn ask(&self, sample: &Sample) -> Answer {
        self.face.ask(&sample.to_call())
    }

    fn migrate(&self, document: &[u8], options: &str) -> Answer {
        let sample = Sample { options: options.to_owned(), ..Sample::new(Verb::Migrate, document) };
        self.ask(&sample)
    }

    fn format(&self, document: &[u8], style: &str) -> Answer {
        let sample = Sample { style: style.to_owned(), ..Sample::new(Verb::Format, document) };
        self.ask(&sample)
    }

    fn detect(&self, document: &[u8]) -> Answer {
        self.ask(&Sample::new(Verb::Detect, document))
    }

    fn plan(&self, from: &str, to: &str) -> Answer {
        let mut sample = Sample::new(Verb::Plan, Vec::new());
        sample.range = (from.to_owned(), to.to_owned());
        self.ask(&sample)
    }

    /// Returns the options with some members replaced, or removed where the value is null.
    fn options_with(&self, changes: &[(&str, Value)]) -> String {
        let mut options: Value = serde_json::from_str(&self.sample.options).unwrap_or_default();
        if let Value::Object(members) = &mut options {
            for (name, value) in changes {
                members.shift_remove(*name);
                if !value.is_null() {
                    members.insert((*name).to_owned(), value.clone());
                }
            }
        }
        options.to_string()
    }

    /// Returns an option.
    fn option(&self, name: &str) -> Value {
        let options: Value = serde_json::from_str(&self.sample.options).unwrap_or_default();
        options.get(name).cloned().unwrap_or_default()
    }
}

/// Returns `Holds` if a condition is met, else what is wrong.
fn holds(condition: bool, wrong: impl FnOnce() -> String) -> Verdict {
    if condition { Verdict::Holds } else { Verdict::Broken(wrong()) }
}

/// Shows an answer in a few words.
fn show(answer: &Answer) -> String {
    let text = match answer {
        Answer::Document { document, report, .. } => {
            let report = report.as_deref().unwrap_or("no report");
            format!("document {} with {report}", String::from_utf8_lossy(document))
        }
        other => format!("{other:?}"),
    };
    let mut short: String = text.chars().take(300).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

//! What there is to say about a document, for tools that show it beside the file.

use super::Tense;
use super::words::counted;
use crate::content::Position;
use crate::work::{Problem, Record, Status};
use dashlift::{Detection, Finding, Loss, Report, Severity, StepReport, Warning};

/// A remark about a place.
#[derive(Debug)]
pub(super) struct Remark<'r> {
    /// What it is about: a code of the contract, a rule of `validate`, the id of a step, or `outdated` and `lifted`.
    pub(super) rule: &'r str,
    /// The rule in words.
    pub(super) about: String,
    /// How grave it is.
    pub(super) level: Level,
    /// The document.
    pub(super) record: &'r Record,
    /// Where to look in the file.
    pub(super) position: Position,
    /// A pointer into the document.
    pub(super) at: &'r str,
    /// Whether the pointer leads through the document as it stands in the file.
    pub(super) is_exact: bool,
    /// What there is to say.
    pub(super) message: String,
}

/// How grave a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

/// Returns what there is to say about a document; each of its steps only if asked for.
pub(super) fn remarks(record: &Record, tense: Tense, has_steps: bool) -> Vec<Remark<'_>> {
    let about = About { record };
    match &record.status {
        Status::Changed(report) => {
            let steps = report.steps.iter().filter(|step| has_steps && step.changed);
            let mut all = vec![about.change(report, tense)];
            all.extend(steps.map(|step| about.step(step)));
            all.extend(about.notes(report, Level::Warning));
            all
        }
        Status::Current(_) if record.status.is_accepted() => Vec::new(),
        Status::Current(report) => about.notes(report, Level::Warning).collect(),
        Status::Refused(report) => about.notes(report, Level::Error).collect(),
        Status::Detected { detection, .. } => about.detection(detection).into_iter().collect(),
        Status::Validated(validated) => {
            validated.listed().map(|(finding, position)| about.finding(finding, position)).collect()
        }
        Status::Failed(problem) => vec![about.problem(problem)],
        Status::Skipped(_) => Vec::new(),
    }
}

/// Makes remarks about a document.
#[derive(Debug, Clone, Copy)]
struct About<'r> {
    record: &'r Record,
}

impl<'r> About<'r> {
    /// A remark about the document as a whole.
    fn whole(self, rule: &'r str, level: Level, message: String) -> Remark<'r> {
        let (record, position) = (self.record, self.record.position);
        Remark { rule, about: in_words(rule), level, record, position, at: "", is_exact: false, message }
    }

    fn change(self, report: &Report, tense: Tense) -> Remark<'r> {
        let steps: Vec<&str> =
            report.steps.iter().filter(|step| step.changed).map(|step| step.id.as_str()).collect();
        let steps = format!("by {}: {}", counted(steps.len(), "step"), steps.join(", "));
        let (from, to) = (&report.from, &report.to);
        match tense {
            Tense::Would if !report.changed => {
                self.whole("outdated", Level::Warning, "only its style would change".to_owned())
            }
            Tense::Did if !report.changed => {
                self.whole("lifted", Level::Note, "only its style changed".to_owned())
            }
            Tense::Would => {
                let message = format!("would be lifted from {from} to {to} {steps}");
                self.whole("outdated", Level::Warning, message)
            }
            Tense::Did => {
                let message = format!("was lifted from {from} to {to} {steps}");
                self.whole("lifted", Level::Note, message)
            }
        }
    }

    fn step(self, step: &'r StepReport) -> Remark<'r> {
        let remark = self.whole(&step.id, Level::Note, step.summary.clone());
        Remark { about: step.summary.clone(), ..remark }
    }

    fn notes(self, report: &'r Report, losses: Level) -> impl Iterator<Item = Remark<'r>> {
        let warnings = report.warnings.iter().map(move |warning| self.warning(warning));
        report.losses.iter().map(move |loss| self.loss(loss, losses)).chain(warnings)
    }

    fn loss(self, loss: &'r Loss, level: Level) -> Remark<'r> {
        let message =
            format!("a {} is lost: {}{}", loss.kind.name(), loss.message, hint(&loss.at, Some(&loss.step)));
        Remark { at: &loss.at, ..self.whole(loss.code.code(), level, message) }
    }

    fn warning(self, warning: &'r Warning) -> Remark<'r> {
        let at = warning.at.as_deref().unwrap_or_default();
        let message = format!("{}{}", warning.message, hint(at, warning.step.as_deref()));
        Remark { at, ..self.whole(&warning.code, Level::Warning, message) }
    }

    fn detection(self, detection: &Detection) -> Option<Remark<'r>> {
        let version = detection.version.as_deref().or(detection.family.as_deref()).unwrap_or_default();
        let latest = detection.latest.as_deref().unwrap_or("the newest version");
        match detection.status {
            dashlift::Status::Upgradable => {
                Some(self.whole("outdated", Level::Note, format!("{version} can be lifted to {latest}")))
            }
            dashlift::Status::TooNew => {
                Some(self.whole("too-new", Level::Warning, format!("{version} is newer than {latest}")))
            }
            dashlift::Status::Unsupported => {
                Some(self.whole("unsupported", Level::Warning, format!("{version} cannot be lifted")))
            }
            dashlift::Status::Current | dashlift::Status::Unknown => None,
        }
    }

    fn finding(self, finding: &'r Finding, position: Position) -> Remark<'r> {
        let level = match finding.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Info => Level::Note,
        };
        let remark = self.whole(&finding.rule, level, finding.message.clone());
        Remark { position, at: &finding.at, is_exact: true, ..remark }
    }

    fn problem(self, problem: &'r Problem) -> Remark<'r> {
        let error = problem.error.as_deref();
        let at = error.and_then(|error| error.at.as_deref()).unwrap_or_default();
        let step = error.and_then(|error| error.step.as_deref());
        let message = format!("{}{}", problem.message, hint("", step));
        Remark { at, is_exact: step.is_none(), ..self.whole(problem.code, Level::Error, message) }
    }
}

/// Says where something is that no line can be given for.
fn hint(at: &str, step: Option<&str>) -> String {
    match (at, step) {
        ("", None) => String::new(),
        ("", Some(step)) => format!(" (step {step})"),
        (at, None) => format!(" (at {at})"),
        (at, Some(step)) => format!(" (at {at}, step {step})"),
    }
}

/// Returns a code in words: `grafana/duplicate-panel-id` is `duplicate panel id`.
fn in_words(code: &str) -> String {
    code.rsplit('/').next().unwrap_or(code).replace('-', " ")
}

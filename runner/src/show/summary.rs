//! What the core answers, as text for people.

use super::Tense;
use super::losses::Losses;
use super::paint::{bold, clean, dim, green, red, yellow};
use super::words::{counted, cut};
use dashlift::json::Operation;
use dashlift::{Detection, Loss, Plan, Report, Status, StepReport, Warning};

/// Longer values are cut; `--report` has them whole.
const VALUE: usize = 60;

/// What becomes of a document that has a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its bytes are others.
    Changed(Tense),
    /// It stays as it is.
    Current(Tense),
    /// It would change, but is good enough.
    Accepted,
    /// Something would be lost that may not be.
    Refused,
}

/// Tells what happened to a document: one line, and with `steps` also the steps, the warnings and the losses.
///
/// Losses that are refused are always told, one line for each code and kind.
pub(super) fn of_report(name: &str, report: &Report, fate: Fate, steps: bool) -> String {
    let mut out = Text::default();
    let changed = match (fate, report.changed) {
        (Fate::Refused, _) => red("refused, something would be lost"),
        (Fate::Changed(Tense::Would), true) => yellow("would change"),
        (Fate::Changed(Tense::Did), true) => green("changed"),
        (Fate::Changed(Tense::Would), false) => yellow("only its style would change"),
        (Fate::Changed(Tense::Did), false) => green("only its style changed"),
        (Fate::Accepted, _) => green("accepted as it is"),
        (Fate::Current(_), _) if report.steps.is_empty() => green("already there"),
        (Fate::Current(Tense::Would), _) => green("nothing would change"),
        (Fate::Current(Tense::Did), _) => green("nothing changed"),
    };
    let notes = [(report.warnings.len(), "warning"), (report.losses.len(), "loss")];
    let notes = notes.iter().filter(|(count, _)| *count > 0 && !steps && fate != Fate::Accepted);
    let notes: String = notes.map(|(count, noun)| format!(", {}", counted(*count, noun))).collect();
    let (from, to) = (clean(&report.from), clean(&report.to));
    out.line(&format!("{}: {from} -> {to}: {changed}{notes}", bold(name)));
    if steps {
        let width = report.steps.iter().map(|step| step.id.len()).max().unwrap_or(0);
        report.steps.iter().for_each(|step| out.step(step, width));
        out.warnings(&report.warnings);
    }
    match (steps, fate) {
        (true, _) => report.losses.iter().for_each(|loss| out.loss(loss)),
        (false, Fate::Refused) => out.0.push_str(&Losses::of(name, report).of_document()),
        _ => {}
    }
    out.0
}

/// Tells what a document is.
pub(super) fn of_detection(name: &str, detection: &Detection) -> String {
    let version =
        detection.version.as_deref().or(detection.family.as_deref()).unwrap_or("no known dashboard");
    // A version of an API is a form of its own: once is enough.
    let form = detection.form.as_deref().filter(|form| version.rsplit('@').next() != Some(*form));
    let form = form.map(|form| format!(" ({form})")).unwrap_or_default();
    let at = detection.at.as_deref().map(|at| format!(" at {at}")).unwrap_or_default();
    let latest = detection.latest.as_deref().unwrap_or("the newest");
    let status = match detection.status {
        Status::Unknown => String::new(),
        Status::Upgradable => format!(", upgradable to {latest}"),
        Status::TooNew => format!(", newer than {latest}"),
        other => format!(", {}", other.name()),
    };
    format!("{}: {}\n", bold(name), clean(&format!("{version}{form}{at}{status}")))
}

/// Lists the steps of a plan, with what is worth knowing before.
pub(crate) fn of_plan(plan: &Plan) -> String {
    let mut out = Text::default();
    let (from, to) = (clean(&plan.from), clean(&plan.to));
    out.line(&format!("{from} -> {to}: {}", counted(plan.steps.len(), "step")));
    let width = plan.steps.iter().map(|step| step.id.len()).max().unwrap_or(0);
    for step in &plan.steps {
        let flags =
            [(step.breaking, "breaking"), (step.manual_review, "manual review"), (step.lossy, "lossy")];
        let flags: Vec<&str> = flags.iter().filter(|(set, _)| *set).map(|(_, flag)| *flag).collect();
        let flags =
            if flags.is_empty() { String::new() } else { yellow(&format!(" [{}]", flags.join(", "))) };
        out.line(&format!("  {:width$}  {}{flags}", step.id, clean(&step.summary)));
    }
    out.warnings(&plan.warnings);
    out.0
}

/// Lines whose parts are clean.
#[derive(Debug, Default)]
struct Text(String);

impl Text {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn step(&mut self, step: &StepReport, width: usize) {
        let summary = clean(&step.summary);
        match step.changed {
            true => self.line(&format!("  {:width$}  {summary}", step.id)),
            false => self.line(&dim(&format!("  {:width$}  {summary} (nothing to do)", step.id))),
        }
        for change in step.changes.iter().flatten() {
            self.line(&format!("      {}", clean(&change_of(change))));
        }
    }

    fn loss(&mut self, loss: &Loss) {
        let value = loss.value.as_deref().map(|value| format!(": {}", cut(value, VALUE))).unwrap_or_default();
        let (code, kind, at) = (loss.code.code(), loss.kind.name(), place(&loss.at));
        let text = format!("{kind}{at} ({}, {code}): {}{value}", loss.step, loss.message);
        self.line(&format!("  {} {}", yellow("lost:"), clean(&text)));
    }

    fn warnings(&mut self, warnings: &[Warning]) {
        for warning in warnings {
            let at = warning.at.as_deref().map(place).unwrap_or_default();
            let step = warning.step.as_deref().map(|step| format!(" ({step})")).unwrap_or_default();
            let text = format!("{}{at}{step}: {}", warning.code, warning.message);
            self.line(&format!("  {} {}", yellow("warning:"), clean(&text)));
        }
    }
}

fn change_of(change: &Operation) -> String {
    match change {
        Operation::Add { path, value } => format!("add     {path}  {}", cut(value, VALUE)),
        Operation::Remove { path } => format!("remove  {path}"),
        Operation::Replace { path, value } => format!("replace {path}  {}", cut(value, VALUE)),
    }
}

fn place(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!(" at {pointer}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_document_has_no_version() {
        let detection = Detection {
            family: None,
            form: None,
            version: None,
            latest: None,
            status: Status::Unknown,
            at: None,
        };
        assert!(of_detection("a.json", &detection).ends_with(": no known dashboard\n"));
    }
}

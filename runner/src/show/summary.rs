//! What the core answers, as text for people.

use dashlift::json::Operation;
use dashlift::{Detection, Loss, Plan, Report, Status, StepReport, Warning};
use std::fmt::Write;

/// Longer values are cut; `--report` has them whole.
const VALUE: usize = 60;

/// Tells what happened to a document: one line, and with `steps` also the steps, the warnings and the losses.
///
/// Losses that are refused are always told.
pub(super) fn of_report(name: &str, report: &Report, steps: bool, is_refused: bool) -> String {
    let mut out = Text::default();
    let changed = match (is_refused, report.steps.is_empty(), report.changed) {
        (true, ..) => "refused, something would be lost",
        (_, true, _) => "already there",
        (_, false, true) => "changed",
        (_, false, false) => "nothing changed",
    };
    let notes = [(report.warnings.len(), "warning", "warnings"), (report.losses.len(), "loss", "losses")];
    let notes = notes.iter().filter(|(count, ..)| *count > 0 && !steps);
    let notes: String = notes
        .map(|(count, one, many)| format!(", {count} {}", if *count == 1 { one } else { many }))
        .collect();
    out.line(&format!("{name}: {} -> {}: {changed}{notes}", report.from, report.to));
    if steps {
        let width = report.steps.iter().map(|step| step.id.len()).max().unwrap_or(0);
        for step in &report.steps {
            out.step(step, width);
        }
        out.warnings(&report.warnings);
    }
    if steps || is_refused {
        report.losses.iter().for_each(|loss| out.loss(loss));
    }
    out.0
}

/// Tells what a document is.
pub(crate) fn of_detection(name: &str, detection: &Detection) -> String {
    let version =
        detection.version.as_deref().or(detection.family.as_deref()).unwrap_or("no known dashboard");
    let form = detection.form.as_deref().map(|form| format!(" ({form})")).unwrap_or_default();
    let at = detection.at.as_deref().map(|at| format!(" at {at}")).unwrap_or_default();
    let latest = detection.latest.as_deref().unwrap_or("the newest");
    let status = match detection.status {
        Status::Unknown => String::new(),
        Status::Upgradable => format!(", upgradable to {latest}"),
        Status::TooNew => format!(", newer than {latest}"),
        other => format!(", {}", other.name()),
    };
    format!("{name}: {version}{form}{at}{status}")
}

/// Lists the steps of a plan, with what is worth knowing before.
pub(crate) fn of_plan(plan: &Plan) -> String {
    let mut out = Text::default();
    out.line(&format!("{} -> {}: {}", plan.from, plan.to, counted(plan.steps.len(), "step")));
    let width = plan.steps.iter().map(|step| step.id.len()).max().unwrap_or(0);
    for step in &plan.steps {
        let flags =
            [(step.breaking, "breaking"), (step.manual_review, "manual review"), (step.lossy, "lossy")];
        let flags: Vec<&str> = flags.iter().filter(|(set, _)| *set).map(|(_, flag)| *flag).collect();
        let flags = if flags.is_empty() { String::new() } else { format!(" [{}]", flags.join(", ")) };
        out.line(&format!("  {:width$}  {}{flags}", step.id, step.summary));
    }
    out.warnings(&plan.warnings);
    out.0
}

#[derive(Debug, Default)]
struct Text(String);

impl Text {
    fn line(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{}", text.replace('\n', " "));
    }

    fn step(&mut self, step: &StepReport, width: usize) {
        let note = if step.changed { "" } else { " (nothing to do)" };
        self.line(&format!("  {:width$}  {}{note}", step.id, step.summary));
        for change in step.changes.iter().flatten() {
            self.line(&format!("      {}", change_of(change)));
        }
    }

    fn loss(&mut self, loss: &Loss) {
        let value = loss.value.as_deref().map(|value| format!(": {}", cut(value))).unwrap_or_default();
        let (code, kind, at) = (loss.code.code(), loss.kind.name(), place(&loss.at));
        self.line(&format!("  lost: {kind}{at} ({}, {code}): {}{value}", loss.step, loss.message));
    }

    fn warnings(&mut self, warnings: &[Warning]) {
        for warning in warnings {
            let at = warning.at.as_deref().map(place).unwrap_or_default();
            let step = warning.step.as_deref().map(|step| format!(" ({step})")).unwrap_or_default();
            self.line(&format!("  warning: {}{at}{step}: {}", warning.code, warning.message));
        }
    }
}

fn change_of(change: &Operation) -> String {
    match change {
        Operation::Add { path, value } => format!("add     {path}  {}", cut(value)),
        Operation::Remove { path } => format!("remove  {path}"),
        Operation::Replace { path, value } => format!("replace {path}  {}", cut(value)),
    }
}

fn place(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!(" at {pointer}") }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn cut(value: &str) -> String {
    match value.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or(value)),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_between_characters() {
        assert_eq!(cut("é"), "é");
        assert_eq!(cut(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
        assert_eq!(cut(&"é".repeat(60)), "é".repeat(60));
    }

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
        assert_eq!(of_detection("a.json", &detection), "a.json: no known dashboard");
    }
}

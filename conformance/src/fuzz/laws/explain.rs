//! The operations that `explain` lists turn the input's value into the output's.

use super::report::Report;
use super::{Evidence, Verdict, holds, show};
use crate::fuzz::{judge, patch};
use crate::protocol::Answer;
use serde_json::{Value, json};

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((document, report)) = evidence.migration() else { return Verdict::Holds };
    if report.steps.is_empty() {
        return Verdict::Holds;
    }
    let explained =
        evidence.migrate(&evidence.sample.document, &evidence.options_with(&[("explain", json!(true))]));
    let Answer::Document { document: same, report: Some(text), .. } = &explained else {
        return Verdict::Broken(format!("fails with `explain`: {}", show(&explained)));
    };
    let Ok(explained) = Report::read(text) else { return Verdict::Broken(format!("not a report: {text}")) };
    if same != document || flags(&explained) != flags(&report) {
        return Verdict::Broken(format!("with `explain` the result is another: {text}"));
    }
    let (Some(input), Some(output)) = (evidence.input(), evidence.output()) else {
        return Verdict::Skipped("the judge cannot hold the input");
    };
    let mut value = input.clone();
    for step in &explained.steps {
        let operations: Result<Vec<Value>, _> =
            step.changes.iter().flatten().map(|raw| serde_json::from_str(raw.get())).collect();
        let Ok(operations) = operations else {
            return Verdict::Skipped("the judge cannot hold the operations");
        };
        if !step.changed && !operations.is_empty() {
            return Verdict::Broken(format!("{} lists changes, but its `changed` is false: {text}", step.id));
        }
        if let Err(why) = patch::apply(&mut value, &operations) {
            return Verdict::Broken(format!("{}: {why}", step.id));
        }
    }
    holds(judge::same(&value, output), || format!("the operations give {value}, the output is {output}"))
}

/// What must not depend on `explain`.
fn flags<'r>(report: &'r Report<'_>) -> (&'r str, &'r str, bool, Vec<(&'r str, bool)>) {
    let steps = report.steps.iter().map(|step| (step.id.as_str(), step.changed)).collect();
    (&report.from, &report.to, report.changed, steps)
}

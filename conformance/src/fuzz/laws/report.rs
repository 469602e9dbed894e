//! The report of a migration has the members of the contract, and they agree with one another.

use super::{Evidence, Verdict, holds};
use crate::protocol::{Answer, Verb};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// A report; values inside are left as text, since the judge cannot hold all of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report<'r> {
    pub(super) family: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) changed: bool,
    #[serde(borrow)]
    pub(super) steps: Vec<Step<'r>>,
    pub(super) warnings: Vec<IgnoredAny>,
    #[serde(borrow)]
    pub(super) losses: Vec<Loss<'r>>,
    #[serde(borrow)]
    pub(super) counts: Option<&'r RawValue>,
}

/// A loss of a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Loss<'r> {
    code: String,
    pub(super) kind: String,
    pub(super) step: String,
    /// Text, perhaps with a lone surrogate.
    #[serde(borrow)]
    pub(super) at: &'r RawValue,
    #[serde(borrow)]
    pub(super) value: Option<&'r RawValue>,
    #[serde(rename = "message")]
    _message: IgnoredAny,
}

/// The codes and kinds of losses (design section 10).
const LOSS_CODES: [&str; 5] =
    ["dropped-by-format", "not-representable", "defaulted", "merged", "run-time-copy"];
const LOSS_KINDS: [&str; 6] = ["panel", "query", "annotation", "link", "variable", "member"];

/// A step of a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step<'r> {
    pub(super) id: String,
    #[serde(rename = "summary")]
    _summary: String,
    #[serde(rename = "kind")]
    _kind: String,
    pub(super) changed: bool,
    #[serde(borrow, default)]
    pub(super) changes: Option<Vec<&'r RawValue>>,
}

impl Step<'_> {
    /// Returns whether it leads from one version to another: it is no stage, nor the mere writing of a version, and has
    /// nothing to do with complements.
    pub(super) fn moves(&self) -> bool {
        let stages = ["/prepare", "/finish", "/version", "/inputs", "/unwrap"];
        !self.id.starts_with("complement/") && !stages.iter().any(|stage| self.id.ends_with(stage))
    }
}

impl<'r> Report<'r> {
    pub(super) fn read(text: &'r str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }
}

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Answer::Document { report, .. } = evidence.answer else { return Verdict::Holds };
    let text = match (evidence.sample.verb, report) {
        (Verb::Migrate, Some(text)) => text,
        (Verb::Migrate, None) => return Verdict::Broken("there is no report".to_owned()),
        (_, report) => return holds(report.is_none(), || "a report that nobody asked for".to_owned()),
    };
    let report = match Report::read(text) {
        Ok(report) => report,
        Err(why) => return Verdict::Broken(format!("not a report of the contract ({why}): {text}")),
    };
    let explain = evidence.option("explain") == true;
    let wrong = if report.changed && !report.steps.iter().any(|step| step.changed) {
        "`changed` is true, but no step changed anything"
    } else if report.from != report.to && !report.changed && evidence.option("from").is_null() {
        "the version changed, but `changed` is false"
    } else if report.from != report.to && report.steps.is_empty() {
        "the version changed without a step"
    } else if report.from == report.to && report.steps.iter().any(Step::moves) {
        "a step ran, but the version stayed"
    } else if report.steps.is_empty() && !(report.warnings.is_empty() && report.losses.is_empty()) {
        "at the target there are warnings or losses"
    } else if report.steps.iter().any(|step| step.changes.is_some() != explain) {
        "`changes` stand there with `explain`, always, and only then"
    } else if report
        .steps
        .iter()
        .any(|step| !step.changed && step.changes.as_ref().is_some_and(|list| !list.is_empty()))
    {
        "a step lists changes, but its `changed` is false"
    } else if !report.losses.iter().all(|loss| {
        LOSS_CODES.contains(&loss.code.as_str())
            && LOSS_KINDS.contains(&loss.kind.as_str())
            && report.steps.iter().any(|step| step.id == loss.step && step.changed)
    }) {
        "a loss has an unknown code or kind, or its step changed nothing"
    } else if !report.to.starts_with(&format!("{}@", report.family)) && evidence.option("to").is_null() {
        "`to` is of another family, but nobody asked for that"
    } else {
        return Verdict::Holds;
    };
    Verdict::Broken(format!("{wrong}: {text}"))
}

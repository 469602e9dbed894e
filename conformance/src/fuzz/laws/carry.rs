//! With `carry: "beside"` the way there and back, with the complement, is the identity, and nothing is lost on the way back.

use super::api::version;
use super::report::Report;
use super::{Evidence, Verdict, holds, show};
use crate::fuzz::judge;
use crate::protocol::Answer;
use serde_json::{Value, json};

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((_, report)) = evidence.migration().filter(|(_, report)| report.changed) else {
        return Verdict::Holds;
    };
    if version(&report.from).is_none() || version(&report.to).is_none() {
        return Verdict::Holds;
    }
    let Some(input) = evidence.input() else { return Verdict::Skipped("the judge cannot hold the input") };
    let there = [("carry", json!("beside")), ("complement", Value::Null)];
    let carried = evidence.migrate(&evidence.sample.document, &evidence.options_with(&there));
    let Answer::Document { document, complement: Some(complement), .. } = carried else {
        // Nothing was lost, or nothing is carried between these versions.
        return Verdict::Holds;
    };
    let back = [
        ("to", json!(report.from)),
        ("from", json!(report.to)),
        ("carry", Value::Null),
        ("complement", json!(complement)),
    ];
    let answer = evidence.migrate(&document, &evidence.options_with(&back));
    let Answer::Document { document, report, .. } = &answer else {
        return Verdict::Broken(format!("there is no way back: {}", show(&answer)));
    };
    let same = judge::read(document).is_some_and(|found| judge::same(&found, input));
    let report = report.as_deref().and_then(|report| Report::read(report).ok());
    holds(same && report.is_some_and(|report| report.losses.is_empty()), || {
        format!("with {complement} comes back {}", show(&answer))
    })
}

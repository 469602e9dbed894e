//! Laws of every answer: no crash, known errors, places that exist.

use super::{Evidence, Verdict, holds};
use crate::protocol::{Answer, Verb};
use dashlift::ErrorKind;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

/// A document never brings a driver down, and `internal` is a bug that was caught.
pub(super) fn no_crash(evidence: &Evidence<'_>) -> Verdict {
    match evidence.answer {
        Answer::Crashed(why) => Verdict::Broken(why.clone()),
        answer => holds(answer.error_code().as_deref() != Some("internal"), || super::show(answer)),
    }
}

/// The error of the contract: these members and no others, so no document either.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Error {
    code: String,
    #[serde(rename = "step")]
    _step: Option<String>,
    at: Option<String>,
    offset: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(rename = "details")]
    _details: Option<IgnoredAny>,
    message: String,
}

/// An error has a code of the contract, a sentence, and a place that exists.
pub(super) fn errors_are_known(evidence: &Evidence<'_>) -> Verdict {
    let Answer::Error(text) = evidence.answer else { return Verdict::Holds };
    let error: Error = match serde_json::from_str(text) {
        Ok(error) => error,
        // A pointer through a member whose name is no Unicode text.
        Err(_) if text.contains("\\ud") => return Verdict::Skipped("lone surrogates in an error"),
        Err(why) => return Verdict::Broken(format!("not an error of the contract ({why}): {text}")),
    };
    if !ErrorKind::ALL.iter().any(|kind| kind.code() == error.code) {
        return Verdict::Broken(format!("code `{}` is unknown", error.code));
    }
    if error.message.is_empty() || error.message.contains('\n') || error.message.ends_with('.') {
        return Verdict::Broken(format!("not a sentence in one line: {:?}", error.message));
    }
    if error.at.as_deref().is_some_and(|at| !at.is_empty() && !at.starts_with('/')) {
        return Verdict::Broken(format!("not a pointer: {:?}", error.at));
    }
    let given = (error.offset, error.line, error.column);
    let Some(offset) = error.offset else { return holds(given == (None, None, None), || text.clone()) };
    let document = &evidence.sample.document;
    let Some(before) = document.get(..offset) else {
        return Verdict::Broken(format!("offset {offset} lies behind the {} bytes", document.len()));
    };
    let Ok(before) = str::from_utf8(before) else { return Verdict::Holds };
    // A byte order mark counts as bytes, not as a column.
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let expected = (Some(offset), Some(before.matches('\n').count() + 1), Some(column));
    holds(given == expected, || format!("offset, line and column are {given:?}, counted {expected:?}"))
}

/// What `validate` finds is counted right and stands at places that exist.
pub(super) fn findings_point_into_the_document(evidence: &Evidence<'_>) -> Verdict {
    let Answer::Result(text) = evidence.answer else { return Verdict::Holds };
    if evidence.sample.verb != Verb::Validate {
        return Verdict::Holds;
    }
    let Some(document) = evidence.input() else { return Verdict::Skipped("the judge cannot hold the input") };
    let Ok(result) = serde_json::from_str::<Value>(text) else {
        return Verdict::Broken(format!("not JSON: {text}"));
    };
    let findings = result.get("findings").and_then(Value::as_array);
    let (Some(findings), Some(total)) = (findings, result.get("total").and_then(Value::as_u64)) else {
        return Verdict::Broken(format!("no `findings` with `total`: {text}"));
    };
    let limit = evidence.option("limit").as_u64().unwrap_or(1000);
    if findings.len() as u64 != total.min(limit) {
        return Verdict::Broken(format!("{} findings of {total} with limit {limit}", findings.len()));
    }
    let lost = findings.iter().find(|finding| {
        let at = finding.get("at").and_then(Value::as_str);
        at.is_none_or(|at| document.pointer(at).is_none())
    });
    holds(lost.is_none(), || format!("points nowhere: {}", lost.unwrap_or(&Value::Null)))
}

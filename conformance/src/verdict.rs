//! Whether an answer is right.

use crate::case::{Bytes, Case, Expectation, Expected, Parity};
use crate::mismatch::Mismatch;
use crate::protocol::Answer;
use crate::view::View;
use crate::{expected_conversion, expected_error, expected_run, judge};
use serde_json::Value;
use std::collections::BTreeSet;

/// What became of a case with a driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The answer is what is expected.
    Passed,
    /// It is not; this is how.
    Failed(String),
    /// The case was not tried, for this reason.
    Skipped(String),
    /// The answer is not what is expected, but nobody has to give it; this is why, and how.
    Optional(String),
    /// The case needs these steps, which the driver does not have yet.
    Waiting(BTreeSet<i64>),
    /// The driver died, hung or broke the protocol.
    Crashed(String),
}

/// Judges an answer; `steps` are the classic Grafana steps that the driver says it has.
pub fn judge(case: &Case, answer: &Answer, steps: &BTreeSet<i64>) -> Verdict {
    match answer {
        Answer::Skipped(why) => return Verdict::Skipped(why.clone()),
        Answer::Crashed(why) => return Verdict::Crashed(why.clone()),
        _ => {}
    }
    let problem = match &case.expectation {
        Expectation::Bytes(expected) => judge_bytes(expected, answer),
        Expectation::Parity(expected) => {
            let missing: BTreeSet<i64> = expected.steps.difference(steps).copied().collect();
            if !missing.is_empty() && answer.error_code().as_deref() == Some("no-migration-path") {
                return Verdict::Waiting(missing);
            }
            judge_parity(&expected.expected, answer)
        }
        Expectation::Unavailable { reason, fails: true } => Some(reason.clone()),
        Expectation::Unavailable { reason, fails: false } => return Verdict::Skipped(reason.clone()),
    };
    let excuse = excuse(&case.expectation).filter(|_| answer.error_code().as_deref() != Some("internal"));
    match (problem, excuse) {
        (None, _) => Verdict::Passed,
        (Some(problem), Some(why)) => Verdict::Optional(format!("{why}\n  {problem}")),
        (Some(problem), None) => Verdict::Failed(problem),
    }
}

/// Returns why a case need not pass, if it is one of those.
fn excuse(expectation: &Expectation) -> Option<&str> {
    match expectation {
        Expectation::Parity(Parity { expected: Expected::Conversion(conversion), .. }) => {
            conversion.optional.as_deref()
        }
        _ => None,
    }
}

fn judge_bytes(expected: &Bytes, answer: &Answer) -> Option<String> {
    if expected.out.is_none() && expected.error.is_none() {
        return Some("has neither `.out.json` nor `.error.json`; `bless` writes one".to_owned());
    }
    let pairs = parts(answer).into_iter();
    let wanted = [
        ("out", &expected.out),
        ("error", &expected.error),
        ("report", &expected.report),
        ("complement", &expected.complement),
    ];
    let mut problems = Vec::new();
    for (what, found) in pairs {
        let Some((_, expected)) = wanted.iter().find(|(name, _)| *name == what) else { continue };
        match expected {
            Some(expected) => {
                problems.extend(Mismatch::between(what, expected, found).map(|it| it.to_string()))
            }
            None if what == "report" => {}
            None => problems.push(format!("unexpected {what}: {}", String::from_utf8_lossy(found))),
        }
    }
    let found = parts(answer);
    for (what, expected) in wanted {
        if expected.is_some() && !found.iter().any(|(name, _)| *name == what) {
            problems.push(format!("no {what} where one is expected"));
        }
    }
    if problems.is_empty() { None } else { Some(problems.join("\n")) }
}

/// Returns the byte strings of an answer, with the names that the files of a case have.
pub fn parts(answer: &Answer) -> Vec<(&'static str, &[u8])> {
    match answer {
        Answer::Document { document, report, complement } => {
            let report = report.as_ref().map(|text| ("report", text.as_bytes()));
            let complement = complement.as_ref().map(|text| ("complement", text.as_bytes()));
            [Some(("out", document.as_slice())), report, complement].into_iter().flatten().collect()
        }
        Answer::Result(text) => vec![("out", text.as_bytes())],
        Answer::Error(text) => vec![("error", text.as_bytes())],
        Answer::Skipped(_) | Answer::Crashed(_) => Vec::new(),
    }
}

fn judge_parity(expected: &Expected, answer: &Answer) -> Option<String> {
    match (expected, answer) {
        (Expected::Conversion(expected), Answer::Document { document, report, .. }) => {
            expected_conversion::fault(expected, document, report.as_deref())
        }
        (Expected::Conversion(expected), Answer::Error(text)) => {
            expected_conversion::failure_fault(expected, text)
        }
        (Expected::Document(expected), Answer::Document { document, .. }) => match judge::read(expected) {
            Ok(expected) => judge_value(&expected, &View::default(), document),
            Err(error) => Some(format!("the expectation cannot be read: {error}")),
        },
        (Expected::Part(expected, view), Answer::Document { document, .. }) => {
            judge_value(expected, view, document)
        }
        (Expected::Run(expected), Answer::Document { document, report, .. }) => {
            match (judge::read(document), judge::read(report.as_deref().unwrap_or_default().as_bytes())) {
                (Ok(document), Ok(report)) => expected_run::fault(expected, &document, &report),
                (Err(error), _) => Some(format!("the result is not JSON: {error}")),
                (_, Err(error)) => Some(format!("the report is not JSON: {error}")),
            }
        }
        (Expected::Document(_) | Expected::Part(..) | Expected::Run(_), Answer::Error(text)) => {
            Some(format!("error instead of a result: {text}"))
        }
        (Expected::AnyError, Answer::Error(_)) => match answer.error_code() {
            Some(code) if code == "internal" => Some("error `internal` is a bug, not an answer".to_owned()),
            Some(_) => None,
            None => Some("the error has no code".to_owned()),
        },
        (Expected::Error(expected), Answer::Error(text)) => match judge::read(text.as_bytes()) {
            Ok(found) => expected_error::fault(expected, &found),
            Err(error) => Some(format!("the error is not JSON: {error}")),
        },
        (Expected::AnyError | Expected::Error(_), Answer::Document { document, .. }) => {
            Some(format!("a result instead of an error: {}", String::from_utf8_lossy(document)))
        }
        _ => Some("an answer to another question".to_owned()),
    }
}

/// Says how a document differs from the expected one, as far as the view shows it.
fn judge_value(expected: &Value, view: &View, document: &[u8]) -> Option<String> {
    let found = match judge::read(document) {
        Ok(found) => found,
        Err(error) => return Some(format!("the result is not JSON: {error}")),
    };
    let Some(found) = view.of_found(found) else { return Some(format!("nothing at `{}`", view.at)) };
    let value = judge::difference(&view.masked(expected.clone()), &found)?;
    Some(format!(
        "value differs at `{}{}`\n  expected {}\n  found    {}",
        view.at, value.at, value.expected, value.found
    ))
}

/// Compares the answers of two drivers, byte for byte.
///
/// Answers that are none (skipped, crashed) agree with everything.
pub fn disagreement(one: &Answer, other: &Answer) -> Option<Mismatch> {
    let silent = |answer: &Answer| matches!(answer, Answer::Skipped(_) | Answer::Crashed(_));
    if silent(one) || silent(other) {
        return None;
    }
    let (one, other) = (parts(one), parts(other));
    for (what, bytes) in &one {
        let found = other.iter().find(|(name, _)| name == what).map_or(&b"(none)"[..], |(_, bytes)| bytes);
        if let Some(mismatch) = Mismatch::between(what, bytes, found) {
            return Some(mismatch);
        }
    }
    let surplus = other.iter().find(|(name, _)| !one.iter().any(|(known, _)| known == name));
    surplus.and_then(|(what, bytes)| Mismatch::between(what, b"(none)", bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expected_conversion::Conversion;
    use serde_json::json;

    fn parity(result: Option<&str>, steps: &[i64]) -> Case {
        let expected = result.map_or(Expected::AnyError, |text| Expected::Document(text.as_bytes().to_vec()));
        let expectation = Expectation::Parity(Parity { expected, steps: steps.iter().copied().collect() });
        Case { suite: "s".to_owned(), name: "n".to_owned(), call: None, expectation }
    }

    fn document(text: &str) -> Answer {
        Answer::Document {
            document: text.as_bytes().to_vec(),
            report: Some("{}".to_owned()),
            complement: None,
        }
    }

    fn error(code: &str) -> Answer {
        Answer::Error(format!("{{\"code\":\"{code}\"}}"))
    }

    #[test]
    fn a_vector_waits_only_for_missing_steps_and_the_right_error() {
        let has = BTreeSet::from([40, 41, 42]);
        let check = |case: &Case, answer: &Answer| judge(case, answer, &has);
        let below = parity(Some("{}"), &[38, 39, 40]);
        assert_eq!(check(&below, &error("no-migration-path")), Verdict::Waiting(BTreeSet::from([38, 39])));
        assert!(matches!(check(&below, &error("internal")), Verdict::Failed(_)));
        assert_eq!(check(&below, &document("{}")), Verdict::Passed);
        assert!(matches!(check(&below, &document("[]")), Verdict::Failed(_)));
        let above = parity(Some("{}"), &[40]);
        assert!(matches!(check(&above, &error("no-migration-path")), Verdict::Failed(_)));
        let refused = parity(None, &[39]);
        assert_eq!(check(&refused, &error("no-migration-path")), Verdict::Waiting(BTreeSet::from([39])));
        assert_eq!(check(&parity(None, &[]), &error("no-migration-path")), Verdict::Passed);
        assert!(matches!(check(&parity(None, &[]), &error("internal")), Verdict::Failed(_)));
        assert!(matches!(check(&parity(None, &[]), &document("{}")), Verdict::Failed(_)));
    }

    #[test]
    fn what_is_optional_is_shown_as_such() {
        let case = |optional: Option<&str>| {
            let optional = optional.map(str::to_owned);
            let conversion = Conversion { result: serde_json::json!({}), counts: None, optional };
            let expected = Expected::Conversion(conversion);
            let expectation = Expectation::Parity(Parity { expected, steps: BTreeSet::new() });
            Case { expectation, ..parity(None, &[]) }
        };
        let check = |case: &Case, answer: &Answer| judge(case, answer, &BTreeSet::new());
        assert_eq!(check(&case(Some("an accident")), &document("{}")), Verdict::Passed);
        assert!(
            matches!(check(&case(Some("an accident")), &document("[]")), Verdict::Optional(text) if text.starts_with("an accident\n"))
        );
        assert!(matches!(check(&case(None), &document("[]")), Verdict::Failed(_)));
        let crashed = Answer::Crashed("dead".to_owned());
        assert!(matches!(check(&case(Some("an accident")), &crashed), Verdict::Crashed(_)));
        assert!(matches!(check(&case(Some("an accident")), &error("internal")), Verdict::Failed(_)));
    }

    #[test]
    fn a_run_a_part_and_an_error_are_compared_as_far_as_they_are_given() {
        let check = |expected: Expected, answer: &Answer| {
            let expectation = Expectation::Parity(Parity { expected, steps: BTreeSet::new() });
            judge(&Case { expectation, ..parity(None, &[]) }, answer, &BTreeSet::new())
        };
        let run = || Expected::Run(json!({"document": {}, "steps": [], "warnings": [], "losses": []}));
        assert_eq!(check(run(), &document("{}")), Verdict::Passed);
        assert!(matches!(check(run(), &document("[]")), Verdict::Failed(_)));
        assert!(matches!(check(run(), &error("a-b")), Verdict::Failed(_)));
        let bare = Answer::Document { document: b"{}".to_vec(), report: None, complement: None };
        assert!(matches!(check(run(), &bare), Verdict::Failed(_)));
        let part = || {
            let masks = vec!["/*/x".to_owned()];
            Expected::Part(json!([{"x": 1, "y": 2}]), View { at: "/a".to_owned(), masks })
        };
        assert_eq!(check(part(), &document(r#"{"a":[{"y":2,"x":[]}],"b":0}"#)), Verdict::Passed);
        assert!(matches!(check(part(), &document(r#"{"a":[{"y":3}]}"#)), Verdict::Failed(_)));
        assert!(matches!(check(part(), &document(r#"{"b":[{"y":2}]}"#)), Verdict::Failed(_)));
        assert!(matches!(check(part(), &error("a-b")), Verdict::Failed(_)));
        let coded = || Expected::Error(json!({"code": "a-b"}));
        assert_eq!(check(coded(), &error("a-b")), Verdict::Passed);
        assert!(matches!(check(coded(), &error("b-a")), Verdict::Failed(_)));
        assert!(matches!(check(coded(), &document("{}")), Verdict::Failed(_)));
    }

    #[test]
    fn bytes_must_be_the_same() {
        let case = |expected: Bytes| Case { expectation: Expectation::Bytes(expected), ..parity(None, &[]) };
        let out = |text: &str| Bytes { out: Some(text.as_bytes().to_vec()), ..Bytes::default() };
        let check = |expected: Bytes, answer: &Answer| judge(&case(expected), answer, &BTreeSet::new());
        assert_eq!(check(out("{}"), &document("{}")), Verdict::Passed);
        assert!(matches!(check(out("{}"), &document("{ }")), Verdict::Failed(_)));
        assert!(matches!(check(out("{}"), &error("x")), Verdict::Failed(_)));
        assert!(matches!(check(Bytes::default(), &document("{}")), Verdict::Failed(_)));
        let report = Bytes { report: Some(b"[]".to_vec()), ..out("{}") };
        assert!(matches!(check(report, &document("{}")), Verdict::Failed(_)));
        assert_eq!(check(out("{}"), &Answer::Skipped("no".to_owned())), Verdict::Skipped("no".to_owned()));
    }

    #[test]
    fn drivers_disagree_about_bytes() {
        assert_eq!(disagreement(&document("1"), &document("1")), None);
        assert_eq!(disagreement(&document("1"), &document("1.0")).unwrap().what, "out");
        assert_eq!(disagreement(&document("1"), &error("x")).unwrap().what, "out");
        assert_eq!(disagreement(&document("1"), &Answer::Crashed(String::new())), None);
        let bare = Answer::Document { document: b"1".to_vec(), report: None, complement: None };
        assert_eq!(disagreement(&bare, &document("1")).unwrap().what, "report");
    }
}

//! Judges the answers to one sample: do the drivers agree, do the laws hold.

use super::face::Face;
use super::laws::{Evidence, LAWS, Verdict};
use super::sample::Sample;
use crate::mismatch::Mismatch;
use crate::protocol::Answer;
use std::collections::BTreeMap;

/// The name of the first law: all drivers give the same bytes.
pub const AGREE: &str = "drivers-agree";

/// Something that must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    /// The law that is broken.
    pub law: &'static str,
    /// What happened.
    pub detail: String,
}

/// How often something could not be checked, by reason.
pub type Skips = BTreeMap<String, u64>;

/// Judges the answers of all drivers; the laws look at the first one's.
pub fn judge(
    sample: &Sample,
    answers: &[(&str, &Answer)],
    face: &dyn Face,
    skips: &mut Skips,
) -> Option<Find> {
    let mut answered = Vec::new();
    for (driver, answer) in answers {
        match answer {
            Answer::Skipped(why) => *skips.entry(format!("{driver}: {why}")).or_default() += 1,
            Answer::Crashed(why) if why.starts_with("given up") => {
                *skips.entry(format!("{driver}: {why}")).or_default() += 1;
            }
            Answer::Crashed(why) => {
                return Some(Find { law: "no-crash", detail: format!("{driver}: {why}") });
            }
            answer => answered.push((*driver, *answer)),
        }
    }
    let (first, answer) = *answered.first()?;
    for (driver, other) in answered.get(1..).unwrap_or_default() {
        if let Some(detail) = difference(answer, other) {
            return Some(Find {
                law: AGREE,
                detail: format!("{first} (expected) and {driver} (found): {detail}"),
            });
        }
    }
    laws(sample, answer, face, skips)
}

/// Checks the laws.
pub fn laws(sample: &Sample, answer: &Answer, face: &dyn Face, skips: &mut Skips) -> Option<Find> {
    let evidence = Evidence::new(sample, answer, face);
    for law in LAWS {
        match (law.check)(&evidence) {
            Verdict::Holds => {}
            Verdict::Skipped(why) => *skips.entry(format!("{}: {why}", law.name)).or_default() += 1,
            Verdict::Broken(detail) => return Some(Find { law: law.name, detail }),
        }
    }
    None
}

fn difference(one: &Answer, other: &Answer) -> Option<String> {
    if one == other {
        return None;
    }
    let (one_parts, other_parts) = (parts(one), parts(other));
    let kinds = |parts: &[(&'static str, &[u8])]| parts.iter().map(|(what, _)| *what).collect::<Vec<_>>();
    if kinds(&one_parts) != kinds(&other_parts) {
        return Some(format!("{one:?} and {other:?}"));
    }
    one_parts
        .iter()
        .zip(&other_parts)
        .find_map(|((what, one), (_, other))| Mismatch::between(what, one, other))
        .map(|mismatch| mismatch.to_string())
}

fn parts(answer: &Answer) -> Vec<(&'static str, &[u8])> {
    match answer {
        Answer::Document { document, report, complement } => {
            let report = report.as_deref().map(|text| ("report", text.as_bytes()));
            let complement = complement.as_deref().map(|text| ("complement", text.as_bytes()));
            [Some(("document", document.as_slice())), report, complement].into_iter().flatten().collect()
        }
        Answer::Result(text) => vec![("result", text.as_bytes())],
        Answer::Error(text) => vec![("error", text.as_bytes())],
        Answer::Skipped(_) | Answer::Crashed(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::face::Core;
    use crate::protocol::Verb;

    fn check(other: Answer, law: Option<&str>, skips: usize) {
        let sample = Sample::new(Verb::Detect, *b"{}");
        let right = Core::default().ask(&sample.to_call());
        let mut found = Skips::new();
        let find = judge(&sample, &[("native", &right), ("python", &other)], &Core::default(), &mut found);
        assert_eq!(find.as_ref().map(|find| find.law), law, "{find:?}");
        assert_eq!(found.len(), skips);
    }

    #[test]
    fn drivers_are_compared() {
        check(Answer::Result(r#"{"status":"unknown"}"#.to_owned()), None, 0);
        check(Answer::Result(r#"{"status":"current"}"#.to_owned()), Some(AGREE), 0);
        check(Answer::Error(r#"{"code":"internal","message":"x"}"#.to_owned()), Some(AGREE), 0);
        check(Answer::Crashed("died: signal 11".to_owned()), Some("no-crash"), 0);
        check(Answer::Crashed("given up after 50 crashes".to_owned()), None, 1);
        check(Answer::Skipped("no time".to_owned()), None, 1);
    }

    #[test]
    fn differences_are_shown_where_they_are() {
        let document =
            |text: &str| Answer::Document { document: text.into(), report: None, complement: None };
        let shown = difference(&document(r#"{"a":1}"#), &document(r#"{"a":2}"#)).unwrap();
        assert!(shown.contains("`/a`"), "{shown}");
        let kinds = difference(&document("1"), &Answer::Result("1".to_owned())).unwrap();
        assert!(kinds.contains("Result"), "{kinds}");
        assert_eq!(difference(&document("1"), &document("1")), None);
    }
}

//! Each law holds of the core, and each is broken by a liar.

use super::*;
use crate::fuzz::face::Core;
use crate::protocol::Call;

/// A face that changes the core's answers.
struct Liar {
    core: Core,
    lie: fn(&Call, Answer) -> Answer,
}

impl Face for Liar {
    fn ask(&self, call: &Call) -> Answer {
        (self.lie)(call, self.core.ask(call))
    }
}

pub(super) fn verdicts(sample: &Sample, lie: fn(&Call, Answer) -> Answer) -> Vec<(&'static str, Verdict)> {
    let liar = Liar { core: Core::default(), lie };
    let answer = liar.ask(&sample.to_call());
    let evidence = Evidence::new(sample, &answer, &liar);
    LAWS.iter().map(|law| (law.name, (law.check)(&evidence))).collect()
}

/// Checks that everything holds of the truth and that a lie breaks a law.
pub(super) fn check(law: &str, sample: &Sample, lie: fn(&Call, Answer) -> Answer) {
    for (name, verdict) in verdicts(sample, |_, answer| answer) {
        assert_eq!(verdict, Verdict::Holds, "{name} of {sample:?}");
    }
    let found = verdicts(sample, lie).into_iter().find(|(name, _)| *name == law);
    assert!(matches!(found, Some((_, Verdict::Broken(_)))), "{law} of {sample:?}: {found:?}");
}

const OLD: &str = r#"{"title":"A","schemaVersion":41,"tags":null,"panels":[{"id":1,"type":"graph","links":[{}],"targets":[{"expr":"up"}]}],
    "templating":{"list":[{"name":"v"}]},"annotations":{"list":[]},"links":[{"url":"x"}]}"#;
const DONE: &str = r#"{"title":"A", "schemaVersion":42, "panels":[]}"#;

pub(super) fn migrate(document: &str, options: &str) -> Sample {
    Sample { options: options.to_owned(), ..Sample::new(Verb::Migrate, document) }
}

fn format(document: &str) -> Sample {
    Sample { style: "canonical".to_owned(), ..Sample::new(Verb::Format, document) }
}

/// Replaces a piece of the document and of the report or result.
pub(super) fn edit(answer: Answer, old: &str, new: &str) -> Answer {
    let bytes = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(old, new).into_bytes();
    let text = |text: String| text.replace(old, new);
    match answer {
        Answer::Document { document, report, complement } => {
            Answer::Document { document: bytes(document), report: report.map(text), complement }
        }
        Answer::Result(result) => Answer::Result(text(result)),
        Answer::Error(error) => Answer::Error(text(error)),
        other => other,
    }
}

/// Replaces a piece of the report only.
pub(super) fn edit_report(answer: Answer, old: &str, new: &str) -> Answer {
    match answer {
        Answer::Document { document, report, complement } => {
            Answer::Document { document, report: report.map(|text| text.replace(old, new)), complement }
        }
        other => other,
    }
}

#[test]
fn crashes_are_found() {
    check("no-crash", &migrate(OLD, "{}"), |_, _| Answer::Crashed("died".to_owned()));
    check("no-crash", &migrate("[", "{}"), |_, answer| edit(answer, "invalid-json", "internal"));
}

#[test]
fn odd_errors_are_found() {
    let check = |old_and_new: fn(&Call, Answer) -> Answer| {
        check("errors-are-known", &migrate("[\n1,", "{}"), old_and_new);
    };
    check(|_, answer| edit(answer, "invalid-json", "bad-json"));
    check(|_, answer| edit(answer, r#""offset":4"#, r#""offset":40"#));
    check(|_, answer| edit(answer, r#""line":2"#, r#""line":1"#));
    check(|_, answer| edit(answer, r#""column":3"#, r#""column":4"#));
    check(|_, answer| edit(answer, r#","message""#, r#","document":{},"message""#));
    check(|_, answer| edit(answer, r#","message""#, r#","at":"x","message""#));
    check(|_, answer| edit(answer, r#"text""#, r#"text.""#));
}

#[test]
fn another_grammar_is_found() {
    let law = "grammar-is-rfc-8259";
    let accepted = |_: &Call, _: Answer| Answer::Result(r#"{"status":"unknown"}"#.to_owned());
    let refused = |_: &Call, _: Answer| Answer::Error(r#"{"code":"invalid-json","message":"x"}"#.to_owned());
    check(law, &migrate("[1,]", "{}"), accepted);
    check(law, &migrate(&("[".repeat(257) + &"]".repeat(257)), "{}"), accepted);
    check(law, &Sample::new(Verb::Detect, *b"\"\xff\""), refused);
    check(law, &migrate(DONE, "{}"), refused);
}

#[test]
fn inconsistent_reports_are_found() {
    let law = "reports-are-consistent";
    let no_report: fn(&Call, Answer) -> Answer = |_, answer| match answer {
        Answer::Document { document, complement, .. } => {
            Answer::Document { document, report: None, complement }
        }
        other => other,
    };
    check(law, &migrate(OLD, "{}"), no_report);
    check(law, &migrate(OLD, "{}"), |_, answer| {
        edit_report(answer, r#""changed":true"#, r#""changed":false"#)
    });
    check(law, &migrate(OLD, "{}"), |_, answer| edit_report(answer, r#""losses""#, r#""lost""#));
    check(law, &migrate(OLD, r#"{"explain":true}"#), |_, answer| {
        edit_report(answer, r#""changes""#, r#""changed""#)
    });
    check(law, &migrate(OLD, "{}"), |_, answer| {
        edit_report(answer, r#""from":"grafana@41""#, r#""from":"grafana@42""#)
    });
    check(law, &migrate(DONE, "{}"), |_, answer| {
        edit_report(answer, r#""changed":false"#, r#""changed":true"#)
    });
    check(law, &migrate(DONE, "{}"), |_, answer| edit_report(answer, r#""losses":[]"#, r#""losses":[{}]"#));
}

#[test]
fn bad_output_is_found() {
    let law = "output-is-json-at-the-target";
    check(law, &migrate(OLD, "{}"), |_, answer| edit(answer, r#""panels":["#, r#""panels":[,"#));
    check(law, &migrate(OLD, "{}"), |_, answer| edit(answer, r#""id":1"#, r#""id":1e999"#));
    check(law, &migrate(OLD, "{}"), |_, answer| {
        edit(answer, r#""schemaVersion":42"#, r#""schemaVersion":41"#)
    });
}

#[test]
fn touched_documents_are_found() {
    let law = "untouched-means-same-bytes";
    check(law, &migrate(DONE, "{}"), |_, answer| edit(answer, r#", "panels""#, r#","panels""#));
    check(law, &migrate(DONE, r#"{"style":"compact"}"#), |_, answer| edit(answer, r#""A""#, r#""B""#));
    check(law, &migrate(DONE, "{}"), |_, answer| {
        edit_report(answer, r#""changed":false"#, r#""changed":true"#)
    });
}

#[test]
fn results_that_do_not_settle_are_found() {
    let law = "a-second-time-changes-nothing";
    check(law, &migrate(OLD, "{}"), |call, answer| match answer {
        Answer::Document { .. } if call.options.as_deref() != Some("{}") => edit(answer, r#""A""#, r#""B""#),
        other => other,
    });
    // Only `from` says what this is.
    check(law, &migrate("{}", r#"{"from":"grafana@41","to":"41"}"#), |call, answer| match &call.document {
        Some(crate::protocol::Document::Bytes(bytes)) if bytes.len() > 2 => edit(answer, "41", "40"),
        _ => answer,
    });
    check(law, &migrate(OLD, "{}"), |call, answer| match call.options.as_deref() {
        Some("{}") => answer,
        _ => Answer::Error(r#"{"code":"too-new","message":"x"}"#.to_owned()),
    });
}

#[test]
fn wrong_explanations_are_found() {
    let law = "explain-rebuilds-the-output";
    check(law, &migrate(OLD, "{}"), |_, answer| {
        edit_report(answer, r#""op":"add","path":"/time""#, r#""op":"add","path":"/tome""#)
    });
    check(law, &migrate(OLD, "{}"), |_, answer| edit_report(answer, r#""op":"add""#, r#""op":"put""#));
    check(law, &migrate(OLD, "{}"), |call, answer| {
        let explains = call.options.as_deref().is_some_and(|options| options.contains("explain"));
        if explains { edit(answer, r#""A""#, r#""B""#) } else { answer }
    });
}

#[test]
fn losses_are_found() {
    let law = "nothing-is-lost-in-silence";
    check(law, &migrate(OLD, "{}"), |_, answer| edit(answer, r#""expr":"up","#, ""));
    check(law, &migrate(OLD, "{}"), |_, answer| edit(answer, r#"{"url":"x"}"#, ""));
    check(law, &migrate(OLD, "{}"), |_, answer| edit(answer, r#"{"name":"v"}"#, ""));
    let copies =
        r#"{"schemaVersion":26,"panels":[{"repeatPanelId":1,"targets":[{"expr":"up"}],"links":[{}]}]}"#;
    check(law, &migrate(copies, "{}"), |_, answer| {
        edit_report(answer, r#""kind":"panel""#, r#""kind":"member""#)
    });
}

#[test]
fn odd_losses_are_found() {
    let law = "reports-are-consistent";
    let copies = migrate(r#"{"schemaVersion":26,"panels":[{"repeatPanelId":1}]}"#, "{}");
    check(law, &copies, |_, answer| edit_report(answer, r#""run-time-copy""#, r#""gone""#));
    check(law, &copies, |_, answer| edit_report(answer, r#""kind":"panel""#, r#""kind":"row""#));
    check(law, &copies, |_, answer| edit_report(answer, r#""step":"grafana/27""#, r#""step":"grafana/25""#));
}

#[test]
fn refusals_are_found() {
    let law = "what-is-planned-arrives";
    check(law, &migrate(OLD, "{}"), |call, answer| match call.verb {
        Verb::Migrate => Answer::Error(r#"{"code":"invalid-document","message":"x"}"#.to_owned()),
        _ => answer,
    });
    check("what-migrates-can-be-validated", &migrate(OLD, "{}"), |call, answer| match call.verb {
        Verb::Validate => Answer::Error(r#"{"code":"unknown-family","message":"x"}"#.to_owned()),
        _ => answer,
    });
}

#[test]
fn styles_that_change_values_are_found() {
    let law = "format-keeps-the-value";
    check(law, &format(r#"{"b":1.0,"a":[]}"#), |call, answer| match call.style.as_deref() {
        Some("pretty") => edit(answer, "1.0", "1.1"),
        _ => answer,
    });
    check(law, &format(r#"{"b":1.0}"#), |_, answer| edit(answer, "}", "} "));
    check(law, &format(r#"{"b":1.0}"#), |call, answer| match call.style.as_deref() {
        Some("auto") => Answer::Error(r#"{"code":"invalid-option","message":"x"}"#.to_owned()),
        _ => answer,
    });
}

#[test]
fn several_canonical_forms_are_found() {
    let law = "canonical-has-one-form";
    check(law, &format(r#"{"b":1.0,"a":[]}"#), |call, _| match &call.document {
        Some(crate::protocol::Document::Bytes(bytes)) => {
            Answer::Document { document: bytes.to_vec(), report: None, complement: None }
        }
        _ => Answer::Result(String::new()),
    });
    check(law, &format("[1]"), |_, _| {
        Answer::Error(r#"{"code":"invalid-unicode","message":"x"}"#.to_owned())
    });
    check(law, &format("[2]"), |_, answer| edit(answer, "2", "3"));
}

#[test]
fn a_detection_that_disagrees_is_found() {
    let law = "detect-agrees-with-migrate";
    let detect = |document: &str| Sample::new(Verb::Detect, document);
    check(law, &migrate(OLD, "{}"), |_, answer| match answer {
        Answer::Result(_) => edit(answer, "grafana@41", "grafana@40"),
        other => other,
    });
    check(law, &detect(OLD), |_, answer| match answer {
        Answer::Result(_) => edit(answer, "upgradable", "current"),
        other => other,
    });
    check(law, &detect(DONE), |_, answer| edit_report(answer, r#""changed":false"#, r#""changed":true"#));
    check(law, &detect("{}"), |_, answer| edit(answer, "unknown-family", "too-new"));
    check(law, &detect(r#"{"title":"A","schemaVersion":43}"#), |_, answer| {
        edit(answer, r#""too-new""#, r#""current""#)
    });
    check(law, &detect("[1"), |call, answer| match call.verb {
        Verb::Migrate => edit(answer, r#""column":3"#, r#""column":4"#),
        _ => answer,
    });
}

#[test]
fn a_plan_that_disagrees_is_found() {
    let law = "plan-agrees-with-migrate";
    check(law, &migrate(OLD, "{}"), |call, answer| match call.verb {
        Verb::Plan => edit(answer, "grafana/42", "grafana/43"),
        _ => answer,
    });
}

#[test]
fn findings_that_point_nowhere_are_found() {
    let law = "findings-point-into-the-document";
    let validate = Sample::new(Verb::Validate, DONE);
    check(law, &validate, |_, answer| edit(answer, r#""total":0"#, r#""total":1"#));
    check(law, &validate, |_, answer| {
        edit(answer, r#""total":0,"findings":[]"#, r#""total":1,"findings":[{"at":"/panels/0"}]"#)
    });
}

#[test]
fn every_law_has_a_liar() {
    let this = concat!(include_str!("tests.rs"), include_str!("api_tests.rs"));
    for law in LAWS {
        assert!(this.contains(&format!("\"{}\"", law.name)), "{}", law.name);
    }
}

//! What the engine does with these families, one fact each; the bytes are in `conformance/cases/engine`.

use crate::documents::{COMPACT, Json, LAYOUTS};
use crate::{migrate, migrator, text, to};
use dashlift::{Context, Error, Migrator, Options, Registry, ValidateOptions};

fn steps(outcome: &dashlift::Outcome<'_>) -> Vec<String> {
    outcome.report.steps.iter().map(|step| step.id.clone()).collect()
}

fn error(document: &str, options: &Options) -> (&'static str, Option<String>, Option<String>) {
    let Error { kind, step, at, .. } = migrate(document, options).unwrap_err();
    (kind.code(), step, at)
}

fn place(step: &str, at: &str) -> (Option<String>, Option<String>) {
    (Some(step.to_owned()), Some(at.to_owned()))
}

#[test]
fn a_family_is_added_without_touching_another() {
    let board = br#"{"acme": 5, "widgets": []}"#;
    let standard = Migrator::standard();
    assert_eq!(standard.detect(board).unwrap().family, None);
    let seen = migrator().detect(board).unwrap();
    assert_eq!(seen.version.as_deref(), Some("acme@5"));
    let classic = br#"{"title": "A", "panels": [], "schemaVersion": 40}"#;
    let lifted = migrator().migrate(classic, &Options::default()).unwrap();
    assert_eq!(lifted, standard.migrate(classic, &Options::default()).unwrap());
}

#[test]
fn a_later_family_of_the_same_name_takes_the_place() {
    let young = dashlift::engine::Family { steps: &own_family::ACME.steps[..1], ..own_family::ACME };
    let registry = own_family::registry().with(young);
    assert_eq!(registry.families().len(), own_family::registry().families().len());
    assert_eq!(registry.family("acme").map(|family| family.steps.len()), Some(1));
}

#[test]
fn stages_run_once_around_the_steps() {
    let board = r#"{"acme": 2, "lastOpened": "today"}"#;
    let lifted = migrate(board, &Options { family: Some("acme".to_owned()), ..Options::default() }).unwrap();
    assert_eq!(steps(&lifted), ["acme/prepare", "acme/3", "acme/4", "acme/5", "acme/finish"]);
    assert_eq!(text(&lifted), r#"{"acme": 5, "widgets": []}"#);
}

#[test]
fn a_board_at_its_target_keeps_its_bytes_in_every_layout() {
    let member = |name: &str, value: &str| (name.to_owned(), Json::Leaf(value.to_owned()));
    let widget = Json::Object(vec![member("id", "1.0"), member("type", r#""gr\u0061ph""#)]);
    let board = Json::Object(vec![
        member("acme", "5.0"),
        member("lastOpened", r#""today""#),
        ("widgets".to_owned(), Json::Array(vec![widget])),
    ]);
    for layout in LAYOUTS {
        let input = board.print(layout);
        let outcome = migrate(&input, &Options::default()).unwrap();
        assert_eq!(text(&outcome), input);
        let normal = migrate(&input, &Options { normalize: true, ..Options::default() }).unwrap();
        assert_eq!(steps(&normal), ["acme/prepare", "acme/finish"]);
        assert_eq!(text(&normal).contains("lastOpened"), input.is_empty());
    }
    assert_eq!(migrate(&board.print(COMPACT), &to("acme 7.2")).unwrap().report.to, "acme@5");
}

#[test]
fn from_overrules_the_number_of_a_document() {
    let board = r#"{"acme": 9, "refreshMinutes": 2, "widgets": []}"#;
    assert_eq!(error(board, &Options::default()).0, "too-new");
    let stated = Options { from: Some("1".to_owned()), ..Options::default() };
    assert_eq!(
        text(&migrate(board, &stated).unwrap()),
        r#"{"acme": 5, "refreshSeconds": 120, "widgets": []}"#
    );
}

#[test]
fn from_does_not_overrule_an_api_version() {
    let resource =
        r#"{"apiVersion": "boards.acme.example/v1beta1", "kind": "Board", "spec": {"widgets": []}}"#;
    let stated = Options { from: Some("5".to_owned()), ..Options::default() };
    assert_eq!(error(resource, &stated).0, "version-mismatch");
    assert_eq!(migrate(resource, &Options::default()).unwrap().report.to, "acme@v1beta1");
}

#[test]
fn a_form_is_left_only_when_asked() {
    let board = r#"{"acme": 5, "title": "Fleet", "widgets": []}"#;
    let resource = r#"{"apiVersion": "boards.acme.example/v1beta1", "kind": "Board", "spec": {"title": "Fleet", "widgets": []}}"#;
    assert!(migrate(board, &to("acme")).unwrap().report.steps.is_empty());
    assert_eq!(text(&migrate(board, &to("v1beta1")).unwrap()), resource);
    assert_eq!(text(&migrate(resource, &to("acme@5")).unwrap()), board);
    assert_eq!(error(resource, &to("acme@3")).0, "downgrade-unsupported");
}

#[test]
fn a_step_fails_with_its_name_and_place() {
    let cases = [
        (
            r#"{"acme": 1, "refreshMinutes": "5", "widgets": []}"#,
            "invalid-field",
            "acme/2",
            "/refreshMinutes",
        ),
        (
            r#"{"acme": 2, "widgets": [1, {"kind": 1, "type": 2}]}"#,
            "field-conflict",
            "acme/3",
            "/widgets/1/type",
        ),
        (r#"{"acme": 3, "widgets": [{"source": {}}]}"#, "invalid-field", "acme/4", "/widgets/0/source"),
    ];
    for (document, code, step, at) in cases {
        let (step, at) = place(step, at);
        assert_eq!(error(document, &Options::default()), (code, step.clone(), at.clone()));
        let answer = format!(r#"{{"board": {document}, "revision": 1}}"#);
        let inside = at.map(|at| format!("/board{at}"));
        assert_eq!(error(&answer, &Options::default()), (code, step, inside));
    }
}

#[test]
fn an_infinite_number_is_refused_only_if_it_is_still_there() {
    let board = |minutes: &str| format!(r#"{{"acme": 1, "refreshMinutes": {minutes}, "widgets": []}}"#);
    for style in [dashlift::Style::Auto, dashlift::Style::Compact, dashlift::Style::Canonical] {
        let options = Options { style, explain: true, ..Options::default() };
        for minutes in ["1e308", "-1e308", "1e999"] {
            let (step, at) = place("acme/2", "");
            assert_eq!(error(&board(minutes), &options), ("unrepresentable-number", step, at));
        }
    }
    // Between two families a document is as it would be written.
    let (step, at) = place("acme/2", "");
    assert_eq!(error(&board("1e308"), &to("zeta")), ("unrepresentable-number", step, at));
    assert!(migrate(&board("1e306"), &Options::default()).is_ok());
}

#[test]
fn repeated_names_are_told_when_something_is_done() {
    let board = |version: u8| format!(r#"{{"acme": {version}, "title": "A", "title": "B", "widgets": []}}"#);
    let lifted = board(4);
    let lifted = migrate(&lifted, &Options::default()).unwrap();
    assert_eq!(text(&lifted), r#"{"acme": 5, "title": "B", "widgets": []}"#);
    assert_eq!(lifted.report.warnings[0].code, "duplicate-key");
    assert_eq!(lifted.report.warnings[0].at.as_deref(), Some("/title"));
    let current = board(5);
    let same = migrate(&current, &Options::default()).unwrap();
    assert_eq!((text(&same), same.report.warnings.len()), (current.as_str(), 0));
}

#[test]
fn the_context_of_the_options_overrules_that_of_the_migrator() {
    let board = r#"{"acme": 3, "widgets": [{"source": "Fleet metrics"}]}"#;
    assert!(
        text(&migrate(board, &Options::default()).unwrap())
            .contains(r#"{"uid": "m1", "type": "prometheus"}"#)
    );
    let options = Options { context: Some(Context::default()), ..Options::default() };
    let outcome = migrate(board, &options).unwrap();
    assert!(text(&outcome).contains(r#"{"name": "Fleet metrics"}"#));
    assert_eq!(outcome.report.warnings[0].code, "unknown-source");
}

#[test]
fn a_plan_warns_before_anything_is_done() {
    let plan = migrator().plan("acme@2", "acme@latest").unwrap();
    assert_eq!(plan.warnings.len(), 1);
    assert_eq!(plan.warnings[0].code, "path-warning");
    assert!(migrator().plan("acme@4", "5").unwrap().warnings.is_empty());
}

#[test]
fn findings_come_in_document_order() {
    let board = r#"{"acme": 5, "widgets": [{"id": 1, "source": {"uid": "x"}}, {"id": 1.0}]}"#;
    let rules = |document: &str| {
        let found = migrator().validate(document.as_bytes(), &ValidateOptions::default()).unwrap();
        found.findings.into_iter().map(|finding| (finding.rule, finding.at)).collect::<Vec<_>>()
    };
    let expected = [
        ("acme/untitled", ""),
        ("acme/unknown-source", "/widgets/0/source/uid"),
        ("acme/duplicate-widget-id", "/widgets/1/id"),
    ];
    assert_eq!(rules(board), expected.map(|(rule, at)| (rule.to_owned(), at.to_owned())));
    let answer = format!(r#"{{"revision": 1, "board": {board}}}"#);
    let inside = expected.map(|(rule, at)| (rule.to_owned(), format!("/board{at}")));
    assert_eq!(rules(&answer), inside);
}

#[test]
fn a_bridge_needs_both_families() {
    let board = r#"{"acme": 5, "title": "Fleet", "widgets": [{"type": "map"}, {"type": "graph"}]}"#;
    let wall = migrate(board, &to("zeta")).unwrap();
    assert_eq!(text(&wall), r#"{"zeta": "1.0.0", "name": "Fleet", "tiles": [{"chart": "line"}]}"#);
    assert_eq!(wall.report.losses[0].at, "/widgets/0");
    let strict = Options { strict: true, ..to("zeta") };
    let (step, at) = place("acme-zeta", "/widgets/0");
    assert_eq!(error(board, &strict), ("panel-conversion-failed", step, at));
    let alone = Migrator::new(Registry::empty().with(own_family::ACME), Context::default());
    assert_eq!(alone.migrate(board.as_bytes(), &to("zeta")).unwrap_err().code(), "invalid-target");
    let alone = Migrator::new(Registry::empty().with(own_family::ZETA), Context::default());
    assert_eq!(alone.plan("zeta@1.0.0", "zeta@latest").unwrap().steps.len(), 1);
}

//! The laws of Grafana's API objects hold of the core, and each is broken by a liar.

use super::tests::{check, edit, edit_report, migrate, verdicts};
use super::*;
use crate::protocol::Call;

/// A v2beta1 dashboard whose tabs become rows, with an unknown variable and a panel that no layout names.
const TABS: &str = r#"{"apiVersion":"dashboard.grafana.app/v2beta1","kind":"Dashboard","metadata":{"name":"d"},"spec":{
    "title":"t1x","elements":{"panel-1":{"kind":"Panel","spec":{"id":1,"title":"t2x","data":{"kind":"QueryGroup","spec":{"queries":[]}}}},
    "gone":{"kind":"Panel","spec":{"id":2,"title":"t3x"}}},"variables":[{"kind":"TextVariable","spec":{"name":"t4x"}},{"kind":"Odd"}],
    "layout":{"kind":"TabsLayout","spec":{"tabs":[{"kind":"TabsLayoutTab","spec":{"title":"t5x","layout":{"kind":"GridLayout","spec":{"items":[
    {"kind":"GridLayoutItem","spec":{"x":0,"y":0,"width":6,"height":3,"element":{"kind":"ElementReference","name":"panel-1"}}}]}}}}]}}}}"#;
const CLASSIC: &str = r#"{"to":"grafana@v1beta1"}"#;
const ALPHA: &str = r#"{"to":"grafana@v2alpha1"}"#;

#[test]
fn silent_losses_are_found() {
    let law = "what-does-not-come-back-is-told";
    check(law, &migrate(TABS, CLASSIC), |_, answer| edit(answer, "t4x", "other"));
    check(law, &migrate(TABS, CLASSIC), |_, answer| edit_report(answer, "t3x", "other"));
    let flag = TABS.replace(r#""title":"t5x""#, r#""title":"t5x","fillScreen":true"#);
    let flag = flag.replace("TabsLayoutTab", "RowsLayoutRow").replace("Tabs", "Rows").replace("tabs", "rows");
    check(law, &migrate(&flag, CLASSIC), |_, answer| edit_report(answer, "fillScreen", "other"));
}

#[test]
fn wrong_places_of_losses_are_found() {
    let law = "losses-point-at-what-is-lost";
    let document = TABS.replace(r#""title":"t1x""#, r#""title":"t1x","unknown":"t6x""#);
    check(law, &migrate(&document, ALPHA), |_, answer| edit_report(answer, "/spec/unknown", "/spec/other"));
    check(law, &migrate(&document, ALPHA), |_, answer| edit_report(answer, "t6x", "t7x"));
}

#[test]
fn wrong_counts_are_found() {
    let law = "counts-agree-with-losses";
    check(law, &migrate(TABS, CLASSIC), |_, answer| {
        edit_report(answer, r#""kind":"panel""#, r#""kind":"member""#)
    });
    check(law, &migrate(TABS, CLASSIC), |_, answer| edit_report(answer, "panel count", "count"));
    check(law, &migrate(TABS, CLASSIC), |_, answer| edit_report(answer, r#""panels":2"#, r#""pane":2"#));
}

#[test]
fn outputs_that_cannot_be_read_are_found() {
    let law = "output-can-be-converted-on";
    check(law, &migrate(TABS, ALPHA), |call, answer| {
        unless_asked(call, ALPHA, answer, |answer| {
            let message = r#"{"code":"invalid-field","at":"/spec/title","message":"expected a text"}"#;
            drop(answer);
            Answer::Error(message.to_owned())
        })
    });
}

#[test]
fn second_trips_that_change_something_are_found() {
    let law = "one-trip-is-enough";
    check(law, &migrate(TABS, ALPHA), |_, answer| edit(answer, "t1", "t11"));
}

#[test]
fn wrong_api_versions_are_found() {
    check("output-is-json-at-the-target", &migrate(TABS, ALPHA), |_, answer| {
        edit(answer, "grafana.app/v2alpha1", "grafana.app/v2beta1")
    });
}

#[test]
fn names_and_rows_that_are_lost_in_silence_are_found() {
    let named = TABS.replace("panel-1", "soil").replace("v2beta1", "v2alpha1");
    let law = "what-does-not-come-back-is-told";
    check(law, &migrate(&named, CLASSIC), |_, answer| edit_report(answer, "soil", "panel-1"));
    let law = "losses-point-at-what-is-lost";
    check(law, &migrate(&named, CLASSIC), |_, answer| edit_report(answer, r#":"soil""#, r#":"oil""#));
    let row = TABS.replace(r#""data":"#, r#""vizConfig":{"kind":"VizConfig","group":"row"},"data":"#);
    let (law, row) = ("counts-agree-with-losses", migrate(&row, CLASSIC));
    let of = |lie| verdicts(&row, lie).into_iter().find(|(name, _)| *name == law);
    assert_eq!(of(|_, answer| answer), Some((law, Verdict::Holds)));
    let lied = of(|_, answer| edit_report(answer, r#""kind":"panel","step""#, r#""kind":"member","step""#));
    assert!(matches!(lied, Some((_, Verdict::Broken(_)))), "{lied:?}");
}

#[test]
fn what_is_around_a_wrapped_dashboard_is_counted() {
    let wrapped = r#"{"apiVersion":"dashboard.grafana.app/v1beta1","spec":{"dashboard":{},"annotations":{"list":[{"name":"a"}]}}}"#;
    check("counts-agree-with-losses", &migrate(wrapped, ALPHA), |_, answer| {
        edit_report(answer, r#""at":"/spec/annotations""#, r#""at":"/spec/other""#)
    });
}

#[test]
fn a_spec_that_is_called_classic_stays_so() {
    let sample = migrate(r#"{"elements":{},"layout":{}}"#, r#"{"to":"grafana@42","from":"42"}"#);
    check("a-second-time-changes-nothing", &sample, |call, answer| {
        unless_asked(call, r#"{"to":"grafana@42","from":"42"}"#, answer, |answer| {
            edit(answer, "layout", "other")
        })
    });
}

/// Lies of every question but the first.
fn unless_asked(call: &Call, options: &str, answer: Answer, lie: fn(Answer) -> Answer) -> Answer {
    if call.options.as_deref() == Some(options) { answer } else { lie(answer) }
}

#[test]
fn complements_that_do_not_bring_everything_back_are_found() {
    // A liar invents the complement, too, as long as nothing is carried between these versions.
    let law = "what-is-carried-comes-back";
    let found = verdicts(&migrate(TABS, CLASSIC), |call, answer| match answer {
        Answer::Document { document, report, .. }
            if call.options.as_deref().is_some_and(|it| it.contains("beside")) =>
        {
            Answer::Document { document, report, complement: Some("{}".to_owned()) }
        }
        other => edit(other, "t2x", "t9x"),
    });
    let found = found.into_iter().find(|(name, _)| *name == law);
    assert!(matches!(found, Some((_, Verdict::Broken(_)))), "{found:?}");
}

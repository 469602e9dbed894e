//! What queries and their references become.

use super::super::path::Path;
use super::{Owner, down_queries, panel_query_to_alpha, panel_query_to_beta, to_alpha, up_targets};
use crate::engine::{Context, Notes, Options};
use crate::json::{Arena, Array, Object, Value, ValueMut, object, parse};

const AT: Path<'_> = Path::Root("/spec/x");

const DATASOURCES: &str = r#"{"datasources": [
    {"uid": "p", "type": "prometheus", "isDefault": true}, {"uid": "l", "type": "loki", "name": "Logs"}]}"#;

/// Compares what a conversion makes of an object, and where it loses something.
fn check(input: &str, convert: for<'a> fn(&mut Object<'a>, &mut Notes<'_>), expected: &str, lost: &[&str]) {
    let (context, options) = (Context::from_json(DATASOURCES).unwrap(), Options::default());
    let arena = Arena::new();
    let mut root = parse(&arena, input.as_bytes()).unwrap().root;
    let mut notes = Notes::new(&context, &options);
    convert(root.as_mut().into_object().unwrap(), &mut notes);
    assert_eq!(root.to_json(), expected, "{input}");
    let losses: Vec<&str> = notes.losses.iter().map(|loss| loss.at.as_str()).collect();
    assert_eq!(losses, lost, "{input}");
}

fn list<'a>(object: &mut Object<'a>, name: &str) -> &'a mut Array<'a> {
    let Some(Value::Array(list)) = object.take(name) else { panic!("no list `{name}`") };
    list
}

#[test]
fn targets_get_letters_that_are_free() {
    fn letters(panel: &mut Object<'_>, notes: &mut Notes<'_>) {
        let queries = up_targets(list(panel, "targets"), None, &AT, notes);
        panel.set("targets", queries);
        let Some(queries) = panel.array_mut("targets") else { return };
        for index in 0..queries.len() {
            let query = queries.get_mut(index).and_then(ValueMut::into_object);
            let letters = query.and_then(|query| query.object_mut("spec")?.take("refId"));
            queries.set(index, letters);
        }
    }
    check(
        r#"{"targets":[{},{"refId":"A"},{"refId":""},{"refId":"C"},{"refId":"A"},{"refId":7},"x"]}"#,
        letters,
        r#"{"targets":["B","A","D","C","A","E"]}"#,
        &["/spec/x/targets/5/refId", "/spec/x/targets/6"],
    );
    let empty = vec!["{}"; 28].join(",");
    let alphabet: Vec<String> = ('A'..='Z').map(|letter| format!("\"{letter}\"")).collect();
    let expected = format!(r#"{{"targets":["AB",{},"AA","AC"]}}"#, alphabet.join(","));
    check(&format!(r#"{{"targets":[{{"refId":"AB"}},{empty}]}}"#), letters, &expected, &[]);
}

#[test]
fn targets_have_the_data_source_of_their_panel() {
    fn query(panel: &mut Object<'_>, notes: &mut Notes<'_>) {
        let (targets, datasource) = (list(panel, "targets"), panel.remove("datasource"));
        let queries = up_targets(targets, datasource, &AT, notes);
        panel.set("targets", queries);
    }
    let wrapped = |spec: &str| format!(r#"{{"targets":[{{"kind":"PanelQuery","spec":{spec}}}]}}"#);
    for (datasource, kind, beside, lost) in [
        (r#"{"uid":"l"}"#, "loki", r#","datasource":{"type":"loki","uid":"l"}"#, None),
        (
            r#"{"uid":"unknown"}"#,
            "prometheus",
            r#","datasource":{"type":"prometheus","uid":"unknown"}"#,
            None,
        ),
        (r#""$ds""#, "", r#","datasource":{"type":"","uid":"$ds"}"#, None),
        (
            r#"{"type":"datasource"}"#,
            "datasource",
            r#","datasource":{"type":"datasource","uid":"grafana"}"#,
            None,
        ),
        (r#"{"uid":"-- Mixed --"}"#, "", "", None),
        (r#"{"type":"t","apiVersion":"v1"}"#, "t", "", Some("/spec/x/datasource/apiVersion")),
        (r#""Logs""#, "", "", Some("/spec/x/datasource")),
    ] {
        let input =
            format!(r#"{{"targets":[{{"hide":true,"refId":"Q","e":null}}],"datasource":{datasource}}}"#);
        let spec = format!(
            r#"{{"query":{{"kind":"{kind}","spec":{{"e":null}}}}{beside},"refId":"Q","hidden":true}}"#
        );
        check(&input, query, &wrapped(&spec), lost.as_slice());
    }
    check(r#"{"targets":[],"datasource":{"uid":"l"}}"#, query, r#"{"targets":[]}"#, &["/spec/x/datasource"]);
}

#[test]
fn queries_become_targets_and_the_panel_has_their_data_source() {
    fn down(element: &mut Object<'_>, notes: &mut Notes<'_>) {
        let (targets, datasource) =
            down_queries(list(element, "queries"), &AT.member("queries"), element.arena(), notes);
        element.set("queries", object([("targets", targets), ("datasource", datasource.into())]));
    }
    let query = |uid: &str, spec: &str| {
        format!(
            r#"{{"kind":"PanelQuery","spec":{{"refId":"A","hidden":true,"query":{{"kind":"loki","spec":{spec}}},"datasource":{{"uid":"{uid}"}}}}}}"#
        )
    };
    let dashboard = query("-- Dashboard --", "null");
    let target =
        |uid: &str| format!(r#"{{"refId":"A","hide":true,"datasource":{{"type":"loki","uid":"{uid}"}}}}"#);
    for (queries, targets, datasource) in [
        (query("u", "null"), target("u"), r#"{"type":"loki","uid":"u"}"#),
        (
            format!("{},{}", query("u", "null"), query("v", "null")),
            format!("{},{}", target("u"), target("v")),
            r#"{"type":"mixed","uid":"-- Mixed --"}"#,
        ),
        (dashboard, target("-- Dashboard --"), r#"{"type":"datasource","uid":"-- Dashboard --"}"#),
        (String::new(), String::new(), "null"),
    ] {
        let expected = format!(r#"{{"queries":{{"targets":[{targets}],"datasource":{datasource}}}}}"#);
        check(&format!(r#"{{"queries":[{queries}]}}"#), down, &expected, &[]);
    }
    check(
        &format!(
            r#"{{"queries":[{}]}}"#,
            query("", r#"{"__legacyStringValue":"up","query":1,"hide":true,"refId":"B"}"#)
        ),
        down,
        r#"{"queries":{"targets":[{"query":"up","hide":true,"refId":"A","datasource":{"type":"loki"}}],"datasource":{"type":"loki"}}}"#,
        &["/spec/x/queries/0/spec/query/spec/refId", "/spec/x/queries/0/spec/query/spec/query"],
    );
}

#[test]
fn the_type_is_the_group_in_v2beta1() {
    fn beta(query: &mut Object<'_>, notes: &mut Notes<'_>) {
        panel_query_to_beta(query, &AT, notes);
    }
    fn alpha(query: &mut Object<'_>, notes: &mut Notes<'_>) {
        panel_query_to_alpha(query, &AT, notes);
    }
    fn annotation(query: &mut Object<'_>, notes: &mut Notes<'_>) {
        to_alpha(query.object_mut("spec").unwrap(), Owner::Annotation, &AT, notes);
    }
    let in_alpha = r#"{"spec":{"query":{"kind":"p","spec":{}},"datasource":{"type":"p","uid":"u"}}}"#;
    let in_beta = r#"{"spec":{"query":{"kind":"DataQuery","group":"p","version":"v0","datasource":{"name":"u"},"spec":{}}}}"#;
    check(in_alpha, beta, in_beta, &[]);
    check(in_beta, alpha, in_alpha, &[]);
    check(
        r#"{"spec":{"query":{"kind":"l","spec":null},"datasource":{"type":"p"}}}"#,
        beta,
        r#"{"spec":{"query":{"kind":"DataQuery","group":"p","version":"v0","datasource":{},"spec":null}}}"#,
        &["/spec/x/spec/query/kind"],
    );
    let bare =
        r#"{"spec":{"query":{"kind":"DataQuery","group":"p","version":"v3","datasource":{},"spec":null}}}"#;
    check(bare, alpha, r#"{"spec":{"query":{"kind":"p","spec":{}}}}"#, &["/spec/x/spec/query/version"]);
    check(bare, annotation, r#"{"spec":{}}"#, &["/spec/x/query/group", "/spec/x/query/version"]);
}

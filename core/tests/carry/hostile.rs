//! Complements and dashboards that somebody wrote to do harm: they cost little, and hide nothing.

use super::{options, value};
use dashlift::{Carry, Context, Error, Options, Outcome, migrate};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const OPTIONS: &str = "/spec/elements/panel-1/spec/vizConfig/spec/options";

/// Makes a classic dashboard of one panel, whose options go to v2 as they are.
fn classic(options: Value) -> Value {
    json!({"panels": [{"gridPos": {"h": 4, "w": 4, "x": 0, "y": 0}, "id": 1, "options": options, "title": "a", "type": "stat"}],
           "schemaVersion": 42, "title": "D", "uid": "d"})
}

/// The digits of the hash of a value whose text is canonical.
fn hash(value: &Value) -> String {
    Sha256::digest(value.to_string()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn raised(document: &Value, hash: &str, changes: Value) -> Result<Outcome<'static>, Error> {
    let complement = json!({"dashlift": 1, "from": "grafana@v2beta1", "to": "grafana@42", "hash": hash, "changes": changes});
    let text = document.to_string();
    let asked =
        Options { complement: Some(complement.to_string()), ..options("v2beta1", &Context::default()) };
    let made = migrate(text.as_bytes(), &asked)?;
    Ok(Outcome { document: made.document.into_owned().into(), report: made.report, complement: None })
}

/// Wraps a value in lists.
fn wrapped(inner: Value, levels: usize) -> Value {
    (0..levels).fold(inner, |value, _| json!([value]))
}

#[test]
fn a_complement_without_changes_hides_no_loss() {
    let mut document = classic(json!({}));
    document["panels"][0]["timeCompare"] = json!("1d");
    let made = raised(&document, &hash(&document), json!([])).unwrap();
    let lost: Vec<_> = made.report.losses.iter().map(|loss| &*loss.at).collect();
    assert_eq!(lost, ["/spec/panels/0/timeCompare"]);
}

#[test]
fn a_list_is_shifted_and_ordered_once() {
    let document = classic(json!({"x": [{"y": 1}]}));
    let path = format!("{OPTIONS}/x");
    let (shift, order) =
        (json!({"path": path, "each": "spec.y", "add": 1}), json!({"path": path, "by": "y", "order": []}));
    for changes in [json!([shift, order, shift]), json!([order, shift, order])] {
        assert_eq!(raised(&document, "", changes).unwrap_err().code(), "invalid-option");
    }
    assert_eq!(raised(&document, "", json!([shift, order])).unwrap().report.warnings, []);
    let made = raised(&document, "", json!([{"path": path, "each": "y", "add": 1}])).unwrap();
    let told = made.report.warnings.first().map(|warning| (&*warning.code, warning.at.as_deref()));
    assert_eq!(told, Some(("complement-unused", Some(&*path))), "`y` is no number that lists count from");
    assert_eq!(value(&made.document).pointer(&path), Some(&json!([{"y": 1}])));
}

#[test]
fn long_names_around_many_changes_cost_nothing() {
    let name = "n".repeat(100_000);
    let changes: Vec<Value> =
        (0..1_000).map(|place| json!({"path": format!("/{place}/z"), "value": 1})).collect();
    let part = json!({"from": "/x", "to": format!("/{name}"), "changes": changes});
    let was = hash(&json!({"x": null}));
    let change = json!({"path": OPTIONS, "wasHash": was[..16], "value": {name: null}, "parts": [part]});
    let made = raised(&classic(json!({"x": {}})), "", json!([change])).unwrap();
    assert_eq!(made.report.warnings.len(), 1_000);
    assert!(made.report.to_json().len() < 1 << 20);
}

#[test]
fn parts_are_few_and_taken_once() {
    let changes = |parts: Vec<(String, String)>| {
        let value: serde_json::Map<String, Value> =
            parts.iter().map(|(_, to)| (to.clone(), Value::Null)).collect();
        let part =
            |(from, to): &(String, String)| json!({"from": format!("/{from}"), "to": format!("/{to}")});
        let parts: Vec<Value> = parts.iter().map(part).collect();
        json!([{"path": OPTIONS, "wasHash": "", "value": value, "parts": parts}])
    };
    let many = |count: usize| (0..count).map(|part| (part.to_string(), part.to_string())).collect();
    let give =
        |parts| raised(&classic(json!({})), "", changes(parts)).map(|_| ()).map_err(|error| error.code());
    assert_eq!(give(many(1024)), Ok(()));
    assert_eq!(give(many(1025)), Err("invalid-option"));
    let twice = vec![("x".to_owned(), "a".to_owned()), ("x".to_owned(), "b".to_owned())];
    assert_eq!(give(twice), Err("invalid-option"));
}

#[test]
fn parts_of_parts_do_not_nest_too_deep() {
    let change = |path: &str, changes: Value| {
        let part = json!({"from": "/x", "to": format!("/k{}", "/0".repeat(150)), "changes": changes});
        let was = hash(&json!({"x": null}));
        json!([{"path": path, "wasHash": was[..16], "value": {"k": wrapped(Value::Null, 150)}, "parts": [part]}])
    };
    let once = change(OPTIONS, json!([]));
    assert!(raised(&classic(json!({"x": 1})), "", once).is_ok());
    let twice = change(OPTIONS, change("", json!([])));
    let error = raised(&classic(json!({"x": {"x": 1}})), "", twice).unwrap_err();
    assert_eq!(error.code(), "too-deep", "{error}");
}

#[test]
fn names_of_half_a_surrogate_pair_are_not_given() {
    let element = |id: u8| format!(r#"{{"kind": "Panel", "spec": {{"id": {id}}}}}"#);
    let document = format!(
        r#"{{"apiVersion": "dashboard.grafana.app/v2alpha1", "kind": "Dashboard", "metadata": {{"name": "m"}},
            "spec": {{"title": "M", "elements": {{"n": {}, "x": {}, "\ufffd": {}}}, "layout": {{"kind": "GridLayout", "spec": {{"items": []}}}}}}}}"#,
        element(1),
        element(2),
        element(3)
    );
    let give = |names: &str| {
        let complement = format!(
            r#"{{"dashlift": 1, "from": "grafana@v2beta1", "to": "grafana@v2alpha1", "hash": "", "names": {names}, "changes": []}}"#
        );
        let asked = Options { complement: Some(complement), ..options("v2beta1", &Context::default()) };
        migrate(document.as_bytes(), &asked).map(|_| ())
    };
    let ring = r#"{"\ud800": "n", "x": "\ufffd", "\ud801": "x"}"#;
    assert_eq!(give(ring).unwrap_err().code(), "invalid-option");
}

#[test]
fn a_long_title_around_many_things_costs_nothing() {
    let things: serde_json::Map<String, Value> =
        (0..2_000).map(|thing| (format!("a{thing}"), json!({"kind": "x", "l": []}))).collect();
    let grid = json!({"kind": "GridLayout", "spec": {"items": []}});
    let tab = json!({"kind": "TabsLayoutTab", "spec": {"title": "t".repeat(1 << 20), "layout": grid}, "things": things});
    let layout = json!({"kind": "TabsLayout", "spec": {"tabs": [tab]}});
    let document = json!({"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "m"},
                          "spec": {"title": "M", "elements": {}, "layout": layout}});
    let asked = Options { carry: Carry::Beside, ..options("42", &Context::default()) };
    let text = document.to_string();
    let made = migrate(text.as_bytes(), &asked).unwrap();
    assert!(made.complement.unwrap().len() < 4 << 20);
}

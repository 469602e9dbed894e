//! What holds for all rules: they are written down, they point at something, they bear any size and any number.

use super::{RULES, V2_RULES};
use crate::engine::{Context, Finding, Rule, ValidateOptions, validate};
use crate::json::{Arena, parse};
use std::collections::BTreeSet;
use std::path::Path;

fn found(document: &str) -> Vec<Finding> {
    let context = Context::from_json(r#"{"datasources": [{"name": "Prom", "uid": "p1"}]}"#).unwrap();
    let options = ValidateOptions { context: Some(context), limit: usize::MAX, ..Default::default() };
    validate(document.as_bytes(), &options).unwrap().findings
}

/// Returns the findings of a rule.
fn of<'f>(rule: &str, findings: &'f [Finding]) -> Vec<&'f Finding> {
    findings.iter().filter(|finding| finding.rule == rule).collect()
}

#[test]
fn the_table_of_the_documentation_is_the_table_of_rules() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/validate.md");
    let text = std::fs::read_to_string(page).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `grafana/"));
    let documented: Vec<String> = rows
        .map(|row| {
            let mut cells = row.split(" | ");
            format!("grafana/{} {}", cells.next().unwrap().trim_end_matches('`'), cells.next().unwrap())
        })
        .collect();
    let rules: Vec<String> =
        RULES.iter().chain(V2_RULES).map(|rule| format!("{} {}", rule.id, rule.severity.name())).collect();
    assert_eq!(documented, rules);
}

/// Breaks every rule, in every kind of place.
const MESSY: &str = r#"{
    "title": 1, "schemaVersion": "15", "links": [{"url": "$no"}], "rows": [{"repeat": "no", "panels": [{}, null]}],
    "templating": {"list": [{"name": "a", "type": "custom"}, {"name": "a"}, {"type": 1}]},
    "annotations": {"list": [{"datasource": "gone", "target": {"expr": "$no"}}]},
    "panels": [
        {"id": 1, "type": "graph", "gridPos": {"x": 20, "y": 0, "w": 8, "h": 2}, "datasource": {"uid": "gone"}},
        {"id": 2, "type": "acme-panel", "gridPos": {"x": 0, "y": 1, "w": 24}, "repeat": "no"},
        {"id": 2, "type": "row", "gridPos": {"x": 0, "y": 1}, "panels": [
            {"id": "2", "type": "", "targets": [{"datasource": "gone"}, {"refId": "A"}, {"refId": "A"}]}]}]}"#;

/// Breaks every rule for elements and layouts.
const MESSY_V2: &str = r#"{
    "variables": [{"kind": "TextVariable", "spec": {"name": "a"}}, {"kind": "CustomVariable", "spec": {"name": "a"}},
        {"kind": "Variable", "spec": {"name": ""}}, null, {"kind": "SwitchVariable"}],
    "elements": {"one": {"kind": "Panel", "spec": {"id": 1}}, "a/b": {"kind": "LibraryPanel", "spec": {"id": 1.0}},
        "odd": {"kind": "Text"}, "none": null},
    "layout": {"kind": "TabsLayout", "spec": {"tabs": [
        {"spec": {"repeat": {"value": "no"}, "layout": {"kind": "Tabs"}}},
        {"spec": {"layout": {"kind": "RowsLayout", "spec": {"rows": [
            {"spec": {"layout": {"kind": "AutoGridLayout", "spec": {"items": [{"spec": {"element": {"name": "gone"}}}]}}}}]}}}},
        {"spec": {"layout": {"kind": "GridLayout", "spec": {"items": [
            {"spec": {"element": {"name": "one"}, "repeat": {"value": "a"}}}]}}}}]}}}"#;

#[test]
fn every_rule_finds_something_and_points_at_it() {
    points_at_something(MESSY, RULES);
    points_at_something(MESSY_V2, V2_RULES);
    let resource = |version: &str, spec: &str| {
        format!(r#"{{"apiVersion": "dashboard.grafana.app/{version}", "kind": "Dashboard", "spec": {spec}}}"#)
    };
    points_at_something(&resource("v0alpha1", MESSY), RULES);
    points_at_something(&resource("v2alpha1", MESSY_V2), V2_RULES);
}

#[test]
fn a_resource_is_judged_as_what_it_holds() {
    for version in ["v0alpha1", "v1beta1", "v1"] {
        let resource = format!(
            r#"{{"apiVersion": "dashboard.grafana.app/{version}", "kind": "Dashboard", "spec": {{"schemaVersion": 42, "panels": [{{}}]}}}}"#
        );
        let findings = found(&resource);
        let told: Vec<_> =
            findings.iter().map(|finding| (finding.rule.as_str(), finding.at.as_str())).collect();
        let expected = [
            ("grafana/panel-without-id", "/spec/panels/0"),
            ("grafana/panel-without-type", "/spec/panels/0"),
        ];
        assert_eq!(told, expected, "{version}");
        let empty = format!(r#"{{"apiVersion": "dashboard.grafana.app/{version}", "kind": "Dashboard"}}"#);
        assert_eq!(found(&empty), []);
    }
}

fn points_at_something(document: &str, rules: &[Rule]) {
    let findings = found(document);
    let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(ids, rules.iter().map(|rule| rule.id).collect());
    let arena = Arena::new();
    let root = parse(&arena, document.as_bytes()).unwrap().root;
    for finding in findings {
        for at in finding.related.iter().chain([&finding.at]) {
            assert!(root.pointer(at).is_some(), "{} points at `{at}`", finding.rule);
        }
    }
}

fn dashboard(panels: impl Iterator<Item = String>) -> String {
    let panels: Vec<String> = panels.collect();
    format!(r#"{{"schemaVersion": 42, "title": "A", "panels": [{}]}}"#, panels.join(","))
}

#[test]
fn each_of_many_panels_is_judged() {
    let panel = |id: usize, y: usize| {
        let position = format!(r#"{{"x": 0, "y": {y}, "w": 24, "h": 2}}"#);
        format!(r#"{{"id": {id}, "type": "text", "title": "$no", "gridPos": {position}}}"#)
    };
    let staircase = found(&dashboard((0..10_000).map(|index| panel(index % 5_000 + 1, index))));
    assert_eq!(of("grafana/duplicate-panel-id", &staircase).len(), 5_000);
    assert_eq!(of("grafana/unknown-variable", &staircase).len(), 10_000);
    let overlaps = of("grafana/overlapping-panels", &staircase);
    assert_eq!(overlaps.len(), 9_999);
    assert_eq!(overlaps.last().unwrap().related, ["/panels/9998/gridPos"]);
    let pile = found(&dashboard((0..10_000).map(|index| panel(index + 1, 0))));
    let overlaps = of("grafana/overlapping-panels", &pile);
    assert_eq!(overlaps.len(), 9_999);
    assert!(overlaps.iter().all(|finding| finding.related == ["/panels/0/gridPos"]));
}

#[test]
fn positions_may_be_any_numbers() {
    let at = |x: &str, y: &str, w: &str, h: &str| {
        format!(r#"{{"id": 1, "gridPos": {{"x": {x}, "y": {y}, "w": {w}, "h": {h}}}}}"#)
    };
    let panels = [
        at("0", "0", "1e300", "1e300"),
        at("23", "1e299", "1", "1"),
        at("1e300", "0", "1e300", "1"),
        at("0", "-1e300", "1e999", "9007199254740993"),
    ];
    let findings = found(&dashboard(panels.into_iter()));
    let places =
        |rule| of(rule, &findings).into_iter().map(|finding| finding.at.as_str()).collect::<Vec<_>>();
    assert_eq!(places("grafana/overlapping-panels"), ["/panels/1/gridPos"]);
    let outside =
        ["/panels/0/gridPos/w", "/panels/2/gridPos/w", "/panels/3/gridPos/y", "/panels/3/gridPos/w"];
    assert_eq!(places("grafana/out-of-grid"), outside);
}

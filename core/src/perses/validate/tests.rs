//! What holds for all rules: they are written down, they point at something, they bear any size.

use super::RULES;
use crate::engine::{Finding, ValidateOptions, validate};
use crate::json::{Arena, parse};
use std::collections::BTreeSet;
use std::path::Path;

fn found(document: &str) -> Vec<Finding> {
    let options = ValidateOptions { limit: usize::MAX, ..Default::default() };
    validate(document.as_bytes(), &options).unwrap().findings
}

#[test]
fn the_table_of_the_documentation_is_the_table_of_rules() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/validate.md");
    let text = std::fs::read_to_string(page).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `perses/"));
    let documented: Vec<String> = rows
        .map(|row| {
            let mut cells = row.split(" | ");
            format!("perses/{} {}", cells.next().unwrap().trim_end_matches('`'), cells.next().unwrap())
        })
        .collect();
    let rules: Vec<String> =
        RULES.iter().map(|rule| format!("{} {}", rule.id, rule.severity.name())).collect();
    assert_eq!(documented, rules);
}

/// Break every rule between them, in every kind of place.
const MESSY: [&str; 3] = [
    r#"{"kind": "Dashboard", "spec": {}}"#,
    r##"{"kind": "Dashboard", "metadata": {"name": "a b", "version": "1", "tags": ["", " a", "b", "b", 1]}, "spec": {
        "display": [], "datasources": {"p": {"plugin": {"kind": ""}}, "q": {}}, "duration": "90", "refreshInterval": {},
        "timezone": "browser", "queryBatching": {"mode": "all", "maxPerRequest": 1.5},
        "variables": [null, {"kind": "X", "spec": {"name": "a"}}, {"spec": {}}, {"kind": "TextVariable", "spec": {"name": "1", "constant": true}},
            {"kind": "TextVariable"}, {"kind": "ListVariable", "spec": {"name": "a", "sort": "x", "customAllValue": "x", "defaultValue": ["x", "y"], "allowAllValue": 1}},
            {"kind": "ListVariable", "spec": {"name": "a-b", "defaultValue": [1], "plugin": []}}, {"kind": "ListVariable", "spec": {"name": "__a", "defaultValue": 1}}],
        "annotations": [{"display": {"name": ""}, "plugin": {"kind": 1}}, {"display": {}}, {}],
        "panels": {"a b": null, "a.b": {"kind": "X"}, "c": {"kind": "Panel", "spec": {"queries": [{"kind": "LogQuery", "spec": {}},
            {"kind": "LogQuery", "spec": {"plugin": {"kind": "LokiLogQuery", "spec": {"query": ""}}}}], "annotations": [{}]}}},
        "layouts": [{"kind": "Row", "spec": {}}, {"spec": {"items": []}}, {"kind": "Grid", "spec": {"items": [{}, {"content": {"$ref": "c"}},
            {"content": {"$ref": "#/spec/panels/x"}, "repeatVariable": {"alignment": "up"}}]}}]}}"##,
    r#"{"kind": "Dashboard", "metadata": {"name": "a", "schemaVersion": "v2.0.0"}, "spec": {"dataSources": {"p": {}}, "duration": "1h",
        "panels": {"a": {"kind": "Panel", "spec": {"plugin": {"kind": "Table"}}}}, "queries": {"a": 1, "b": [{"spec": {}}]}}}"#,
];

#[test]
fn every_rule_finds_something_and_points_at_it() {
    let mut ids = BTreeSet::new();
    for document in MESSY {
        let arena = Arena::new();
        let root = parse(&arena, document.as_bytes()).unwrap().root;
        for finding in found(document) {
            for at in finding.related.iter().chain([&finding.at]) {
                assert!(root.pointer(at).is_some(), "{} points at `{at}`", finding.rule);
            }
            ids.insert(finding.rule);
        }
    }
    assert_eq!(ids, RULES.iter().map(|rule| rule.id.to_owned()).collect());
}

#[test]
fn each_of_many_panels_is_judged() {
    let many = |part: fn(usize) -> String| (0..20_000).map(part).collect::<Vec<_>>().join(",");
    let document = format!(
        r#"{{"kind": "Dashboard", "metadata": {{"name": "a"}}, "spec": {{"panels": {{{}}}, "variables": [{}], "layouts": [{{"kind": "Grid", "spec": {{"items": [{}]}}}}]}}}}"#,
        many(|index| format!(
            r#""p{index}": {{"kind": "Panel", "spec": {{"plugin": {{"kind": "Table"}}, "queries": [{{"spec": {{}}}}]}}}}"#
        )),
        many(|index| format!(r#"{{"kind": "TextVariable", "spec": {{"name": "v{}"}}}}"#, index / 2)),
        many(|index| format!(r##"{{"content": {{"$ref": "#/spec/panels/p{}"}}}}"##, index + 10_000)),
    );
    let findings = found(&document);
    let count = |rule: &str| findings.iter().filter(|finding| finding.rule == rule).count();
    assert_eq!(count("perses/duplicate-variable"), 10_000);
    assert_eq!(count("perses/invalid-reference"), 10_000);
    assert_eq!(count("perses/panel-not-shown"), 10_000);
    assert_eq!(count("perses/plugin-without-kind"), 20_000);
    assert_eq!(findings.len(), 50_000);
}

//! What holds for all rules: they are written down, they point at something, they bear any number of regions.

use super::RULES;
use crate::engine::{Finding, ValidateOptions, validate};
use crate::json::{Arena, parse};
use std::collections::BTreeSet;
use std::path::Path;

fn found(document: &str) -> Vec<Finding> {
    let options = ValidateOptions { limit: usize::MAX, ..Default::default() };
    validate(document.as_bytes(), &options).unwrap().findings
}

fn of<'f>(rule: &str, findings: &'f [Finding]) -> Vec<&'f Finding> {
    findings.iter().filter(|finding| finding.rule == rule).collect()
}

#[test]
fn the_table_of_the_documentation_is_the_table_of_rules() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/regions.md");
    let text = std::fs::read_to_string(page).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `regions/"));
    let documented: Vec<String> = rows
        .map(|row| {
            let mut cells = row.split(" | ");
            format!("regions/{} {}", cells.next().unwrap().trim_end_matches('`'), cells.next().unwrap())
        })
        .collect();
    let rules: Vec<String> =
        RULES.iter().map(|rule| format!("{} {}", rule.id, rule.severity.name())).collect();
    assert_eq!(documented, rules);
}

/// Breaks every rule but those that need a document without, or with, a layout of its own.
const MESSY: &str = r#"[null,
    {"id": 1, "layout_id": "a", "grid_row": 0, "grid_col": 9, "row_span": 2, "col_span": 6, "version": 1},
    {"id": 1, "layout_id": "a", "grid_row": "1", "grid_col": 11, "row_span": 1, "col_span": 1},
    {"id": 2, "layout_id": "b", "grid_row": 0, "grid_col": 0, "row_span": 0},
    {"id": 3, "layout_id": "b", "deleted_at": false}]"#;

/// Says a layout of its own.
const STATED: &str = r#"{"layout_id": "a", "regions": [{"layout_id": "b"}]}"#;

#[test]
fn every_rule_finds_something_and_points_at_it() {
    let mut ids = BTreeSet::new();
    let messy = MESSY.replace("null", r#"{"grid_row": 0}"#);
    for document in [MESSY, &messy, STATED] {
        let options = ValidateOptions { family: Some("regions".to_owned()), ..Default::default() };
        let arena = Arena::new();
        let root = parse(&arena, document.as_bytes()).unwrap().root;
        for finding in validate(document.as_bytes(), &options).unwrap().findings {
            for at in finding.related.iter().chain([&finding.at]) {
                assert!(root.pointer(at).is_some(), "{} points at `{at}`", finding.rule);
            }
            ids.insert(finding.rule);
        }
    }
    assert_eq!(ids, RULES.iter().map(|rule| rule.id.to_owned()).collect());
}

fn layout(rooms: impl Iterator<Item = [i64; 4]>) -> String {
    let region = |(index, [top, left, rows, columns]): (usize, [i64; 4])| {
        format!(
            r#"{{"id": {index}, "grid_row": {top}, "grid_col": {left}, "row_span": {rows}, "col_span": {columns}, "version": 1}}"#
        )
    };
    let regions: Vec<String> = rooms.enumerate().map(region).collect();
    format!(r#"{{"layout_id": "main", "schemaVersion": 1, "regions": [{}]}}"#, regions.join(","))
}

#[test]
fn each_of_many_regions_is_judged() {
    let tidy = found(&layout((0..10_000).map(|index| [index / 4, index % 4 * 3, 1, 3])));
    assert_eq!(tidy.len(), 1, "{:?}", tidy.get(1));
    let stairs = found(&layout((0..10_000).map(|index| [index, index % 11, 2, 2])));
    assert_eq!(of("regions/overlap", &stairs).len(), 9_090);
    let tall = found(&layout((0..10_000).map(|index| [index % 2, index % 12, 1_000_000, 1])));
    let pile = found(&layout((0..10_000).map(|_| [0, 0, 1, 12])));
    for (findings, pairs) in [(&tall, 4_161_668), (&pile, 49_995_000)] {
        let counts = findings.iter().find(|finding| finding.rule == "regions/layout").unwrap();
        assert!(counts.message.contains(&format!(", overlaps {pairs}, ")), "{}", counts.message);
        let listed = of("regions/overlap", findings);
        assert_eq!(listed.len(), 10_001);
        let rest = format!("{} more overlaps are not listed: manual-review", pairs - 10_000);
        assert!(listed.iter().any(|finding| finding.at == "/regions" && finding.message == rest));
    }
}

#[test]
fn numbers_may_be_of_any_size() {
    let region = |row: &str, rows: &str| {
        format!(
            r#"{{"grid_row": {row}, "grid_col": -1e300, "row_span": {rows}, "col_span": 1e999, "version": 1}}"#
        )
    };
    let regions = [
        region("-1e999", "9007199254740991"),
        region("9007199254740991", "9007199254740991"),
        region("9007199254740991", "1"),
        region("9007199254740992", "1"),
        region("0", "1e999"),
    ];
    let findings = found(&format!("[{}]", regions.join(",")));
    let places =
        |rule| of(rule, &findings).into_iter().map(|finding| finding.at.as_str()).collect::<Vec<_>>();
    assert_eq!(places("regions/overlap"), ["/2"]);
    assert_eq!(places("regions/not-a-number"), ["/3/grid_row", "/4/row_span"]);
}

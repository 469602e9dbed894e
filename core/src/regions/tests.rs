//! What the step promises: its example is true, twice is once, and what it mends is mended.

use super::FAMILY;
use super::sight::is_normal;
use super::v01::STEP;
use crate::engine::{Context, Notes, Options, Outline};
use crate::json::{Arena, Value, parse};
use crate::{ValidateOptions, validate};
use proptest::prelude::*;

/// Runs the step and returns the text and how many losses it told.
fn normalize(document: &str) -> (String, usize) {
    let arena = Arena::new();
    let mut root = parse(&arena, document.as_bytes()).unwrap().root;
    let (context, options) = (Context::default(), Options::default());
    let mut notes = Notes::new(&context, &options);
    (STEP.up)(root.as_mut().into_object().unwrap(), &mut notes).unwrap();
    (root.to_json(), notes.losses.len())
}

#[test]
fn title_is_the_summary_and_the_example_runs() {
    let text = include_str!("v01.rs");
    let line = |start: &str| text.lines().find_map(|line| line.strip_prefix(start)).unwrap().trim();
    assert_eq!(line("//! v1: "), format!("{}.", STEP.summary));
    let example = |label: &str| {
        let arena = Arena::new();
        let written = parse(&arena, line(label).trim_matches('`').as_bytes()).unwrap();
        written.root.to_json()
    };
    assert_eq!(normalize(&example("//! Before: ")).0, example("//! After:  "));
}

#[test]
fn files_and_table_are_the_same() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/regions");
    let is_step = |name: &str| {
        name.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| is_step(name)).collect::<Vec<_>>(), ["v01.rs"]);
    assert_eq!(FAMILY.steps.iter().map(|step| step.id).collect::<Vec<_>>(), ["regions/1"]);
}

/// A value that a member of a region may have, right or wrong.
fn value() -> impl Strategy<Value = String> {
    let odd = [
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "\"\"",
        "\"3\"",
        "\"-2\"",
        "\"12\"",
        "\"2.5\"",
        "\"1e1\"",
        "\"x\"",
        "\" 3\"",
        "\"\\u0033\"",
        "1.5",
        "-0.5",
        "-0",
        "1e1",
        "1.2e1",
        "11.999",
        "3.0",
        "1e300",
        "-1e300",
        "1e999",
        "-1e999",
        "9007199254740993",
        "12345678901234567890",
        "\"12345678901234567890\"",
        "5e-324",
        "-5e-324",
    ];
    prop_oneof![
        4 => (-3..16i64).prop_map(|number| number.to_string()),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => any::<f64>().prop_filter("JSON has no other numbers", |number| number.is_finite()).prop_map(|number| format!("{number:e}")),
        2 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
    ]
}

fn region() -> impl Strategy<Value = String> {
    let member = |name: &'static str| {
        prop::option::weighted(0.9, value())
            .prop_map(move |value| value.map(|value| format!("\"{name}\": {value}")))
    };
    let members = ["grid_row", "grid_col", "row_span", "col_span", "version"].map(member);
    let deleted = prop::sample::select(vec!["", "null", "null", "\"2026-01-31\"", "false", "\"\"", "0"]);
    let region = (members, deleted).prop_map(|(members, deleted)| {
        let deleted = Some(format!("\"deleted_at\": {deleted}")).filter(|_| !deleted.is_empty());
        let members: Vec<String> = members.into_iter().chain([deleted]).flatten().collect();
        format!("{{{}}}", members.join(", "))
    });
    prop_oneof![20 => region, 1 => value()]
}

fn layout() -> impl Strategy<Value = String> {
    prop::collection::vec(region(), 0..8)
        .prop_map(|regions| format!("{{\"regions\": [{}]}}", regions.join(", ")))
}

/// Returns the elements of `regions` as compact text.
fn elements(document: &str, wanted: impl Fn(&Value<'_>) -> bool) -> Vec<Option<String>> {
    let arena = Arena::new();
    let root = parse(&arena, document.as_bytes()).unwrap().root;
    let list = root.pointer("/regions").and_then(Value::as_array).unwrap();
    list.iter().map(|value| wanted(value).then(|| value.to_json())).collect()
}

fn is_deleted(value: &Value<'_>) -> bool {
    value.as_object().is_none_or(|region| !region.is_missing("deleted_at"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn twice_is_once(document in layout()) {
        let (once, _) = normalize(&document);
        let (twice, losses) = normalize(&once);
        prop_assert_eq!((&twice, losses), (&once, 0));
    }

    #[test]
    fn what_is_deleted_is_not_touched(document in layout()) {
        prop_assert_eq!(elements(&document, is_deleted), elements(&normalize(&document).0, is_deleted));
    }

    #[test]
    fn a_bare_array_is_normal_if_the_step_changes_nothing(document in layout()) {
        let (before, after) = (elements(&document, |_| true), elements(&normalize(&document).0, |_| true));
        let arena = Arena::new();
        let root = parse(&arena, document.as_bytes()).unwrap().root;
        let outline = Outline::of(root.pointer("/regions").unwrap());
        let normal: Vec<bool> = outline.elements().iter().map(is_normal).collect();
        let same: Vec<bool> = before.iter().zip(&after).map(|(before, after)| before == after).collect();
        prop_assert_eq!(normal, same);
    }

    #[test]
    fn what_is_mended_is_no_finding(document in layout()) {
        let options = ValidateOptions { family: Some("regions".to_owned()), ..Default::default() };
        for finding in validate(normalize(&document).0.as_bytes(), &options).unwrap().findings {
            let rule = finding.rule.as_str();
            prop_assert!(!["regions/outside-grid", "regions/bad-span", "regions/missing-version"].contains(&rule));
            prop_assert!(rule != "regions/loose-number" || finding.at.ends_with("/version"));
        }
    }
}

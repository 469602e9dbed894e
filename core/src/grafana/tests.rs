//! What every step file promises: it is in the table, its title is its summary, its example is true.

use super::FAMILY;
use super::forms::CLASSIC;
use crate::engine::{Context, Notes, Options, Version};
use crate::json::{Arena, parse};
use std::collections::BTreeMap;
use std::path::Path;

/// Returns the step files by version, with their texts.
fn step_files() -> BTreeMap<i64, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/grafana");
    let files = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let version = |path: &Path| path.file_stem()?.to_str()?.strip_prefix('v')?.parse::<i64>().ok();
    files.filter_map(|path| Some((version(&path)?, std::fs::read_to_string(&path).unwrap()))).collect()
}

#[test]
fn files_and_table_are_the_same_and_without_gaps() {
    let steps = || FAMILY.steps.iter().filter(|step| matches!(step.to, Version::Integer(_)));
    let table: Vec<Version> = steps().map(|step| step.to).collect();
    let files: Vec<Version> = step_files().into_keys().map(Version::Integer).collect();
    assert_eq!(table, files);
    assert_eq!(table.last().copied(), CLASSIC.versions.latest());
    for (step, next) in steps().zip(steps().skip(1)) {
        assert_eq!(step.to, next.from, "{} and {}", step.id, next.id);
    }
    for step in steps() {
        assert_eq!(step.id, format!("grafana/{}", step.to));
    }
}

#[test]
fn titles_are_summaries_and_examples_run() {
    for (version, text) in step_files() {
        let step = FAMILY.steps.iter().find(|step| step.to == Version::Integer(version)).unwrap();
        let line = |start: &str| {
            let found = text.lines().find_map(|line| line.strip_prefix(start));
            found.unwrap_or_else(|| panic!("v{version:02}.rs has no line `{start}`"))
        };
        assert_eq!(line(&format!("//! v{version}: ")), format!("{}.", step.summary));
        let example = |label: &str| line(label).trim().trim_matches('`').to_owned();
        let (before, after) = (example("//! Before: "), example("//! After:  "));
        let arena = Arena::new();
        let mut found = parse(&arena, before.as_bytes()).unwrap().root;
        let expected = parse(&arena, after.as_bytes()).unwrap().root;
        let (context, options) = (Context::default(), Options::default());
        (step.up)(found.as_mut().into_object().unwrap(), &mut Notes::new(&context, &options)).unwrap();
        assert_eq!(found.to_json(), expected.to_json(), "{}", step.id);
    }
}

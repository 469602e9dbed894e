//! Every step is one file and one line of its family's table, and does what its file says.

use crate::migrator;
use dashlift::engine::{Family, Form, Step};
use dashlift::json::{Arena, parse};
use dashlift::{Context, Migrator, Options};
use own_family::{ACME, ZETA};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file below `src` that declares a step.
struct StepFile {
    stem: String,
    text: String,
}

fn source(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn step_files(family: &Family) -> Vec<StepFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(family.id);
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let stems = names.filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned()));
    let files = stems.map(|stem| StepFile { text: source(&format!("{}/{stem}.rs", family.id)), stem });
    files.filter(|file| file.text.contains("const STEP: Step")).collect()
}

/// Returns the text between two marks on the first line that has both.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.lines().find_map(|line| line.split_once(before)?.1.rsplit_once(after).map(|(found, _)| found))
}

fn step_of<'f>(family: &'f Family, file: &StepFile) -> &'f Step {
    let id = between(&file.text, "id: \"", "\"").unwrap();
    family.steps.iter().find(|step| step.id == id).unwrap_or_else(|| panic!("`{id}` is not in the table"))
}

#[test]
fn every_file_is_a_line_of_the_table() {
    for family in [ACME, ZETA] {
        let files = step_files(&family);
        let found: BTreeSet<&str> = files.iter().map(|file| step_of(&family, file).id).collect();
        assert_eq!(found, family.steps.iter().map(|step| step.id).collect());
        assert_eq!(files.len(), family.steps.len());
    }
}

#[test]
fn every_file_is_named_after_its_version() {
    for family in [ACME, ZETA] {
        for file in step_files(&family) {
            let Step { id, summary, from, to, from_family, .. } = step_of(&family, &file);
            let number = |version: &dashlift::engine::Version| match version.to_string().parse::<u32>() {
                Ok(number) => format!("v{number:02}"),
                Err(_) => format!("v{}", version.to_string().trim_start_matches('v').replace('.', "_")),
            };
            let (expected, title) = match from_family {
                Some(source) => (format!("from_{source}"), summary.to_string()),
                None if id.contains('-') => {
                    (format!("{}_{}", number(from), number(to)), format!("directly from v{from}: {summary}"))
                }
                None => (number(to), summary.to_string()),
            };
            assert_eq!(file.stem, expected);
            let first = file.text.lines().next().unwrap();
            assert!(first.ends_with(&format!("{title}.")), "{}: {first}", file.stem);
        }
    }
}

/// Returns a family without what runs around its steps.
fn without_stages(family: Family) -> Family {
    let forms = family.forms.iter().map(|form| Form { prepare: None, finish: None, ..*form });
    Family { forms: forms.collect::<Vec<_>>().leak(), ..family }
}

#[test]
fn before_becomes_after() {
    let registry = own_family::registry().with(without_stages(ACME)).with(without_stages(ZETA));
    let context = Context::from_json(crate::SOURCES).unwrap();
    let bare = Migrator::new(registry, context);
    for family in [ACME, ZETA] {
        for file in step_files(&family) {
            let step = step_of(&family, &file);
            let [before, after] =
                ["//! Before: `", "//! After:  `"].map(|mark| between(&file.text, mark, "`").unwrap());
            let source = step.from_family.unwrap_or(family.id);
            let options = Options {
                family: Some(source.to_owned()),
                from: Some(step.from.qualified(source)),
                to: Some(step.to.qualified(family.id)),
                ..Options::default()
            };
            let output = bare.migrate(before.as_bytes(), &options).unwrap();
            assert_eq!(without_version(&output.document), without_version(after.as_bytes()), "{}", step.id);
            assert!(output.report.steps.iter().all(|done| done.id == step.id && done.changed));
        }
    }
}

/// Returns the compact text without the member that the engine stamps.
fn without_version(document: &[u8]) -> String {
    let arena = Arena::new();
    let mut root = parse(&arena, document).unwrap().root;
    let object = root.as_mut().into_object().unwrap();
    object.retain(|name, _| !["acme", "apiVersion", "zeta"].iter().any(|stamped| name == **stamped));
    root.to_json()
}

#[test]
fn the_tables_list_every_step() {
    let tables: serde_json::Value = serde_json::from_str(&migrator().families()).unwrap();
    let ids: Vec<&str> =
        tables.as_array().unwrap().iter().filter_map(|family| family["id"].as_str()).collect();
    assert_eq!(ids, ["grafana", "perses", "regions", "acme", "zeta"]);
    assert_eq!(tables[3]["steps"].as_array().unwrap().len(), 5);
    assert_eq!(tables[4]["bridges"][0]["id"], "acme-zeta");
}

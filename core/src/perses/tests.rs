//! What the chain promises beside its vectors: every step file is in the table, the direct step equals the chain, the
//! forced way back restores what it can.

use super::{FAMILY, VERSIONS, v1_0_0_to_v1_2_0, v1_1_0, v1_2_0, v2_0_0};
use crate::engine::{Context, Loss, Notes, Options, Step, StepError, Up, migrate};
use crate::json::{Arena, parse};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Runs functions of steps on a document; returns what came of it and what was lost.
fn run(document: &str, acts: &[Up]) -> Result<(String, Vec<Loss>), StepError> {
    let (context, options) = (Context::default(), Options::default());
    let mut notes = Notes::new(&context, &options);
    let arena = Arena::new();
    let mut root = parse(&arena, document.as_bytes()).unwrap().root;
    for act in acts {
        act(root.as_mut().into_object().unwrap(), &mut notes)?;
    }
    Ok((root.to_json(), notes.losses))
}

/// Returns the stem of a step's file: `v1_2_0`, `v1_0_0_to_v1_2_0`.
fn stem(step: &Step) -> String {
    let version = step.id.strip_prefix("perses/").unwrap();
    format!("v{}", version.replace('-', "_to_v").replace('.', "_"))
}

#[test]
fn files_and_table_are_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/perses");
    let files = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let name = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let files: BTreeSet<String> =
        files.map(name).filter(|stem| stem.starts_with("v1_") || stem.starts_with("v2_")).collect();
    let steps = FAMILY.steps.iter().filter(|step| step.id.starts_with("perses/"));
    assert_eq!(steps.map(stem).collect::<BTreeSet<_>>(), files);
    for version in VERSIONS.all().into_iter().skip(1) {
        let id = format!("perses/{version}");
        let step = FAMILY.steps.iter().find(|step| step.id == id).unwrap();
        assert_eq!(step.to, version);
    }
}

#[test]
fn titles_are_summaries_and_examples_run() {
    for step in FAMILY.steps.iter().filter(|step| step.id.starts_with("perses/")) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/perses/{}.rs", stem(step)));
        let text = std::fs::read_to_string(file).unwrap();
        let line = |start: &str| text.lines().find_map(|line| line.strip_prefix(start)).unwrap();
        let versions = step.id.strip_prefix("perses/").unwrap().replace('-', " to v");
        assert_eq!(line(&format!("//! v{versions}: ")), format!("{}.", step.summary));
        let example = |label: &str| run(line(label).trim().trim_matches('`'), &[]).unwrap().0;
        let (found, _) = run(&example("//! Before: "), &[step.up]).unwrap();
        assert_eq!(found, example("//! After:  "), "{}", step.id);
    }
}

/// Returns the inputs of the vectors of the chain.
fn vectors() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/vectors/perses/schema");
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let arena = Arena::new();
        parse(&arena, text.as_bytes()).unwrap().root.pointer("/input").unwrap().to_json()
    };
    folder.read_dir().unwrap().map(|entry| read(entry.unwrap().path())).collect()
}

/// Returns the documents of the vectors and of the byte cases of the family, with the options they are asked with.
fn questions() -> Vec<(String, Options)> {
    let conformance = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance");
    let files =
        |folder: PathBuf| folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    let mut questions = Vec::new();
    for vector in files(conformance.join("vectors/perses/schema")) {
        let text = read(&vector);
        let arena = Arena::new();
        let root = parse(&arena, text.as_bytes()).unwrap().root;
        let options = Options {
            to: Some(root.pointer("/to").unwrap().as_text().unwrap().into_owned()),
            force_inverse: root.pointer("/options/forceInverse").is_some(),
            normalize: true,
            ..Options::default()
        };
        questions.push((root.pointer("/input").unwrap().to_json(), options));
    }
    // The documents of the bridge are of another family.
    let suites = files(conformance.join("cases/perses"));
    for suite in suites.into_iter().filter(|suite| !suite.ends_with("from_grafana")) {
        for options in files(suite) {
            let name = options.to_str().unwrap();
            let Some(case) = name.strip_suffix(".options.json") else { continue };
            let options = Options::from_json(&read(&options)).unwrap();
            questions.push((read(Path::new(&format!("{case}.in.json"))), options));
        }
    }
    questions
}

#[test]
fn a_second_migration_changes_nothing() {
    let mut count = 0;
    for (document, options) in questions() {
        let Ok(first) = migrate(document.as_bytes(), &options) else { continue };
        let second = migrate(&first.document, &options).unwrap();
        assert_eq!(second.document, first.document, "{document}");
        let report = second.report;
        assert!(
            !report.changed && report.steps.is_empty() && report.warnings.is_empty(),
            "{document}\n{report:?}"
        );
        count += 1;
    }
    assert!(count > 120, "{count}");
}

#[test]
fn the_direct_step_equals_the_chain() {
    let mut both = (0, 0);
    for document in vectors() {
        let direct = run(&document, &[v1_0_0_to_v1_2_0::STEP.up]);
        let chain = run(&document, &[v1_1_0::STEP.up, v1_2_0::STEP.up]);
        assert_eq!(direct, chain, "{document}");
        if direct.is_ok() { both.0 += 1 } else { both.1 += 1 }
    }
    assert!(both.0 > 30 && both.1 >= 3, "{both:?}");
}

/// Goes up and, forced, back down again; returns both documents.
fn there_and_back(document: &str, top: &str, bottom: &str) -> (String, String) {
    let options = |to: &str| Options { to: Some(to.to_owned()), force_inverse: true, ..Options::default() };
    let up = migrate(document.as_bytes(), &options(top)).unwrap().document.into_owned();
    let down = migrate(&up, &options(bottom)).unwrap();
    assert!(down.report.losses.is_empty(), "{:?}", down.report.losses);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&up), text(&down.document))
}

#[test]
fn the_forced_way_back_restores_the_document() {
    let document = |version: &str, more: &str| {
        let panels = r#"{"cpu":{"kind":"Panel","spec":{"display":{"name":"p"},"plugin":{"kind":"StatChart","spec":{}},"queries":[{"kind":"TimeSeriesQuery","spec":{"plugin":{"kind":"PrometheusTimeSeriesQuery","spec":{"query":"up"}}}}],"links":[]}},"note":{"kind":"Panel","spec":{"plugin":{"kind":"Markdown","spec":{"text":"a"}}}},"none":{"kind":"Panel","spec":{"plugin":{"kind":"AcmeMap"},"queries":[]}}}"#;
        format!(
            r#"{{"kind":"Dashboard","metadata":{{"name":"a","schemaVersion":"v{version}","project":"p"}},"spec":{{"datasources":{{"prom":{{"default":true}}}},"variables":[],"panels":{panels},"layouts":[],"duration":5400{more}}}}}"#
        )
    };
    let newer = r#","refreshInterval":30,"links":[]"#;
    for (version, more, top) in [
        ("1.0.0", "", "1.1.0"),
        ("1.0.0", "", "1.2.0"),
        ("1.0.0", "", "2.0.0"),
        ("1.1.0", newer, "1.2.0"),
        ("1.1.0", newer, "2.0.0"),
    ] {
        let document = document(version, more);
        let (up, back) = there_and_back(&document, top, version);
        assert_ne!(up, document);
        assert_eq!(back, document, "{version} to {top}");
    }
}

#[test]
fn compact_text_comes_back_as_seconds() {
    let document = r#"{"kind":"Dashboard","metadata":{"schemaVersion":"v1.1.0"},"spec":{"duration":"1h30m","refreshInterval":"1s500ms"}}"#;
    let (_, back) = there_and_back(document, "2.0.0", "1.1.0");
    assert_eq!(back, document.replace("\"1h30m\"", "5400"));
}

#[test]
fn large_objects_are_gone_through_once() {
    let entries = |range: std::ops::Range<usize>, value: &str| {
        let entries: Vec<String> = range.map(|index| format!("\"n{index}\":{value}")).collect();
        entries.join(",")
    };
    let (old, new) = (entries(0..60_000, "{}"), entries(30_000..90_000, "{\"a\":1}"));
    let document = format!(r#"{{"spec":{{"datasources":{{{old}}},"dataSources":{{{new}}}}}}}"#);
    let (united, losses) = run(&document, &[v1_2_0::STEP.up]).unwrap();
    let expected = format!(r#"{{"spec":{{"dataSources":{{{new},{}}}}}}}"#, entries(0..30_000, "{}"));
    assert!(united == expected && losses.len() == 30_000, "{}", losses.len());

    let panels = entries(0..60_000, r#"{"spec":{"plugin":{"kind":"Table"},"queries":[1]}}"#);
    let document = format!(r#"{{"spec":{{"panels":{{{panels}}}}}}}"#);
    let (back, losses) = run(&document, &[v2_0_0::STEP.up, super::inverse::to_v1_2_0]).unwrap();
    assert!(back == document && losses.is_empty());
}

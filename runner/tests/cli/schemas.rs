//! What tools read is what the schemas say, whatever the verb.

use crate::forms::{FILES, folder, run};
use crate::run::Ran;
use jsonschema::{Registry, Resource, Validator};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Every verb that tells of files, in every way that gives other members; with the stream that it tells on.
const RUNS: [(&[&str], bool); 10] = [
    (&["check"], true),
    (&["check", "--allow-loss", "none", "-v"], true),
    (&["explain"], true),
    (&["diff"], false),
    (&["detect"], true),
    (&["validate"], true),
    (&["migrate", "now.json"], false),
    (&["migrate", "--ndjson", "a b.json"], false),
    (&["migrate", "--out-dir", "out"], true),
    (&["migrate", "--write"], true),
];

fn read(path: &[&str]) -> Value {
    let path =
        path.iter().fold(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(), |path, part| path.join(part));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn schema(name: &str) -> Validator {
    let record = Resource::from_contents(read(&["..", "docs", "schemas", "record.schema.json"]));
    let registry =
        Registry::new().add("json-schema:///record.schema.json", record).unwrap().prepare().unwrap();
    let schema = read(&["..", "docs", "schemas", name]);
    jsonschema::options().with_registry(&registry).build(&schema).unwrap()
}

fn told(ran: &Ran, on_stdout: bool) -> &str {
    if on_stdout { ran.text() } else { &ran.stderr }
}

#[track_caller]
fn check(validator: &Validator, text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    value
}

#[test]
fn runs_are_as_their_schema_says() {
    let validator = schema("run.schema.json");
    for (arguments, on_stdout) in RUNS {
        let folder = folder(&FILES);
        let mut arguments = arguments.to_vec();
        arguments.extend(["-o", "json", "--report", "report.json"]);
        let ran = run(folder.path(), &arguments);
        check(&validator, told(&ran, on_stdout));
        let report = std::fs::read_to_string(folder.path().join("report.json")).unwrap();
        assert_eq!(report, told(&ran, on_stdout), "{arguments:?}");
    }
}

#[test]
fn records_are_as_their_schema_says() {
    let validator = schema("record.schema.json");
    let mut statuses = BTreeSet::new();
    for (arguments, on_stdout) in RUNS {
        let folder = folder(&FILES);
        let ran = run(folder.path(), &[arguments, &["-o", "ndjson"]].concat());
        for line in told(&ran, on_stdout).lines() {
            let record = check(&validator, line);
            statuses.insert(record["status"].as_str().unwrap().to_owned());
        }
    }
    let all = ["changed", "current", "detected", "failed", "refused", "skipped", "validated"];
    assert_eq!(statuses.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn the_schemas_refuse_what_is_no_record() {
    let validator = schema("record.schema.json");
    for text in [
        r#"{"path": "a", "status": "skipped"}"#,
        r#"{"path": "a", "status": "skipped", "reason": "template", "x": 1}"#,
        r#"{"path": "a", "status": "failed", "reason": "template"}"#,
    ] {
        assert!(!validator.is_valid(&serde_json::from_str(text).unwrap()), "{text}");
    }
}

#[test]
fn sarif_is_as_its_schema_says() {
    // As OASIS publishes it, taken from the crate `serde-sarif`.
    let mut schema = read(&["tests", "schemas", "sarif-2.1.0.json"]);
    // Its pattern for languages has a bracket too many; we name none.
    for object in ["run", "toolComponent"] {
        schema["definitions"][object]["properties"].as_object_mut().unwrap().remove("language").unwrap();
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut rules = BTreeSet::new();
    for (arguments, on_stdout) in RUNS {
        let folder = folder(&FILES);
        let ran = run(folder.path(), &[arguments, &["-o", "sarif"]].concat());
        let log = check(&validator, told(&ran, on_stdout));
        let described = &log["runs"][0]["tool"]["driver"]["rules"];
        let results = log["runs"][0]["results"].as_array().unwrap();
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(described[index]["id"], result["ruleId"], "{arguments:?}");
            rules.insert(result["ruleId"].as_str().unwrap().to_owned());
        }
        let prints: BTreeSet<String> =
            results.iter().map(|result| result["partialFingerprints"].to_string()).collect();
        assert_eq!(prints.len(), results.len(), "{arguments:?}");
    }
    for rule in
        ["outdated", "lifted", "dropped-by-format", "invalid-json", "too-new", "grafana/duplicate-panel-id"]
    {
        assert!(rules.contains(rule), "{rule}: {rules:?}");
    }
    assert!(rules.contains("grafana/42"), "a step of `check -v`: {rules:?}");
}

#[test]
fn sarif_leads_to_the_place() {
    let place = |log: &Value| log["runs"][0]["results"][0]["locations"][0].clone();
    let folder = folder(&FILES);
    let ran = run(folder.path(), &["validate", "lossy.json", "-o", "sarif"]);
    let log: Value = serde_json::from_str(ran.text()).unwrap();
    let expected = serde_json::json!({
        "physicalLocation": {
            "artifactLocation": {"uri": "lossy.json", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 2, "startColumn": 9},
        },
        "logicalLocations": [{"fullyQualifiedName": "/panels/1/id", "kind": "value"}],
    });
    assert_eq!(place(&log), expected);
    let ran = run(folder.path(), &["check", "./a b.json", "-o", "sarif"]);
    let uri =
        &place(&serde_json::from_str(ran.text()).unwrap())["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "a%20b.json");
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let prints = |text: &str| {
        let folder = folder(&[("a.json", text)]);
        let ran = run(folder.path(), &["validate", "-o", "sarif"]);
        let log: Value = serde_json::from_str(ran.text()).unwrap();
        let result = &log["runs"][0]["results"][0];
        (result["partialFingerprints"].clone(), result["locations"].clone())
    };
    let text = FILES[2].1;
    let (before, after) = (prints(text), prints(&format!("\n\n{text}")));
    assert_eq!(before.0, after.0);
    assert_ne!(before.1, after.1);
}

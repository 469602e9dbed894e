//! The whole suite with the native driver; the other faces run in `cargo xtask conformance`.

#![expect(clippy::unwrap_used, reason = "whatever fails here fails the test")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs the runner and returns whether it passed, its JSON report and what it printed.
fn run(arguments: &[&str]) -> (bool, Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("r.json");
    let html = folder.path().join("r.html");
    let output = Command::new(env!("CARGO_BIN_EXE_dashlift-conformance"))
        .args(["--driver", "native", "--report"])
        .arg(&report)
        .arg("--html")
        .arg(&html)
        .args(arguments)
        .output()
        .unwrap();
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let json = std::fs::read(&report).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let page = std::fs::read_to_string(&html).unwrap_or_default();
    assert_eq!(json.is_some(), page.ends_with("</html>\n"));
    (output.status.success(), json.unwrap_or(Value::Null), text)
}

#[test]
fn every_case_passes_natively() {
    let (good, report, text) = run(&[]);
    assert!(good, "{text}");
    let native = &report["drivers"]["native"];
    assert_eq!(native["failed"], 0, "{text}");
    assert_eq!(native["crashed"], 0, "{text}");
    assert_eq!(native["waiting"], 0, "{text}");
    assert_eq!(report["disagreements"], 0);
    let suites = report["suites"].as_object().unwrap();
    let passed = |prefix: &str| {
        let tallies = suites.iter().filter(|(suite, _)| suite.starts_with(prefix)).map(|(_, tally)| tally);
        tallies.map(|tally| tally["native"]["passed"].as_u64().unwrap_or(0)).sum::<u64>()
    };
    assert!(passed("json") > 0 && passed("errors") > 0, "{text}");
    assert_eq!(passed("parity/grafana/"), 800, "{text}");
    // Accidents of the reference's reader.
    let optional = native["optional"].as_u64().unwrap_or(0);
    assert_eq!(passed("parity/grafana-api/") + optional, 942, "{text}");
    assert_eq!(passed("parity/perses/schema"), 42, "{text}");
    assert_eq!(passed("parity/perses/grafana-to-perses"), 56, "{text}");
    for (suite, count) in [
        ("parity/corpus/real", 140),
        ("parity/corpus/upstream", 112),
        ("parity/fuzz/classic", 4000),
        ("parity/fuzz/api", 3000),
        ("parity/perses/upstream", 72),
    ] {
        // Where a corpus is not there, the one case that says so is skipped.
        let is_absent = suites[suite]["native"]["skipped"] == 1;
        assert!(is_absent || passed(suite) == count, "{suite}\n{text}");
    }
}

#[test]
fn a_wrong_expectation_and_an_unlisted_file_fail_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("cases/json/a.in.json", "{ \"a\": 1 }");
    write("cases/json/a.call.json", "{\"verb\": \"format\", \"style\": \"compact\"}");
    write("cases/json/a.out.json", "{\"a\":1}");
    let path = folder.path().to_string_lossy().into_owned();
    let here = ["--cases", "json/*", "--folder", path.as_str()];
    let (listed, text) = manifest(folder.path());
    assert!(listed, "{text}");
    let (good, _, text) = run(&here);
    assert!(good, "{text}");

    write("cases/json/a.out.json", "{\"a\":2}");
    let (good, report, text) = run(&here);
    assert!(!good);
    assert_eq!(report["drivers"]["native"]["failed"], 1, "{text}");
    assert!(text.contains("out differs at byte 5, `/a`"), "{text}");
    assert!(text.contains("cases/json/a.out.json differs from MANIFEST"), "{text}");

    write("cases/json/a.out.json", "{\"a\":1}");
    write("cases/json/b.in.json", "1");
    write("cases/json/b.call.json", "{\"verb\": \"format\", \"style\": \"compact\"}");
    let (good, report, text) = run(&here);
    assert!(!good);
    assert_eq!(report["drivers"]["native"]["failed"], 1, "{text}");
    assert!(text.contains("cases/json/b.in.json is not listed in MANIFEST"), "{text}");
    assert!(text.contains("has neither `.out.json` nor `.error.json`"), "{text}");
}

fn manifest(folder: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_dashlift-conformance"))
        .args(["manifest", "--folder"])
        .arg(folder)
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_missing_corpus_is_a_skip_unless_it_is_required() {
    let folder = tempfile::tempdir().unwrap();
    let run = |required: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_dashlift-conformance"))
            .args(["--driver", "native", "--cases", "parity/fuzz/*", "--cases", "parity/corpus/*"])
            .env("DASHLIFT_SHARED", folder.path())
            .env("DASHLIFT_REQUIRE_CORPORA", required)
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (good, text) = run("0");
    assert!(good, "{text}");
    assert!(text.contains("is not in the shared folder"), "{text}");
    let (good, text) = run("1");
    assert!(!good, "{text}");
}

#[test]
fn no_matching_case_and_an_unknown_driver_are_errors() {
    let (good, _, text) = run(&["--cases", "nothing/*"]);
    assert!(!good);
    assert!(text.contains("no case matches nothing/*"), "{text}");
    let (good, _, text) = run(&["--driver", "cobol", "--cases", "json/*"]);
    assert!(!good);
    assert!(text.contains("there is no driver `cobol`"), "{text}");
}

#[test]
fn the_committed_rule_set_hash_is_that_of_the_cases() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(home.join("MANIFEST")).unwrap();
    let files = dashlift_conformance::manifest::parse(&text).unwrap();
    let families = dashlift::Migrator::standard().families();
    let hash = dashlift_conformance::rules::rules_hash(&families, &files).unwrap();
    let build: Value = serde_json::from_str(&dashlift::build("native")).unwrap();
    assert_eq!(build["rules"], hash, "the constant RULES in core/src/engine/build.rs must be {hash}");
}

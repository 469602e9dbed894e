//! `dashlift migrate`: the document, the summary, the report.

use crate::run::{Ran, dashlift, example, file};

const V39: &[u8] =
    br#"{"title": "Fleet", "schemaVersion": 39, "refresh": 30, "timepicker": {"time_options": ["5m"]},
 "panels": [{"id": 1, "type": "timeseries", "title": "T"}], "__inputs": []}"#;

#[test]
fn the_document_is_the_cores_bytes() {
    let ran = dashlift(&["migrate", "-"], V39);
    let core = dashlift::migrate(V39, &dashlift::Options::default()).unwrap();
    assert_eq!((ran.code, ran.stdout), (0, core.document.into_owned()));
}

#[test]
fn the_summary_is_a_line_for_the_document() {
    let ran = dashlift(&["migrate", "-"], V39);
    assert_eq!(ran.stderr, "<stdin>: grafana@39 -> grafana@42: changed, 2 losses\n");
}

#[test]
fn on_demand_every_step_is_named_with_its_rule() {
    let ran = dashlift(&["migrate", "-", "-v"], V39);
    let core = dashlift::migrate(V39, &dashlift::Options::default()).unwrap();
    let mut lines = ran.stderr.lines();
    assert_eq!(lines.next(), Some("<stdin>: grafana@39 -> grafana@42: changed"));
    for step in &core.report.steps {
        let line = lines.next().unwrap();
        assert!(line.starts_with(&format!("  {}", step.id)) && line.contains(&step.summary), "{line}");
        assert_eq!(line.ends_with(" (nothing to do)"), !step.changed, "{line}");
    }
}

#[test]
fn explain_lists_the_changes_under_their_step() {
    let ran = dashlift(&["migrate", "-", "-v", "--explain"], V39);
    let lines: Vec<&str> = ran.stderr.lines().collect();
    let step = lines.iter().position(|line| line.starts_with("  grafana/40 ")).unwrap();
    let changes = lines.iter().skip(step + 1).take_while(|line| line.starts_with("      "));
    assert!(changes.clone().any(|line| *line == "      replace /refresh  \"\""), "{ran:?}");
    assert_eq!(dashlift(&["migrate", "-"], V39).stdout, ran.stdout);
}

#[test]
fn quiet_prints_no_summary() {
    let ran = dashlift(&["migrate", "-", "-q"], V39);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn warnings_are_shown() {
    let twice = br#"{"title": "a", "title": "b", "schemaVersion": 41, "panels": []}"#;
    assert!(dashlift(&["migrate", "-"], twice).stderr.contains(": changed, 1 warning\n"));
    let ran = dashlift(&["migrate", "-", "-v"], twice);
    assert!(ran.stderr.contains("\n  warning: duplicate-key at /title"), "{ran:?}");
}

#[test]
fn a_document_at_its_target_comes_back_byte_for_byte() {
    let document = b"\n{ \"title\":\t\"T\",\n\"schemaVersion\" : 42 , \"panels\": [ ]}\n\n";
    let ran = dashlift(&["migrate", "-"], document);
    assert_eq!((ran.code, &ran.stdout[..]), (0, &document[..]));
    assert_eq!(ran.stderr, "<stdin>: grafana@42 -> grafana@42: already there\n");
}

#[test]
fn the_report_holds_what_the_core_reports() {
    let path = file("report.json", b"an older one");
    let ran = dashlift(&["migrate", "-", "-q", "--report", &path], V39);
    let core = dashlift::migrate(V39, &dashlift::Options::default()).unwrap();
    let record =
        format!("\n{{\"path\":\"<stdin>\",\"status\":\"changed\",\"report\":{}}}\n", core.report.to_json());
    assert!(std::fs::read_to_string(&path).unwrap().contains(&record), "{record}");
    assert_eq!(ran.stdout, core.document.into_owned());
    let ran = dashlift(&["migrate", "-", "-q", "--report", "-"], V39);
    assert!(ran.text().contains(&record) && !ran.text().contains("Fleet"), "{ran:?}");
}

fn keys(ran: &Ran) -> bool {
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.text().contains("__inputs")
}

#[test]
fn flags_reach_the_core() {
    assert!(keys(&dashlift(&["migrate", "-"], V39)));
    assert!(keys(&dashlift(&["migrate", "-", "--export-keys", "keep"], V39)));
    assert!(!keys(&dashlift(&["migrate", "-", "--export-keys", "drop"], V39)));
    assert!(!keys(&dashlift(&["migrate", "-", "--drop-export-keys"], V39)));
    let ran = dashlift(&["migrate", "-", "--to", "grafana@40", "--style", "compact"], V39);
    assert!(ran.text().contains(r#""schemaVersion":40"#), "{ran:?}");
    let ran = dashlift(&["migrate", "-", "--from", "41", "--family", "grafana"], V39);
    assert!(ran.stderr.starts_with("<stdin>: grafana@41 -> grafana@42: "), "{ran:?}");
    let ran = dashlift(&["migrate", "-", "--normalize", "--strict"], br#"{"schemaVersion":42,"panels":[]}"#);
    assert!(ran.code == 0 && ran.text().contains("annotations"), "{ran:?}");
}

#[test]
fn the_examples_of_recent_versions_are_lifted() {
    let context = example("datasources.json");
    for name in ["checkout-latency.v39.json", "kubernetes-tenants.v40.json", "monday-numbers.v41.json"] {
        let ran = dashlift(&["migrate", &example(name), "--datasources", &context, "-v"], b"");
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("\n  grafana/42 "), "{name}: {}", ran.stderr);
        let again = dashlift(&["migrate", "-"], &ran.stdout);
        assert_eq!(again.stdout, ran.stdout, "{name}");
    }
}

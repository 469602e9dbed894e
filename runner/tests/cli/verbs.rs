//! `detect`, `plan`, `format`, `families`.

use crate::run::{dashlift, example};

#[test]
fn detect_tells_version_and_status() {
    let ran = dashlift(&["detect", "-"], br#"{"schemaVersion": 40, "panels": []}"#);
    assert_eq!(ran.text(), "<stdin>: grafana@40 (classic), upgradable to grafana@42\n");
    let ran = dashlift(&["detect", "-"], br#"{"schemaVersion": 42, "panels": []}"#);
    assert_eq!(ran.text(), "<stdin>: grafana@42 (classic), current\n");
    let ran = dashlift(&["detect", "-"], br#"{"schemaVersion": 99, "panels": []}"#);
    assert_eq!((ran.code, ran.text()), (0, "<stdin>: grafana@99 (classic), newer than grafana@42\n"));
    let ran = dashlift(&["detect", "-"], b"{}");
    assert_eq!((ran.code, ran.text()), (0, "<stdin>: no known dashboard\n"));
}

#[test]
fn detect_prints_the_contracts_json() {
    let ran = dashlift(&["detect", &example("checkout-latency.v39.json"), "-o", "json"], b"");
    let expected = r#"{"family":"grafana","form":"classic","version":"grafana@39","latest":"grafana@42","status":"upgradable"}"#;
    assert_eq!(ran.text(), format!("{expected}\n"));
}

#[test]
fn plan_lists_the_steps() {
    let ran = dashlift(&["plan", "grafana@40", "42"], b"");
    assert!(ran.text().starts_with("grafana@40 -> grafana@42: 2 steps\n  grafana/41  "), "{ran:?}");
    let ran = dashlift(&["plan", "grafana@40", "42", "-o", "json"], b"");
    assert!(
        ran.text().starts_with(r#"{"from":"grafana@40","to":"grafana@42","steps":[{"id":"grafana/41","#),
        "{ran:?}"
    );
}

#[test]
fn format_prints_in_another_style() {
    let ran = dashlift(&["format", "-", "--style", "canonical"], br#"{"b": 1.10, "a": "\u00e9"}"#);
    assert_eq!((ran.code, ran.text().trim_end()), (0, r#"{"a":"é","b":1.1}"#));
    let ran = dashlift(&["format", "-", "--style", "compact"], b"{\"b\": 1.10,\n \"a\": [ ]}");
    assert_eq!(ran.text().trim_end(), r#"{"b":1.10,"a":[]}"#);
}

#[test]
fn format_with_auto_gives_the_examples_back() {
    for name in [
        "mail-relays.v06.json",
        "ferries.v18.json",
        "depot-robots.v30.json",
        "orders-database.v33.json",
        "metal-nodes.v36.json",
        "checkout-latency.v39.json",
        "kubernetes-tenants.v40.json",
        "monday-numbers.v41.json",
    ] {
        let path = example(name);
        let ran = dashlift(&["format", &path, "--style", "auto"], b"");
        assert_eq!((ran.code, ran.stdout == std::fs::read(&path).unwrap()), (0, true), "{name}");
    }
}

#[test]
fn families_are_the_cores_tables() {
    let ran = dashlift(&["families"], b"");
    assert_eq!((ran.code, ran.text()), (0, format!("{}\n", dashlift::families()).as_str()));
}

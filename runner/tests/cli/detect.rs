//! `dashlift detect`: what there is.

use crate::run::{BROKEN, Folder, LOSSY, PACKAGE, TOO_NEW, V41, V42, dashlift, example};

#[test]
fn one_document_is_told_in_a_line() {
    for (document, expected) in [
        (LOSSY, "<stdin>: grafana@40 (classic), upgradable to grafana@42\n"),
        (V42, "<stdin>: grafana@42 (classic), current\n"),
        (TOO_NEW, "<stdin>: grafana@99 (classic), newer than grafana@42\n"),
        ("{}", "<stdin>: skipped: no dashboard in it\n"),
    ] {
        dashlift(&["detect", "-"], document.as_bytes()).gives(0, expected, "");
    }
}

#[test]
fn a_folder_is_told_as_a_table() {
    let graph = r#"{"title": "T", "schemaVersion": 30, "panels": [{"id": 1, "type": "graph", "datasource": "Prom"}]}"#;
    let bundle = format!("[{V41}, {V42}]");
    let folder =
        Folder::with(&[("a.json", V41), ("b.json", &bundle), ("c.json", TOO_NEW), ("d.json", graph)]);
    folder.write("package.json", PACKAGE);
    folder.run(&["detect", "."]).gives(
        0,
        "\
version     releases           status      files  dashboards
grafana@30  grafana 8.0–8.1    upgradable      1           1
grafana@41  grafana 11.6–12.1  upgradable      2           2
grafana@42  grafana 12.2–12.4  current         1           1
grafana@99                     too-new         1           1

1 panel in 1 dashboard is finished by Grafana when it is opened
1 file needs a list of data sources (--datasources)

5 dashboards; 1 file skipped (no dashboard in it)
",
        "",
    );
    let ran = folder.run(&["detect", ".", "--list-skipped"]);
    assert!(ran.text().starts_with("package.json: skipped: no dashboard in it\nversion "), "{ran:?}");
    folder.write("broken.json", BROKEN);
    let ran = folder.run(&["detect", "."]);
    let error =
        "broken.json:2:1: error: expected a value, found the end of the text [invalid-json]\nversion ";
    assert!(ran.code == 1 && ran.text().starts_with(error), "{ran:?}");
}

#[test]
fn programs_get_the_contracts_json() {
    let ran = dashlift(&["detect", &example("checkout-latency.v39.json"), "-o", "ndjson"], b"");
    let expected = r#""status":"detected","detection":{"family":"grafana","form":"classic","version":"grafana@39","latest":"grafana@42","status":"upgradable"},"#;
    assert!(ran.code == 0 && ran.text().contains(expected), "{ran:?}");
}

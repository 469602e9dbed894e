//! `dashlift validate`: the findings, and when they count as a failure.

use crate::run::{Folder, PACKAGE, V42, dashlift};

const RETIRED: &str =
    r#"{"title": "T", "schemaVersion": 42, "panels": [{"id": 1, "type": "graph", "title": "A"}]}"#;
const WRONG: &str = r#"{"title": "T", "schemaVersion": 42, "panels": {}}"#;

#[test]
fn findings_are_told_with_their_place_and_rule() {
    let ran = dashlift(&["validate", "-"], RETIRED.as_bytes());
    let finding = "<stdin>:1:66: warning: `graph` is retired; the panel becomes `timeseries` [grafana/retired-panel-type] at /panels/0/type\n";
    assert!(ran.code == 0 && ran.text().contains(finding), "{ran:?}");
    assert!(ran.text().ends_with("\n1 dashboard checked: 1 warning\n"), "{ran:?}");
}

#[test]
fn what_counts_as_a_failure_can_be_chosen() {
    let folder = Folder::with(&[("a.json", RETIRED), ("package.json", PACKAGE)]);
    assert_eq!(folder.run(&["validate", "."]).code, 0);
    assert_eq!(folder.run(&["validate", ".", "--fail-on", "warning"]).code, 1);
    folder.write("b.json", WRONG);
    let ran = folder.run(&["validate", ".", "--family", "grafana", "--include", "b.json"]);
    assert!(ran.code == 1 && ran.text().contains(": error: "), "{ran:?}");
}

#[test]
fn a_finding_that_is_not_listed_decides_too() {
    let layout = br#"{"layout_id": "a", "schemaVersion": 1, "regions": [
        {"id": "a", "grid_row": 0, "grid_col": 0, "row_span": 1, "col_span": 1, "deleted_at": null},
        {"id": "a", "grid_row": 0, "grid_col": 6, "row_span": 1, "col_span": 1, "version": 1, "deleted_at": null}]}"#;
    let all = dashlift(&["validate", "-"], layout);
    let one = dashlift(&["validate", "-", "--limit", "0"], layout);
    assert_eq!((all.code, one.code), (1, 1), "{all:?} {one:?}");
    assert!(all.text().contains("regions/duplicate-id") && !one.text().contains("regions/duplicate-id"));
}

#[test]
fn the_list_of_data_sources_is_used() {
    let document = r#"{"title": "T", "schemaVersion": 42, "panels":
        [{"id": 1, "type": "timeseries", "title": "A", "datasource": {"type": "prometheus", "uid": "gone"}}]}"#;
    let list = r#"[{"uid": "p1", "name": "Prom", "type": "prometheus", "isDefault": true}]"#;
    let folder = Folder::with(&[("a.json", document), ("list.txt", list)]);
    let told = |arguments: &[&str]| folder.run(arguments).text().contains("`gone`");
    assert!(!told(&["validate", "a.json"]));
    assert!(told(&["validate", "a.json", "--datasources", "list.txt"]));
}

#[test]
fn programs_get_the_cores_json() {
    let ran = dashlift(&["validate", "-", "-o", "ndjson"], V42.as_bytes());
    let record: serde_json::Value = serde_json::from_str(ran.text()).unwrap();
    let core = dashlift::validate(V42.as_bytes(), &dashlift::ValidateOptions::default()).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&core.to_json()).unwrap();
    assert_eq!((ran.code, &record["validation"]), (0, &expected));
}

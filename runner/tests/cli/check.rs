//! `dashlift check`: what would change, and what is good enough.

use crate::run::{Folder, LOSSY, PACKAGE, TOO_NEW, V41, V42};

#[test]
fn nothing_is_written() {
    let folder = Folder::with(&[("a.json", V41)]);
    assert_eq!(folder.run(&["check", "."]).code, 2);
    assert_eq!((folder.read("a.json").as_str(), folder.names().len()), (V41, 1));
}

#[test]
fn older_documents_that_reach_a_version_are_accepted() {
    let folder = Folder::with(&[("a.json", V41), ("b.json", LOSSY), ("c.json", V42)]);
    folder.run(&["check", "--at-least", "40"]).gives(0, "3 current\n", "");
    folder.run(&["check", "--at-least", "grafana@41"]).gives(
        2,
        "b.json: grafana@40 -> grafana@42: changed, 1 loss\n1 changed, 2 current\n",
        "",
    );
    folder.write("d.json", TOO_NEW);
    assert_eq!(folder.run(&["check", "--at-least", "40"]).code, 5);
}

#[test]
fn results_can_be_read_by_programs() {
    let folder = Folder::with(&[("a.json", V41), ("b.json", V42), ("package.json", PACKAGE)]);
    let ran = folder.run(&["check", "-o", "json"]);
    let run: serde_json::Value = serde_json::from_str(ran.text()).unwrap();
    assert_eq!((ran.code, &run["dashlift"]["face"]), (2, &"cli".into()));
    let statuses: Vec<_> =
        run["documents"].as_array().unwrap().iter().map(|record| &record["status"]).collect();
    assert_eq!(statuses, ["changed", "current", "skipped"]);
    assert_eq!(run["totals"]["skipped"]["not-a-dashboard"], 1);
    assert_eq!(folder.run(&["check", "-o", "ndjson"]).text().lines().count(), 3);
}

#[test]
fn quiet_says_only_what_is_wrong() {
    let folder = Folder::with(&[("a.json", V41)]);
    folder.run(&["check", "-q"]).gives(2, "", "");
    folder.write("b.json", TOO_NEW);
    let ran = folder.run(&["check", "-q"]);
    assert!(ran.code == 5 && ran.text().is_empty() && ran.stderr.starts_with("b.json: too-new: "), "{ran:?}");
}

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
    folder.run(&["check", "--at-least", "40"]).gives(0, "3 are up to date\n", "");
    folder.run(&["check", "--at-least", "grafana@41"]).gives(
        2,
        "\
b.json: grafana@40 -> grafana@42: would change, 1 loss

losses             kind    count  dashboards  for example
dropped-by-format  member      1           1  b.json /timepicker/time_options: [\"5m\"]

1 would change, 2 are up to date
1 loss; -v has the details
",
        "",
    );
    folder.run(&["check", "--at-least", "40", "b.json"]).gives(
        0,
        "b.json: grafana@40 -> grafana@42: accepted as it is\n",
        "",
    );
    // What stays as it is loses nothing.
    folder.run(&["check", "--at-least", "40", "--allow-loss", "none"]).gives(0, "3 are up to date\n", "");
    folder.run(&["check", "--at-least", "40", "-o", "github"]).gives(
        0,
        "::notice title=dashlift::3 are up to date\n",
        "",
    );
    folder.write("d.json", TOO_NEW);
    assert_eq!(folder.run(&["check", "--at-least", "40"]).code, 5);
}

#[test]
fn a_style_alone_is_a_change_and_told_as_one() {
    let folder = Folder::with(&[("a.json", V42)]);
    folder.run(&["check", "--style", "pretty", "a.json"]).gives(
        2,
        "a.json: grafana@42 -> grafana@42: only its style would change\n",
        "",
    );
    let ran = folder.run(&["check", "--style", "pretty", "-o", "github"]);
    assert!(ran.code == 2 && ran.text().contains("outdated::only its style would change\n"), "{ran:?}");
    folder.run(&["migrate", "-w", "--style", "pretty", "a.json"]).gives(
        0,
        "a.json: grafana@42 -> grafana@42: only its style changed\n",
        "",
    );
    assert_eq!(folder.run(&["check", "--style", "pretty"]).code, 0);
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
    ran.gives(
        5,
        "",
        "b.json:1:33: error: version 99 is newer than 42, the newest known one of grafana [too-new] at /schemaVersion\n",
    );
}

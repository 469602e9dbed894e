//! `dashlift explain`: every change under its step.

use crate::run::{Folder, LOSSY, dashlift};

#[test]
fn changes_stand_under_the_step_that_makes_them() {
    let ran = dashlift(&["explain", "-"], LOSSY.as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = ran.text().lines().collect();
    assert_eq!(lines[0], "<stdin>: grafana@40 -> grafana@42: would change");
    let step = lines.iter().position(|line| line.starts_with("  grafana/41       the obsolete")).unwrap();
    let changes = ["      replace /schemaVersion  41", "      remove  /timepicker/time_options"];
    assert_eq!(lines[step + 1..step + 3], changes);
    let lost = "  lost: member at /timepicker/time_options (grafana/41, dropped-by-format): the list is obsolete: [\"5m\"]";
    assert_eq!(lines.last(), Some(&lost));
    let folder = Folder::with(&[("a.json", LOSSY), ("b.json", LOSSY)]);
    let ran = folder.run(&["explain", "."]);
    assert!(ran.code == 0 && ran.text().ends_with(&format!("\n{lost}\n2 would change\n")), "{ran:?}");
}

#[test]
fn a_folder_is_explained_and_not_written() {
    let folder = Folder::with(&[("a.json", LOSSY), ("b.json", LOSSY)]);
    let ran = folder.run(&["explain", ".", "-o", "json"]);
    let run: serde_json::Value = serde_json::from_str(ran.text()).unwrap();
    let changes = &run["documents"][1]["report"]["steps"][1]["changes"];
    assert_eq!(changes[1], serde_json::json!({"op": "remove", "path": "/timepicker/time_options"}));
    assert_eq!(
        (folder.read("a.json").as_str(), run["totals"]["documents"]["changed"].as_u64()),
        (LOSSY, Some(2))
    );
}

//! `migrate -w` and `--out-dir`: what is written, and what stays as it was.

use crate::run::{BROKEN, Folder, LOSSY, PACKAGE, V41, V42, dashlift};
use std::fs;
use std::time::{Duration, SystemTime};

/// What `migrate` makes of a document.
fn lifted(document: &str) -> String {
    let ran = dashlift(&["migrate", "-q", "-"], document.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    String::from_utf8(ran.stdout).unwrap()
}

/// Makes a file look old and returns when it was changed.
fn age(folder: &Folder, name: &str) -> SystemTime {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(folder.path(name)).unwrap().set_modified(long_ago).unwrap();
    long_ago
}

fn modified(folder: &Folder, name: &str) -> SystemTime {
    fs::metadata(folder.path(name)).unwrap().modified().unwrap()
}

#[test]
fn a_folder_without_a_place_to_write_is_only_told_about() {
    let folder = Folder::with(&[("a.json", V41), ("b.json", V42), ("package.json", PACKAGE)]);
    folder.run(&["migrate", "."]).gives(
        64,
        "a.json: grafana@41 -> grafana@42: would change\n1 would change, 1 is up to date; 1 file skipped (no dashboard in it)\n",
        "dashlift: nothing was written; --write rewrites the files, --out-dir DIR writes them there\n",
    );
    assert_eq!(folder.run(&["migrate", "a.json", "b.json"]).code, 64);
    assert_eq!((folder.read("a.json").as_str(), folder.names().len()), (V41, 3));
}

#[test]
fn only_what_changes_is_written() {
    let folder =
        Folder::with(&[("deep/a.json", V41), ("b.json", V42), ("package.json", PACKAGE), ("c.txt", V41)]);
    let old = ["deep/a.json", "b.json", "package.json", "c.txt"].map(|name| age(&folder, name));
    folder.run(&["migrate", "-w", "."]).gives(
        0,
        "deep/a.json: grafana@41 -> grafana@42: changed\n1 changed, 1 was up to date; 1 file skipped (no dashboard in it)\n",
        "",
    );
    assert_eq!(folder.read("deep/a.json"), lifted(V41));
    assert_ne!(modified(&folder, "deep/a.json"), old[0]);
    for name in ["b.json", "package.json", "c.txt"] {
        assert_eq!(modified(&folder, name), old[1], "{name}");
    }
    age(&folder, "deep/a.json");
    folder.run(&["migrate", "-w", "."]).gives(
        0,
        "2 were up to date; 1 file skipped (no dashboard in it)\n",
        "",
    );
    assert_eq!(modified(&folder, "deep/a.json"), old[0]);
    assert_eq!(folder.names(), ["b.json", "c.txt", "deep", "package.json"]);
}

#[test]
fn lines_end_as_they_did() {
    let pretty = "{\n  \"title\": \"T\",\n  \"schemaVersion\": 41,\n  \"panels\": []\n}";
    for (name, document) in [
        ("unix", format!("{pretty}\n")),
        ("without-end", pretty.to_owned()),
        ("windows", format!("{pretty}\n").replace('\n', "\r\n")),
    ] {
        let folder = Folder::with(&[("a.json", &document)]);
        assert_eq!(folder.run(&["migrate", "-w", "a.json"]).code, 0, "{name}");
        let after = folder.read("a.json");
        let (breaks, windows) = (after.matches('\n').count(), after.matches("\r\n").count());
        assert!(breaks > 10 && windows == if name == "windows" { breaks } else { 0 }, "{name}: {after:?}");
        assert_eq!(after.ends_with('\n'), document.ends_with('\n'), "{name}");
    }
}

#[test]
fn a_bom_goes_with_the_first_change_and_not_before() {
    let folder =
        Folder::with(&[("a.json", &format!("\u{feff}{V41}")), ("b.json", &format!("\u{feff}{V42}"))]);
    assert_eq!(folder.run(&["migrate", "-w", "."]).code, 0);
    assert_eq!(folder.read("a.json"), lifted(V41));
    assert_eq!(folder.read("b.json"), format!("\u{feff}{V42}"));
}

#[test]
fn in_a_bundle_only_the_dashboards_change() {
    let (old, new) = (V41.trim_end(), V42.trim_end());
    let bundle = |first: &str| format!("[\n{first}\n, {{ \"other\":1.10 }},{new} ]");
    let folder = Folder::with(&[("list.json", &bundle(old)), ("map.json", &format!("{{\"a.json\":{old}}}"))]);
    folder.run(&["migrate", "-w", "."]).gives(
        0,
        "list.json#/0: grafana@41 -> grafana@42: changed
map.json#/a.json: grafana@41 -> grafana@42: changed
2 changed, 1 was up to date
",
        "",
    );
    assert_eq!(folder.read("list.json"), bundle(&lifted(old)));
    assert_eq!(folder.read("map.json"), format!("{{\"a.json\":{}}}", lifted(old)));
}

#[test]
fn one_document_at_fault_keeps_its_whole_file() {
    let bundle = format!("[{}, {}]", V41.trim_end(), LOSSY.trim_end());
    let folder = Folder::with(&[("a.json", &bundle), ("b.json", BROKEN), ("c.json", V41)]);
    let ran = folder.run(&["migrate", "-w", "--allow-loss", "none", "."]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.text().contains("a.json#/1: grafana@40 -> grafana@42: refused, "), "{ran:?}");
    assert_eq!((folder.read("a.json"), folder.read("b.json")), (bundle, BROKEN.to_owned()));
    assert_eq!(folder.read("c.json"), lifted(V41));
}

#[test]
fn results_go_into_a_folder_under_their_paths() {
    let folder = Folder::with(&[("in/x/a.json", V41), ("in/b.json", V42), ("in/package.json", PACKAGE)]);
    let ran = folder.run(&["migrate", "in", "--out-dir", "out/new"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        (folder.read("out/new/x/a.json").as_str(), folder.read("out/new/b.json").as_str()),
        (&*lifted(V41), V42)
    );
    assert!(!folder.path("out/new/package.json").exists());
    assert_eq!(folder.read("in/x/a.json"), V41);
    assert_eq!(folder.run(&["migrate", "in/b.json", "--out-dir", "out"]).code, 0);
    assert_eq!(folder.read("out/b.json"), V42);
}

#[test]
fn a_file_in_the_way_of_the_folder_is_an_error() {
    let folder = Folder::with(&[("in/x/a.json", V41), ("out/x", "a file")]);
    let ran = folder.run(&["migrate", "in", "--out-dir", "out"]);
    assert!(ran.code == 1 && ran.text().starts_with("in/x/a.json: error: cannot be made: "), "{ran:?}");
    assert_eq!(folder.read("out/x"), "a file");
}

#[test]
fn reports_of_all_documents_are_written_whole() {
    let folder = Folder::with(&[("a.json", V41), ("b.json", BROKEN)]);
    let ran = folder.run(&["migrate", "-w", ".", "--report", "r.report"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&folder.read("r.report")).unwrap();
    assert_eq!(report["documents"][0]["report"]["to"], "grafana@42");
    assert_eq!(report["documents"][1]["error"]["code"], "invalid-json");
    assert_eq!(report["totals"]["documents"], serde_json::json!({"changed": 1, "failed": 1}));
}

//! Which files of a folder count.

use crate::run::{Folder, PACKAGE, V41, V42, dashlift};
use std::fs::File;

/// Returns the files that `check` finds to be dashboards of version 41.
fn found(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let ran = folder.run(&[&["check", "-o", "ndjson"], arguments].concat());
    assert!(matches!(ran.code, 0 | 2), "{ran:?}");
    let record = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let changed = ran.text().lines().map(record).filter(|record| record["status"] == "changed");
    changed.map(|record| record["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn json_is_looked_at_whatever_else_lies_there() {
    let folder = Folder::with(&[
        ("a.json", V41),
        ("B.JSON", V41),
        ("deep/er/c.json", V41),
        ("package.json", PACKAGE),
        ("empty.json", ""),
        ("comments.json", "// a comment\n{}"),
        ("binary.json", "\u{0}\u{1}"),
        ("chart.json", "{\"schemaVersion\": {{ .Values.version }}, \"panels\": []}"),
        ("notes.md", V41),
        ("noextension", V41),
    ]);
    assert_eq!(found(&folder, &["."]), ["B.JSON", "a.json", "deep/er/c.json"]);
    folder.run(&["check", "--list-skipped"]).gives(
        2,
        "\
B.JSON: grafana@41 -> grafana@42: would change
a.json: grafana@41 -> grafana@42: would change
binary.json: skipped: neither JSON nor YAML
chart.json: skipped: a template: lift what it renders
comments.json: skipped: neither JSON nor YAML
deep/er/c.json: grafana@41 -> grafana@42: would change
empty.json: skipped: neither JSON nor YAML
package.json: skipped: no dashboard in it
3 would change; 5 files skipped (no dashboard in it: 1, neither JSON nor YAML: 3, a template: 1)
",
        "",
    );
}

#[test]
fn a_named_file_counts_whatever_its_name() {
    let folder = Folder::with(&[("notes.md", V41), (".hidden.json", V41)]);
    assert_eq!(found(&folder, &["notes.md"]), ["notes.md"]);
    assert_eq!(found(&folder, &[".hidden.json"]), [".hidden.json"]);
}

#[test]
fn hidden_and_ignored_files_do_not_count_unless_they_are_asked_for() {
    let files = [
        (".gitignore", "rendered/\n"),
        ("a.json", V41),
        ("rendered/b.json", V41),
        (".hidden/c.json", V41),
        (".git/d.json", V41),
    ];
    let folder = Folder::with(&files);
    assert_eq!(found(&folder, &["."]), ["a.json"]);
    assert_eq!(found(&folder, &["--no-ignore", "."]), [".hidden/c.json", "a.json", "rendered/b.json"]);
}

#[test]
fn globs_choose() {
    let folder = Folder::with(&[("a.json", V41), ("x/b.json", V41), ("x/old/c.json", V41), ("d.dash", V41)]);
    assert_eq!(found(&folder, &["--exclude", "x/old/**"]), ["a.json", "x/b.json"]);
    assert_eq!(found(&folder, &["--include", "x/**", "--exclude", "**/c.json"]), ["x/b.json"]);
    assert_eq!(found(&folder, &["--include", "*.dash", "--include", "a.json"]), ["a.json", "d.dash"]);
}

#[test]
fn a_file_that_is_named_twice_counts_once() {
    let folder = Folder::with(&[("a.json", V41), ("x/b.json", V41)]);
    assert_eq!(found(&folder, &["a.json", "x", "./a.json", "x/b.json", "."]), ["a.json", "x/b.json"]);
}

#[cfg(unix)]
#[test]
fn loops_dangling_links_and_folders_with_the_name_of_a_file_do_no_harm() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[("x/a.json", V41), ("x/folder.json/b.json", V41)]);
    symlink(".", folder.path("x/loop")).unwrap();
    symlink("loop.json", folder.path("x/loop.json")).unwrap();
    symlink("nowhere.json", folder.path("x/dangling.json")).unwrap();
    symlink("a.json", folder.path("x/link.json")).unwrap();
    assert_eq!(found(&folder, &["x"]), ["x/a.json", "x/folder.json/b.json", "x/link.json"]);
    let ran = folder.run(&["migrate", "x/dangling.json"]);
    ran.fails(1, "dashlift: x/dangling.json: cannot be read: ");
    folder.run(&["migrate", "x/loop.json"]).fails(1, "dashlift: x/loop.json: cannot be read: ");
    folder.run(&["migrate", "x/a.json/b.json"]).fails(1, "dashlift: x/a.json/b.json: cannot be read: ");
}

#[test]
fn a_file_beyond_the_limit_is_skipped() {
    let folder = Folder::with(&[("a.json", V42)]);
    File::create(folder.path("huge.json")).unwrap().set_len(300 << 20).unwrap();
    folder.run(&["check", ".", "--list-skipped"]).gives(
        0,
        "huge.json: skipped: larger than 256 MiB\n1 is up to date; 1 file skipped (larger than 256 MiB)\n",
        "",
    );
    folder.run(&["migrate", "huge.json", "-q"]).gives(1, "", "dashlift: huge.json: larger than 256 MiB\n");
}

#[test]
fn an_empty_folder_is_no_error() {
    for verb in ["check", "detect", "explain", "validate"] {
        Folder::new().run(&[verb, "."]).gives(0, "no dashboards found\n", "");
    }
    Folder::new().run(&["hash", "."]).gives(0, "", "");
    Folder::new().run(&["migrate", "-w", "."]).gives(0, "no dashboards found\n", "");
}

#[test]
fn stdin_is_a_file_among_others() {
    let folder = Folder::with(&[("a.json", V41)]);
    folder.run_with(&["check", "-", "a.json"], V42.as_bytes()).gives(
        2,
        "a.json: grafana@41 -> grafana@42: would change\n1 would change, 1 is up to date\n",
        "",
    );
    let ran = dashlift(&["detect", "-"], V41.as_bytes());
    ran.gives(0, "<stdin>: grafana@41 (classic), upgradable to grafana@42\n", "");
}

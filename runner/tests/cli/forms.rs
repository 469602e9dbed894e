//! The forms of output, as people and tools read them.

use crate::run::{Ran, command};
use std::path::Path;
use tempfile::TempDir;

/// What lies in a repository, a bit of everything.
pub(crate) const FILES: [(&str, &str); 7] = [
    ("a b.json", "{\"title\": \"T\", \"schemaVersion\": 41, \"panels\": []}\n"),
    ("broken.json", "{\n  \"schemaVersion\": 41,\n  \"panels\": [\n"),
    (
        "lossy.json",
        "{\"schemaVersion\": 40, \"panels\": [{\"id\": 1, \"type\": \"stat\"},\n {\"id\": 1, \"type\": \"stat\"}], \"timepicker\": {\"time_options\": [\"|@me|\"]}}\n",
    ),
    ("new.json", "{\"schemaVersion\": 99, \"panels\": []}\n"),
    ("now.json", "{\"schemaVersion\": 42, \"panels\": []}\n"),
    ("package.json", "{\"name\": \"left-pad\"}\n"),
    ("template.json", "{\"schemaVersion\": {{ .version }}, \"panels\": []}\n"),
];

/// Makes a folder with some files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Runs `dashlift` in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(arguments).current_dir(folder).env_remove("NO_COLOR").output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn check(arguments: &[&str], code: i32, stdout: &str, stderr: &str) {
    let folder = folder(&FILES);
    let ran = run(folder.path(), arguments);
    assert_eq!((ran.code, ran.text(), ran.stderr.as_str()), (code, stdout, stderr), "{arguments:?}");
}

#[test]
fn check_tells_what_would_change() {
    let stdout = "\
a b.json: grafana@41 -> grafana@42: would change
broken.json:4:1: error: expected a value, found the end of the text [invalid-json]
lossy.json: grafana@40 -> grafana@42: would change, 2 losses
new.json:1:19: error: version 99 is newer than 42, the newest known one of grafana [too-new] at /schemaVersion

losses             kind    count  dashboards  for example
defaulted          member      1           1  lossy.json /panels/1/id: 1
dropped-by-format  member      1           1  lossy.json /timepicker/time_options: [\"|@me|\"]

2 would change, 1 is up to date, 2 failed; 2 files skipped (no dashboard in it: 1, a template: 1)
2 losses; -v has the details
";
    check(&["check"], 1, stdout, "");
    check(&["check", "now.json"], 0, "now.json: grafana@42 -> grafana@42: already there\n", "");
}

#[test]
fn migrate_tells_what_it_did() {
    let stdout = "\
a b.json: grafana@41 -> grafana@42: changed
1 changed, 1 was up to date
";
    check(&["migrate", "-w", "a b.json", "now.json"], 0, stdout, "");
}

#[test]
fn skipped_files_are_named_on_demand() {
    let stdout = "\
package.json: skipped: no dashboard in it
template.json: skipped: a template: lift what it renders
no dashboards found; 2 files skipped (no dashboard in it: 1, a template: 1)
";
    check(&["check", "--list-skipped", "package.json", "template.json"], 0, stdout, "");
}

#[test]
fn a_refused_loss_is_told() {
    let stdout = "\
lossy.json: grafana@40 -> grafana@42: refused, something would be lost, 2 losses
  lost: member at /panels/1/id (grafana/prepare, defaulted): an earlier panel has this id: 1
  lost: member at /timepicker/time_options (grafana/41, dropped-by-format): the list is obsolete: [\"|@me|\"]
";
    check(&["check", "--allow-loss", "none", "lossy.json"], 3, stdout, "");
}

#[test]
fn quiet_leaves_the_errors() {
    let stderr = "\
broken.json:4:1: error: expected a value, found the end of the text [invalid-json]
lossy.json: refused: something would be lost [defaulted, dropped-by-format]
new.json:1:19: error: version 99 is newer than 42, the newest known one of grafana [too-new] at /schemaVersion
";
    check(&["check", "-q", "--allow-loss", "none"], 1, "", stderr);
}

#[test]
fn validate_tells_places_that_editors_open() {
    let stdout = "\
lossy.json:2:9: error: panel id 1 is used twice [grafana/duplicate-panel-id] at /panels/1/id
1 dashboard checked: 1 error
";
    check(&["validate", "lossy.json"], 1, stdout, "");
    check(&["validate", "now.json"], 0, "1 dashboard checked: nothing found\n", "");
}

#[test]
fn detect_is_a_table_or_a_line() {
    let stdout = "\
broken.json:4:1: error: expected a value, found the end of the text [invalid-json]
version     releases           status      files  dashboards
grafana@40  grafana 11.3–11.5  upgradable      1           1
grafana@41  grafana 11.6–12.1  upgradable      1           1
grafana@42  grafana 12.2–12.4  current         1           1
grafana@99                     too-new         1           1

4 dashboards, 1 failed; 2 files skipped (no dashboard in it: 1, a template: 1)
";
    check(&["detect"], 1, stdout, "");
    check(&["detect", "new.json"], 0, "new.json: grafana@99 (classic), newer than grafana@42\n", "");
    check(&["detect", "package.json"], 0, "package.json: skipped: no dashboard in it\n", "");
}

#[test]
fn colours_are_for_those_who_want_them() {
    let folder = folder(&FILES);
    let ran = run(folder.path(), &["check", "--color", "always"]);
    let told = ran.text();
    assert!(told.contains("\u{1b}[1ma b.json\u{1b}[0m: "), "{ran:?}");
    assert!(told.contains("\u{1b}[33mwould change\u{1b}[0m"), "{ran:?}");
    assert!(told.contains("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m"), "{ran:?}");
    for arguments in [&["check"][..], &["check", "--color", "never"]] {
        assert!(!run(folder.path(), arguments).text().contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn logs_go_to_stderr() {
    let folder = folder(&FILES[..1]);
    let ran = run(folder.path(), &["check", "-vv"]);
    assert_eq!(ran.text(), run(folder.path(), &["check", "-v"]).text());
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert!(lines[0].starts_with("DEBUG "), "{ran:?}");
    assert!(
        lines.last().unwrap().starts_with("DEBUG read file=\"a b.json\" bytes=50 documents=1 ms="),
        "{ran:?}"
    );
}

#[test]
fn github_gets_workflow_commands() {
    let stdout = "\
::warning file=a b.json,line=1,col=1,title=dashlift%3A outdated::would be lifted from grafana@41 to grafana@42 by 3 steps: grafana/prepare, grafana/42, grafana/finish
::error file=broken.json,line=4,col=1,title=dashlift%3A invalid-json::expected a value, found the end of the text
::notice title=dashlift::1 would change, 1 failed
";
    check(&["check", "-o", "github", "a b.json", "broken.json"], 1, stdout, "");
    let stdout = "\
::error file=lossy.json,line=2,col=9,title=dashlift%3A grafana/duplicate-panel-id::panel id 1 is used twice (at /panels/1/id)
::notice title=dashlift::1 dashboard checked: 1 error
";
    check(&["validate", "-o", "github", "lossy.json"], 1, stdout, "");
}

#[test]
fn markdown_is_a_comment() {
    let stdout = "\
### dashlift: 2 would change, 1 is up to date, 2 failed; 2 files skipped (no dashboard in it: 1, a template: 1)

**At fault**

| dashboard | what is wrong |
|---|---|
| `broken.json` | line 4: expected a value, found the end of the text (`invalid-json`) |
| `new.json` | line 1: version 99 is newer than 42, the newest known one of grafana (`too-new`) |

| dashboard | from → to | steps | losses | panels that Grafana finishes |
|---|---|---|---|---|
| `a b.json` | `grafana@41` → `grafana@42` | 3 |  |  |
| `lossy.json` | `grafana@40` → `grafana@42` | 4 | 2 |  |

**Losses**

| code | kind | count | dashboards | for example | value |
|---|---|---|---|---|---|
| `defaulted` | member | 1 | 1 | `lossy.json` `/panels/1/id` | 1 |
| `dropped-by-format` | member | 1 | 1 | `lossy.json` `/timepicker/time_options` | \\[\"\\|@\u{200b}me\\|\"\\] |

<details><summary>4 steps</summary>
";
    let folder = folder(&FILES);
    let ran = run(folder.path(), &["check", "-o", "markdown"]);
    assert!(ran.text().starts_with(stdout), "{ran:?}");
    let loss = "| `lossy.json` | `dropped-by-format` | member | 1 | `/timepicker/time_options` | \\[\"\\|@\u{200b}me\\|\"\\] | the list is obsolete | `grafana/41` |\n";
    assert!(ran.text().contains(loss), "{ran:?}");
    assert!(ran.text().contains("| `template.json` | a template: lift what it renders |\n"), "{ran:?}");
}

#[test]
fn a_comment_fits_into_github() {
    let dashboard = "{\"schemaVersion\": 40, \"panels\": [], \"timepicker\": {\"time_options\": []}}";
    let bundle = format!("[{}]", vec![dashboard; 3_000].join(","));
    let folder = folder(&[("all.json", &bundle)]);
    let ran = run(folder.path(), &["check", "-o", "markdown"]);
    assert!((20_000..65_536).contains(&ran.text().chars().count()), "{}", ran.stdout.len());
    assert!(ran.text().contains(" more of 3000 are left out here; `--report FILE` writes them all.\n"));
}

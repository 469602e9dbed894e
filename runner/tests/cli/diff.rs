//! `dashlift diff`: what `git diff` would show after `migrate -w`.

use crate::run::{Folder, Ran, V41, V42, dashlift};

#[test]
fn the_lines_are_gits() {
    let pretty = dashlift(&["format", "-", "--style", "pretty"], V41.as_bytes());
    let folder = Folder::with(&[("x/a.json", pretty.text()), ("b.json", V42)]);
    let shown = folder.run(&["diff", "."]);
    assert_eq!(
        (shown.code, shown.stderr.as_str()),
        (2, "x/a.json: grafana@41 -> grafana@42: would change\n1 would change, 1 is up to date\n")
    );
    folder.git(&["init", "-q"]);
    folder.git(&["add", "."]);
    assert_eq!(folder.run(&["migrate", "-q", "-w", "."]).code, 0);
    let mut git = std::process::Command::new("git");
    let theirs = git.args(["diff", "--no-color"]).current_dir(folder.path("")).output().unwrap().stdout;
    let theirs = String::from_utf8(theirs).unwrap();
    let of_git = |line: &&str| !line.starts_with("diff --git") && !line.starts_with("index ");
    let theirs: Vec<&str> = theirs.lines().filter(of_git).collect();
    assert_eq!(shown.text().lines().collect::<Vec<_>>(), theirs);
    folder.run(&["diff", "."]).gives(0, "", "2 are up to date\n");
}

fn is_lifted(ran: &Ran) -> bool {
    let has = |line: &str| ran.text().contains(&format!("\n{line}\n"));
    has("-  \"schemaVersion\": 41,") && has("+  \"schemaVersion\": 42,")
}

#[test]
fn one_line_is_spread_out() {
    let ran = dashlift(&["diff", "-", "-q"], V41.as_bytes());
    let start = "--- a/<stdin>\n+++ b/<stdin>\n@@ -1,5 +1,";
    assert!(ran.code == 2 && ran.text().starts_with(start), "{ran:?}");
    assert!(is_lifted(&ran), "{ran:?}");
}

#[test]
fn the_canonical_forms_differ_only_in_values() {
    let ran = dashlift(&["diff", "--canonical", "-", "-q"], V41.as_bytes());
    assert!(ran.code == 2 && is_lifted(&ran), "{ran:?}");
    let names: Vec<&str> = ran.text().lines().filter(|line| line.starts_with("+  \"")).collect();
    assert!(names.is_sorted(), "{names:?}");
}

#[test]
fn colours_are_for_terminals_or_on_demand() {
    let colours = |arguments: &[&str]| dashlift(arguments, V41.as_bytes()).text().contains("\u{1b}[31m-");
    assert!(!colours(&["diff", "-"]));
    assert!(colours(&["diff", "-", "--color", "always"]));
    assert!(!colours(&["diff", "-", "--color", "never"]));
}

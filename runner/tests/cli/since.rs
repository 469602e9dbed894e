//! `--since REF`: only files that differ from a commit of git.

use crate::run::{Folder, Ran, V41, V42};

fn repository() -> Folder {
    let folder =
        Folder::with(&[("a.json", V41), ("x/b.json", V41), ("x/c.json", V41), (".gitignore", "out/\n")]);
    folder.git(&["init", "-q"]);
    folder.git(&["add", "."]);
    folder.git(&["commit", "-q", "-m", "first"]);
    folder
}

fn files(ran: &Ran) -> Vec<&str> {
    assert!(matches!(ran.code, 0 | 2), "{ran:?}");
    ran.text().lines().filter_map(|line| line.split_once(": grafana@")).map(|(name, _)| name).collect()
}

#[test]
fn committed_changed_and_new_files_count() {
    let folder = repository();
    folder.run(&["check", "--since", "HEAD"]).gives(0, "no dashboards found\n", "");
    folder.write("a.json", V41.replace("\"T\"", "\"U\""));
    folder.git(&["commit", "-q", "-a", "-m", "second"]);
    folder.write("x/b.json", V41.replace("\"T\"", "\"U\""));
    folder.write("x/new é.json", V41);
    folder.write("out/rendered.json", V41);
    std::fs::remove_file(folder.path("x/c.json")).unwrap();
    assert_eq!(files(&folder.run(&["check", "--since", "HEAD"])), ["x/b.json", "x/new é.json"]);
    assert_eq!(files(&folder.run(&["check", "--since", "HEAD~1"])), ["a.json", "x/b.json", "x/new é.json"]);
    assert_eq!(files(&folder.run(&["check", "--since", "HEAD~1", "x"])), ["x/b.json", "x/new é.json"]);
    let below = crate::run::ran(
        crate::run::command(&["check", "--since", "main~1"]).current_dir(folder.path("x")),
        b"",
    );
    assert_eq!(files(&below), ["b.json", "new é.json"]);
}

#[test]
fn what_git_refuses_is_told() {
    repository().run(&["check", "--since", "nowhere"]).fails(64, "dashlift: git diff ");
    Folder::with(&[("a.json", V42)]).run(&["check", "--since", "HEAD"]).fails(64, "dashlift: git rev-parse ");
}

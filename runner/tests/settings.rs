//! `docs/settings.md` tells every key of `dashlift.toml`, and its example is read.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without")]

mod program;

use program::program;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of this repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/settings.md")).unwrap()
}

/// The first example of the page.
fn example(page: &str) -> &str {
    page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap()
}

/// The keys of a struct in the module that reads the file, as the file spells them.
fn keys(name: &str) -> Vec<String> {
    let source = std::fs::read_to_string(root().join("runner/src/config/mod.rs")).unwrap();
    let body = source.split(&format!("pub(crate) struct {name} {{\n")).nth(1).unwrap();
    let fields = body.split("\n}").next().unwrap().lines();
    let fields = fields.filter_map(|line| line.trim().strip_prefix("pub(crate) "));
    fields.map(|field| field.split(':').next().unwrap().replace('_', "-")).collect()
}

/// An empty folder of one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("settings").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn dashlift(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn every_key_has_an_example_and_a_row() {
    let page = page();
    let own = keys("Config").into_iter().filter(|key| !["settings", "overrides", "folder"].contains(&&**key));
    let all: Vec<_> = own.chain(keys("Settings")).collect();
    assert!(all.len() >= 18, "{all:?}");
    for key in all {
        assert!(example(&page).lines().any(|line| line.starts_with(&format!("{key} = "))), "{key}");
        assert!(page.lines().any(|line| line.starts_with(&format!("| `{key}`: "))), "{key}");
    }
    assert!(example(&page).contains("\n[[override]]\npaths = "));
}

#[test]
fn the_example_is_read() {
    let folder = folder("example");
    std::fs::write(folder.join("dashlift.toml"), example(&page())).unwrap();
    std::fs::create_dir_all(folder.join("grafana")).unwrap();
    std::fs::create_dir_all(folder.join("dashboards")).unwrap();
    std::fs::write(folder.join("grafana/datasources.json"), "[]").unwrap();
    std::fs::write(folder.join("grafana/library-elements.json"), "[]").unwrap();
    let output = dashlift(&folder, &["check", "dashboards"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn globs_are_relative_to_the_file() {
    let folder = folder("globs");
    std::fs::create_dir_all(folder.join("a/vendor")).unwrap();
    let old = r#"{"title": "T", "schemaVersion": 41, "panels": []}"#;
    std::fs::write(folder.join("a/ours.json"), old).unwrap();
    std::fs::write(folder.join("a/vendor/theirs.json"), old).unwrap();
    std::fs::write(folder.join("dashlift.toml"), "exclude = [\"a/vendor/**\"]\n").unwrap();
    for arguments in [
        &["check", "."][..],
        &["check", "a"],
        &["check", "a/../a"],
        &["check", "a", "--config", "dashlift.toml"],
    ] {
        let output = dashlift(&folder, arguments);
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert!(stdout.contains("ours.json") && !stdout.contains("theirs.json"), "{arguments:?}: {stdout}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

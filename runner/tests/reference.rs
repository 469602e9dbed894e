//! `docs/cli.md` says what the parser says, and `docs/families.md` what the core's tables say.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod program;

use program::program;
use std::path::Path;
use std::process::Command;

fn is_fresh(page: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let old = std::fs::read_to_string(root.join(format!("docs/{page}.md"))).unwrap();
    let made = Command::new(program()).args(["reference", page]).output().unwrap();
    let made = String::from_utf8(made.stdout).unwrap();
    let differs = old.lines().zip(made.lines()).find(|(old, new)| old != new);
    assert_eq!(differs, None, "{page}.md is stale; run `cargo xtask docs`");
    assert_eq!(old.lines().count(), made.lines().count(), "{page}.md is stale; run `cargo xtask docs`");
}

#[test]
fn the_page_about_the_command_line_is_fresh() {
    is_fresh("cli");
}

#[test]
fn the_page_about_the_families_is_fresh() {
    is_fresh("families");
}

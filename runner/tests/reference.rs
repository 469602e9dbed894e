//! `docs/cli.md` says what the parser says.

mod program;

use program::program;
use std::path::Path;
use std::process::Command;

#[test]
fn the_page_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = std::fs::read_to_string(root.join("docs/cli.md")).unwrap();
    let made = Command::new(program()).arg("reference").output().unwrap();
    let made = String::from_utf8(made.stdout).unwrap();
    let differs = page.lines().zip(made.lines()).find(|(old, new)| old != new);
    assert_eq!(differs, None, "stale; run `cargo xtask docs`");
    assert_eq!(page.lines().count(), made.lines().count(), "stale; run `cargo xtask docs`");
}

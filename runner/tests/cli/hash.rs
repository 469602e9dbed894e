//! `dashlift hash`: one value, one hash.

use crate::run::{BROKEN, Folder, PACKAGE, V42};

#[test]
fn order_and_spelling_make_no_difference() {
    let other = "\u{feff}{\r\n\"panels\":[ ],\"title\":\"\\u0054\",\"schemaVersion\":4.2e1}";
    let bundle = format!("[{V42}]");
    let folder =
        Folder::with(&[("a.json", V42), ("b.json", other), ("c.json", &bundle), ("p.json", PACKAGE)]);
    // printf '{"panels":[],"schemaVersion":42,"title":"T"}' | sha256sum
    let hash = "e4c7f189f5f348018ecd020453da7bebc825c625e0e6eafc57ee1915e21dd195";
    let ran = folder.run(&["hash", "."]);
    ran.gives(0, &format!("{hash}  a.json\n{hash}  b.json\n{hash}  c.json#/0\n"), "");
}

#[test]
fn what_has_no_hash_is_told_and_the_others_go_on() {
    let folder = Folder::with(&[("a.json", BROKEN), ("b.json", V42)]);
    let ran = folder.run(&["hash", ".", "gone.json"]);
    assert!(ran.code == 1 && ran.text().lines().count() == 1, "{ran:?}");
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert!(lines[0].starts_with("dashlift: a.json: invalid-json: "), "{ran:?}");
    assert!(lines[1].starts_with("dashlift: gone.json: cannot be read: "), "{ran:?}");
}

//! What a downgrade cannot hold, as files beside the results.

use crate::run::{Folder, V41, example};

/// The example with tabs, rows and all kinds of variables.
fn tabs() -> String {
    std::fs::read_to_string(example("../v2/port-operations.v2beta1.json")).unwrap()
}

#[test]
fn beside_needs_a_place() {
    let folder = Folder::with(&[("a.json", &tabs())]);
    let down = ["migrate", "a.json", "--to", "42", "--carry", "beside"];
    folder.run(&down).fails(64, "dashlift: `--carry beside` needs `--complement-out FILE`");
    folder
        .run(&["migrate", "a.json", "--ndjson", "--carry", "beside"])
        .fails(64, "dashlift: --ndjson has no place");
    let ran = folder.run(&[&down[..], &["-w", "--complement-out", "c.json"]].concat());
    assert_eq!(ran.code, 64, "{ran:?}");
    folder.write("all.json", format!("[{}, {V41}]", tabs()));
    let ran = folder.run(&["migrate", "-w", "all.json", "--to", "42", "--carry", "beside"]);
    assert_eq!((ran.code, ran.text().matches("use `--carry inside`").count()), (1, 2), "{ran:?}");
}

#[test]
fn a_complement_must_be_there_and_belong_to_one_document() {
    let folder = Folder::with(&[("a.json", V41), ("all.json", &format!("[{V41}, {V41}]"))]);
    let ran = folder.run(&["migrate", "a.json", "--complement", "none.json"]);
    assert!(ran.code == 1 && ran.stderr.contains("none.json: cannot be read"), "{ran:?}");
    assert_eq!(folder.run(&["migrate", "a.json", "--complement", "none"]).code, 0);
    folder.write("all.complement.json", "{}");
    let ran = folder.run(&["migrate", "-w", "all.json"]);
    assert!(ran.code == 1 && ran.text().contains("belongs to one document; this file holds 2"), "{ran:?}");
    assert_eq!(folder.run(&["migrate", "-w", "all.json", "--complement", "none"]).code, 0);
}

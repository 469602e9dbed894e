//! What a downgrade cannot hold, as files beside the results.

use crate::run::{Folder, V41, example};

/// The example with tabs, rows and all kinds of variables.
fn tabs() -> String {
    std::fs::read_to_string(example("../v2/port-operations.v2beta1.json")).unwrap()
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn what_went_down_comes_up_again_without_a_loss_to_allow() {
    let folder = Folder::with(&[("git/a.json", &tabs())]);
    let down = folder.run(&["migrate", "-w", "git", "--to", "42", "--carry", "beside"]);
    assert_eq!((down.code, &json(&folder.read("git/a.json"))["schemaVersion"]), (0, &42.into()), "{down:?}");
    assert!(folder.path("git/a.complement.json").is_file());
    let up = folder.run(&["migrate", "git", "--out-dir", "up", "--to", "v2beta1"]);
    assert_eq!((up.code, json(&folder.read("up/a.json"))), (0, json(&tabs())), "{up:?}");
    let up = folder.run(&["migrate", "git/a.json", "--to", "v2beta1", "--complement", "none"]);
    assert_eq!(up.code, 3, "{up:?}");
    folder.write("git/b.complement.json", "{}");
    folder.write("git/b.json", V41);
    let up = folder.run(&["migrate", "-w", "git", "--to", "v2beta1"]);
    assert!(up.code == 1 && up.text().contains("git/b.json: error: git/b.complement.json: "), "{up:?}");
    assert_eq!(json(&folder.read("git/a.json")), json(&tabs()), "the other one is lifted");
}

#[test]
fn one_document_and_its_complement_may_go_anywhere() {
    let folder = Folder::with(&[("a.json", &tabs())]);
    let down =
        folder.run(&["migrate", "a.json", "--to", "42", "--carry", "beside", "--complement-out", "c/x"]);
    down.fails(1, "dashlift: c/x: cannot be written");
    let down = folder.run(&["migrate", "a.json", "--to", "42", "--carry", "beside", "--complement-out", "x"]);
    folder.write("classic.json", &down.stdout);
    let up = folder.run(&["migrate", "classic.json", "--to", "v2beta1", "--complement", "x"]);
    assert_eq!((down.code, up.code, json(up.text())), (0, 0, json(&tabs())), "{up:?}");
    let down = folder.run(&["migrate", "a.json", "--to", "v1beta1", "--carry", "inside"]);
    assert!(down.code == 0 && down.text().contains("dashlift.dev/complement"), "{down:?}");
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

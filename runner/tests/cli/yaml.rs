//! Files of YAML as they lie in repositories.

use crate::run::{Ran, command, dashlift};
use std::path::{Path, PathBuf};

/// Copies the fixtures into a folder of one test.
fn repository(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // A run before may have left it.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).unwrap();
    for entry in std::fs::read_dir(fixture("")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn fixture(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", "yaml", name].iter().collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(arguments).current_dir(folder).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    Ran { code: output.status.code().unwrap(), stdout: output.stdout, stderr }
}

/// What the core makes of a document.
fn lifted(document: &str) -> String {
    let outcome = dashlift::migrate(document.as_bytes(), &dashlift::Options::default()).unwrap();
    String::from_utf8(outcome.document.into_owned()).unwrap()
}

fn indented(text: &str, indent: usize) -> String {
    text.lines().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect()
}

#[test]
fn all_shapes_are_found() {
    let folder = repository("yaml-detect");
    let ran = run(&folder, &["check", ".", "--list-skipped"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let names: Vec<&str> = ran.text().lines().filter_map(|line| line.split(": ").next()).collect();
    let expected = [
        "comments.yaml",
        "config-map.yaml#/data/checkout.json",
        "config-map.yaml#/data/cart.json",
        "grizzly.yaml#/spec",
        "helm.yaml",
        "kustomization.yaml",
        "list.yaml#/items/0/data/one.json",
        "list.yaml#/items/2/spec",
        "operator.yaml#/0/spec/json",
        "operator.yaml#/1/spec/gzipJson",
    ];
    assert_eq!(names.get(..expected.len()), Some(&expected[..]), "{ran:?}");
    assert!(ran.text().contains("helm.yaml: skipped: a template"), "{ran:?}");
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = repository("yaml-write");
    let ran = run(&folder, &["migrate", "-w", "--yaml-reformat", "."]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for untouched in ["helm.yaml", "kustomization.yaml"] {
        assert_eq!(read(&folder.join(untouched)), read(&fixture(untouched)));
    }
    let contents = || -> Vec<String> {
        let names = ["comments.yaml", "config-map.yaml", "grizzly.yaml", "list.yaml", "operator.yaml"];
        names.iter().map(|name| read(&folder.join(name))).collect()
    };
    let before = contents();
    assert_eq!(run(&folder, &["check", "."]).code, 0);
    assert_eq!(run(&folder, &["migrate", "-w", "."]).code, 0);
    assert_eq!(contents(), before);
}

#[test]
fn around_the_texts_of_a_config_map_every_byte_stays() {
    let before = read(&fixture("config-map.yaml"));
    let (head, rest) = before.split_once("checkout.json: |-\n").unwrap();
    let (checkout, rest) = rest.split_once("  # the second one is packed tight\n").unwrap();
    let (cart, tail) = rest.trim_start_matches("  cart.json: '").split_once("'\n  notes.txt").unwrap();
    let cart = lifted(&cart.replace("''", "'")).replace('\'', "''");
    let checkout: String = checkout.lines().map(|line| format!("{}\n", line.get(4..).unwrap())).collect();
    let checkout = indented(&lifted(checkout.trim_end()), 4);
    let after = format!(
        "{head}checkout.json: |-\n{checkout}  # the second one is packed tight\n  cart.json: '{cart}'\n  notes.txt{tail}"
    );
    let ran = run(&fixture(""), &["migrate", "config-map.yaml"]);
    assert_eq!((ran.code, ran.text()), (0, after.as_str()), "{ran:?}");
}

#[test]
fn a_dashboard_written_as_yaml_keeps_its_comments() {
    let before = read(&fixture("grizzly.yaml"));
    let ran = run(&fixture(""), &["migrate", "grizzly.yaml"]);
    let kept =
        before.replace("schemaVersion: 39", "schemaVersion: 42").replace("refresh: 30", "refresh: \"\"");
    assert!(ran.code == 0 && ran.text().starts_with(&kept), "{ran:?}");
    assert!(ran.text()[kept.len()..].starts_with("  tags: []\n"), "{ran:?}");
    let ran = run(&fixture(""), &["diff", "grizzly.yaml", "--color", "never"]);
    assert!(ran.code == 2 && ran.text().contains("\n-  schemaVersion: 39\n"), "{ran:?}");
}

#[test]
fn a_comment_goes_only_with_the_flag() {
    let ran = run(&fixture(""), &["migrate", "comments.yaml"]);
    assert!(ran.code == 1 && ran.text().is_empty() && ran.stderr.contains("--yaml-reformat"), "{ran:?}");
    let ran = run(&fixture(""), &["migrate", "comments.yaml", "-o", "json"]);
    assert!(ran.stderr.contains("\"code\":\"unplaceable\""), "{ran:?}");
    let ran = run(&fixture(""), &["migrate", "comments.yaml", "--yaml-reformat"]);
    let head =
        "title: Commented\nschemaVersion: 42\npanels: []\n# Grafana 9 wrote numbers here.\ntimepicker: {";
    assert!(ran.code == 0 && ran.text().starts_with(head), "{ran:?}");
    let folder = repository("yaml-settings");
    std::fs::write(folder.join("dashlift.toml"), "yaml-reformat = true\n").unwrap();
    assert_eq!(run(&folder, &["migrate", "-q", "comments.yaml"]).text(), ran.text());
}

#[test]
fn what_is_packed_comes_back_packed() {
    let folder = repository("yaml-packed");
    assert_eq!(run(&folder, &["migrate", "-w", "operator.yaml"]).code, 0);
    let (before, after) = (read(&fixture("operator.yaml")), read(&folder.join("operator.yaml")));
    let packed = |text: &str| text.lines().find(|line| line.starts_with("  gzipJson: ")).unwrap().to_owned();
    assert_ne!(packed(&before), packed(&after));
    assert!(
        after.ends_with("\n  resyncPeriod: 30s\n") && after.contains("\n  # made with gzip and base64\n")
    );
    let ran = run(&folder, &["detect", "operator.yaml", "-o", "ndjson"]);
    assert_eq!(ran.text().matches("\"version\":\"grafana@42\"").count(), 2, "{ran:?}");
}

#[test]
fn stdin_may_be_yaml() {
    let ran = dashlift(&["migrate", "-", "-q"], b"# c\nschemaVersion: 41\npanels: []\n");
    assert!(ran.code == 0 && ran.text().starts_with("# c\nschemaVersion: 42\npanels: []\n"), "{ran:?}");
    dashlift(&["migrate", "-", "-q"], b"a: 1\n").fails(1, "dashlift: <stdin>: no dashboard in it");
}

#[test]
fn what_was_meant_to_be_a_dashboard_is_an_error() {
    let ran = dashlift(&["migrate", "-"], b"schemaVersion: 41\npanels: [\n");
    assert!(ran.code == 1 && ran.stderr.contains("the file is no YAML"), "{ran:?}");
    let broken =
        b"kind: ConfigMap\napiVersion: v1\ndata:\n  a.json: |\n    {\"schemaVersion\": 41, \"panels\": [\n";
    let ran = dashlift(&["migrate", "-"], broken);
    ran.fails(
        1,
        "<stdin>:5:1: error: expected a value, found the end of the text [invalid-json] in /data/a.json\n",
    );
}

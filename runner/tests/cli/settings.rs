//! `dashlift.toml`: where it is found, what it says, what is refused.

use crate::run::{Folder, LOSSY, V41, V42};

const LIST: &str = r#"[{"uid": "p1", "name": "Prom", "type": "prometheus", "isDefault": true}]"#;
const NAMED: &str = r#"{"title": "T", "schemaVersion": 30, "panels":
    [{"id": 1, "type": "timeseries", "datasource": "Prom", "targets": [{"refId": "A", "datasource": "Prom"}]}]}"#;

#[test]
fn the_nearest_file_above_counts_and_flags_overrule_it() {
    let folder = Folder::with(&[("dashlift.toml", "to = \"grafana@41\"\n"), ("a/b/c.json", V41)]);
    folder.run(&["check", "."]).gives(0, "1 is up to date\n", "");
    let below = |arguments: &[&str]| {
        crate::run::ran(crate::run::command(arguments).current_dir(folder.path("a/b")), b"")
    };
    below(&["check", "."]).gives(0, "1 is up to date\n", "");
    assert_eq!(below(&["check", ".", "--to", "42"]).code, 2);
    folder.write("a/dashlift.toml", "strict = false\n");
    assert_eq!(below(&["check", "."]).code, 2);
    assert_eq!(below(&["check", ".", "--config", "../../dashlift.toml"]).code, 0);
}

#[test]
fn the_files_that_it_names_lie_beside_it() {
    let folder = Folder::with(&[
        ("dashlift.toml", "datasources = \"grafana/list.txt\"\n"),
        ("grafana/list.txt", LIST),
        ("x/a.json", NAMED),
    ]);
    let ran =
        crate::run::ran(crate::run::command(&["migrate", "-q", "a.json"]).current_dir(folder.path("x")), b"");
    assert!(ran.code == 0 && ran.text().contains("\"uid\": \"p1\""), "{ran:?}");
    let ran = folder.run(&["migrate", "-q", "x/a.json", "--datasources", "gone.json"]);
    ran.fails(1, "dashlift: gone.json: cannot be read: ");
}

#[test]
fn files_are_included_and_excluded() {
    let folder = Folder::with(&[("a.json", V41), ("vendor/b.json", V41), ("c.dash", V41)]);
    folder.write("dashlift.toml", "exclude = [\"vendor/**\"]\n");
    folder.run(&["check"]).gives(2, "a.json: grafana@41 -> grafana@42: would change\n1 would change\n", "");
    folder.write("dashlift.toml", "include = [\"*.dash\"]\n");
    folder.run(&["check"]).gives(2, "c.dash: grafana@41 -> grafana@42: would change\n1 would change\n", "");
}

#[test]
fn of_the_overrides_that_match_the_last_counts() {
    let folder = Folder::with(&[("a.json", LOSSY), ("old/b.json", LOSSY), ("old/keep/c.json", LOSSY)]);
    folder.write(
        "dashlift.toml",
        "\
allow-loss = [\"none\"]
[[override]]
paths = [\"old/**\"]
to = \"grafana@40\"
[[override]]
paths = [\"old/keep/**\"]
allow-loss = [\"dropped-by-format\"]
",
    );
    let ran = folder.run(&["check", "."]);
    let lines: Vec<&str> = ran.text().lines().collect();
    assert!(ran.code == 3 && lines[0].starts_with("a.json: grafana@40 -> grafana@42: refused"), "{ran:?}");
    assert_eq!(
        lines[2..],
        [
            "old/keep/c.json: grafana@40 -> grafana@42: would change, 1 loss",
            "",
            "losses             kind    count  dashboards  for example",
            "dropped-by-format  member      2           2  a.json /timepicker/time_options: [\"5m\"]",
            "",
            "1 would change, 1 is up to date, 1 refused because of losses",
            "2 losses; -v has the details"
        ]
    );
}

#[test]
fn an_unknown_member_is_refused_with_its_line() {
    let folder = Folder::with(&[("a.json", V42)]);
    for (text, expected) in [
        (
            "to = \"42\"\ntoo = \"41\"\n",
            "at line 2, column 1\n  |\n2 | too = \"41\"\n  | ^^^\nunknown field `too`",
        ),
        ("[[override]]\npaths = [\"a\"]\nexclude = []\n", "at line 3, column 1\n"),
        ("to = 42\n", "at line 1, column 6\n"),
    ] {
        folder.write("dashlift.toml", text);
        for verb in ["check", "detect", "validate", "hash", "diff", "explain"] {
            let ran = folder.run(&[verb, "."]);
            ran.fails(64, "dashlift: ");
            assert!(
                ran.stderr.contains("dashlift.toml: ") && ran.stderr.contains(expected),
                "{verb}: {ran:?}"
            );
        }
    }
    folder.run(&["check", "--config", "gone.toml"]).fails(1, "dashlift: gone.toml: cannot be read: ");
}

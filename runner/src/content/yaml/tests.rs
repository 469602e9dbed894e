//! Files before and after, and random ones.

use super::super::{Content, Part, Resources, read, replace};
use proptest::prelude::*;
use std::path::Path;

const OLD: &str = r#"{"schemaVersion": 40, "panels": []}"#;
const NEW: &str = r#"{"schemaVersion": 42, "title": "it's", "panels": []}"#;

/// Puts one text in the place of every document of a file.
fn written(file: &str, text: &str, may_reformat: bool) -> Result<String, String> {
    let path = Path::new("a.yaml");
    let Content::Parts(parts) = read(path, file.as_bytes(), None, Resources::Opened) else {
        return Err("no parts".to_owned());
    };
    let texts: Vec<(&Part<'_>, &[u8])> = parts.iter().map(|part| (part, text.as_bytes())).collect();
    replace(path, file.as_bytes(), &texts, may_reformat, Resources::Opened)
        .map(|bytes| String::from_utf8(bytes).unwrap())
}

fn config_map(scalar: &str) -> String {
    format!("# c\napiVersion: v1\nkind: ConfigMap\ndata:\n  a.json: {scalar}")
}

#[test]
fn only_the_text_of_a_scalar_changes() {
    let doubled = NEW.replace('\'', "''");
    let escaped = NEW.replace('"', "\\\"");
    for (before, after) in [
        (format!("|\n    {OLD}\n# c\n  b: 1\n"), format!("|\n    {NEW}\n# c\n  b: 1\n")),
        (format!("|- # c | d\n      {OLD}\n\n\n  b: 1\n"), format!("|- # c | d\n      {NEW}\n\n\n  b: 1\n")),
        (format!("|+\n    {OLD}\n\n  b: 1\n"), format!("|+\n    {NEW}\n  b: 1\n")),
        (format!("|4-\n      {OLD}"), format!("|4-\n      {NEW}")),
        (format!("&x |\n    {OLD}\n  b.json: *x\n"), format!("&x |\n    {NEW}\n  b.json: *x\n")),
        (format!(">-\n    {OLD}\n  b: 1\n"), format!(">-\n    {NEW}\n  b: 1\n")),
        (format!("'{OLD}'   # c\n"), format!("'{doubled}'   # c\n")),
        (format!("\n    !!str '{OLD}'\n"), format!("\n    !!str '{doubled}'\n")),
        (format!("{:?} # c\n", OLD), format!("\"{escaped}\" # c\n")),
        (format!("\"{}\"\n", OLD.replace('"', "\\\"").replace(", ", ",\n     ")), format!("\"{escaped}\"\n")),
    ] {
        assert_eq!(
            written(&config_map(&before), NEW, false).as_deref(),
            Ok(&*config_map(&after)),
            "{before}"
        );
        let with_crlf = |scalar: &str| format!("\u{feff}{}", config_map(scalar)).replace('\n', "\r\n");
        let (before, after) = (with_crlf(&before), with_crlf(&after));
        assert_eq!(written(&before, NEW, false), Ok(after), "{before}");
    }
}

#[test]
fn a_text_of_several_lines_keeps_them_in_its_block() {
    let spread = "{\n  \"panels\": [],\n\n  \"schemaVersion\": 42\n}\n";
    let lines = "    {\n      \"panels\": [],\n\n      \"schemaVersion\": 42\n    }\n";
    for header in ["|", "|-", "|+", ">", ">-", "|2", ">+ # c"] {
        let before = config_map(&format!("{header}\n    {OLD}\n"));
        assert_eq!(
            written(&before, spread, false),
            Ok(config_map(&format!("{header}\n{lines}"))),
            "{header}"
        );
    }
    // Folding keeps the breaks before and after indented lines, and needs an empty line for all others.
    let folded =
        written(&config_map(&format!(">\n    {OLD}\n")), "{\"schemaVersion\": 42,\n\"panels\": []}\n", false);
    assert_eq!(folded, Ok(config_map(">\n    {\"schemaVersion\": 42,\n\n    \"panels\": []}\n")));
    let quoted = written(&config_map(&format!("'{OLD}'\n")), spread, false).unwrap_err();
    assert!(quoted.contains("single quotes") && quoted.contains("--style compact"), "{quoted}");
}

#[test]
fn json_within_yaml_keeps_the_indentation_of_its_lines() {
    let head = "apiVersion: grizzly.grafana.com/v1alpha1\nkind: Dashboard\n";
    let before = format!("{head}spec: {{\n      \"schemaVersion\": 40,\n      \"panels\": []\n    }} # c\n");
    let after = format!("{head}spec: {{\n      \"schemaVersion\": 42\n    }} # c\n");
    assert_eq!(written(&before, "{\n  \"schemaVersion\": 42\n}", false), Err(super::UNWRITABLE.to_owned()));
    let text = "{\n  \"schemaVersion\": 42,\n  \"panels\": []\n}";
    assert_eq!(written(&before, text, false), Ok(after.replace("42", "42,\n      \"panels\": []")));
    assert_eq!(written(OLD, NEW, false).as_deref(), Ok(NEW));
}

#[test]
fn a_dashboard_written_as_yaml_keeps_what_does_not_differ() {
    let text = r#"{"title":"B","schemaVersion":42,"panels":[{"id":1,"type":"table"},{"id":3,"x":[1]}],"time":{"to":"now"},"refresh":""}"#;
    for (before, after) in [
        (
            "# top\ntitle: 'A'  # name\nschemaVersion: 40\npanels:\n  # first\n  - id: 1 # one\n    old: true\n    type: table\n  - id: 2\n  - id: 3\n    x:\n      - 1\ntime: {to: now}\n",
            "# top\ntitle: 'B'  # name\nschemaVersion: 42\npanels:\n  # first\n  - id: 1 # one\n    type: table\n  - id: 3\n    x:\n      - 1\ntime: {to: now}\nrefresh: \"\"\n",
        ),
        (
            "panels:\n- old: 1\n  older: 2\n  id: 1\n  type: graph\ntime:\nschemaVersion: 40\nrefresh: 5 # c\ntitle: |\n  A\n",
            "panels:\n- id: 1\n  type: table\n- id: 3\n  x:\n  - 1\ntime:\n  to: now\nschemaVersion: 42\nrefresh: \"\" # c\ntitle: B\n",
        ),
        (
            "- schemaVersion: 40\n  panels: []",
            "- schemaVersion: 42\n  panels:\n    - id: 1\n      type: table\n    - id: 3\n      x:\n        - 1\n  title: B\n  time:\n    to: now\n  refresh: \"\"",
        ),
    ] {
        assert_eq!(written(before, text, false).as_deref(), Ok(after));
    }
}

#[test]
fn a_comment_goes_only_if_somebody_says_so() {
    let before = "schemaVersion: 40\npanels: [] # none\ntime: { # c\n  to: now}\n";
    let text = r#"{"schemaVersion":42,"panels":[],"time":{"to":"then"}}"#;
    let refused = written(before, text, false).unwrap_err();
    assert!(refused.contains("--yaml-reformat"), "{refused}");
    let after = "schemaVersion: 42\npanels: [] # none\ntime: {to: then}\n";
    assert_eq!(written(before, text, true).as_deref(), Ok(after));
}

#[test]
fn what_json_has_not_is_refused() {
    for (before, what) in [
        ("schemaVersion: 40\npanels: &p []\n", "an anchor"),
        ("schemaVersion: 40\npanels: []\n<<: {a: 1}\n", "a merge key"),
        ("schemaVersion: 40\npanels: []\n1: a\n", "the key `1`"),
    ] {
        let refused = written(before, NEW, true).unwrap_err();
        assert!(refused.contains(what), "{refused}");
    }
}

#[test]
fn files_of_several_documents() {
    let file = format!("{}---\n# none\na: 1\n---\n{}", config_map(&format!("|\n    {OLD}\n")), OLD);
    let Content::Parts(parts) = read(Path::new("a.YML"), file.as_bytes(), None, Resources::Opened) else {
        panic!("no parts")
    };
    let places: Vec<&str> = parts.iter().map(|part| part.place.as_str()).collect();
    assert_eq!(places, ["/0/data/a.json", "/2"]);
    assert_eq!(written(&file, NEW, false).as_deref(), Ok(&*file.replace(OLD, NEW)));
}

#[test]
fn what_holds_no_dashboard_is_told_apart() {
    let broken = config_map("|\n    {\"schemaVersion\": 40, \"panels\": [\n");
    let kind = |file: &str| match read(Path::new("a.yaml"), file.as_bytes(), None, Resources::Opened) {
        Content::Broken(error) => error.code().to_owned(),
        Content::Skipped(skip) => skip.code().to_owned(),
        Content::Parts(parts) => parts[0].place.clone(),
    };
    for (file, expected) in [
        ("a: 1\n", "not-a-dashboard"),
        ("", "not-a-dashboard"),
        ("a: [\n", "not-a-document"),
        ("schemaVersion: 40\npanels: [\n", "invalid-json"),
        ("{{- if .Values.on }}\na: 1\n{{- end }}\n", "template"),
        ("a: {{ .Values.a }}\n", "template"),
        (&config_map("|-\n{{ .Files.Get \"a.json\" | indent 4 }}\n"), "template"),
        (&config_map("|-\n    {\"schemaVersion\": {{ .v }}, \"panels\": []}\n"), "template"),
        (
            &config_map(&format!("|-\n    {}\n", OLD.replace("[]", "[{\"legendFormat\": \"{{host}}\"}]"))),
            "/data/a.json",
        ),
        (&broken, "/data/a.json"),
    ] {
        assert_eq!(kind(file), expected, "{file}");
    }
}

/// A header of a block, what its text ends with, and a line that may follow.
fn block() -> impl Strategy<Value = (String, usize, String)> {
    let header = prop::sample::select(vec!["|", "|-", "|+", ">", ">-", ">+"]);
    let after = prop::sample::select(vec!["", "\n", "  # c\n", "  b: 1\n", "# c\nz: |\n  x\n"]);
    (header, 1..7_usize, any::<bool>(), after).prop_map(|(header, indent, is_explicit, after)| {
        let digit = if is_explicit { indent.to_string() } else { String::new() };
        (format!("{}{digit}{}", &header[..1], &header[1..]), indent, after.to_owned())
    })
}

proptest! {
    #[test]
    fn a_block_is_replaced_exactly(
        (header, indent, after) in block(),
        is_crlf in any::<bool>(),
        title in "[ -~é#:'\\t]{0,12}",
        breaks in prop::collection::vec(prop::sample::select(vec!["", "\n", "\n  ", "\n\n", "\n \n", " \n"]), 5),
    ) {
        let title = serde_json::to_string(&title).unwrap();
        let [a, b, c, d, e] = breaks.as_slice() else { unreachable!() };
        let text = format!("{{{a}\"schemaVersion\":{b}42,{c}\"title\": {title},{d}\"panels\": []{e}}}");
        let newline = if is_crlf { "\r\n" } else { "\n" };
        let head = config_map(&format!("{header}\n")).replace('\n', newline);
        let after = after.replace('\n', newline);
        let before = format!("{head}{}{OLD}{newline}{after}", " ".repeat(indent + 2));
        match written(&before, &text, false) {
            Ok(now) => {
                prop_assert!(now.starts_with(&head) && now.ends_with(&after), "{now}");
                let Content::Parts(parts) = read(Path::new("a.yaml"), now.as_bytes(), None, Resources::Opened) else {
                    return Err(TestCaseError::fail(now));
                };
                let value = std::str::from_utf8(&parts[0].text).unwrap();
                prop_assert_eq!(value.trim_end_matches('\n'), text.trim_end_matches('\n'), "{}", now);
                prop_assert_eq!(written(&now, &text, false), Ok(now));
            }
            // A folded block cannot hold every text; a literal one can.
            Err(reason) => prop_assert!(header.starts_with('>'), "{reason}: {before:?} {text:?}"),
        }
    }

    #[test]
    fn whatever_a_file_holds_it_is_written_or_refused(junk in "[ a-c{}\\[\\]:,#&*!|>'\"%\\-?\n\r\té\u{feff}0-9~.<]{0,40}", key in "[ab?&*!-]{0,2}") {
        for head in ["", "schemaVersion: 40\npanels: []\n", "- schemaVersion: 40\n  panels:\n"] {
            let file = format!("{head}{key}: {junk}");
            if let Ok(now) = written(&file, NEW, true) {
                let again = written(&now, NEW, true);
                prop_assert_eq!(again.as_ref(), Ok(&now), "{:?}", file);
            }
        }
    }
}

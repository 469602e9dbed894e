//! Where documents come from: stdin, files with CRLF or a BOM, and the files that flags name.

use crate::run::{dashlift, example, file};

const V41: &str = r#"{"title": "T", "schemaVersion": 41, "panels": [], "refresh": ""}"#;

#[test]
fn stdin_and_a_file_give_the_same_bytes() {
    let path = file("same.json", V41.as_bytes());
    let from_file = dashlift(&["migrate", &path], b"");
    let from_stdin = dashlift(&["migrate", "-"], V41.as_bytes());
    assert_eq!((from_file.code, &from_file.stdout), (0, &from_stdin.stdout));
    assert!(
        from_file.stderr.starts_with(&format!("{path}: grafana@41 -> grafana@42: changed\n")),
        "{from_file:?}"
    );
    assert!(from_stdin.stderr.starts_with("<stdin>: grafana@41 -> grafana@42: changed\n"));
}

#[test]
fn crlf_stays_crlf() {
    let path = file("crlf.json", b"{\r\n  \"schemaVersion\": 41,\r\n  \"panels\": []\r\n}\r\n");
    let ran = dashlift(&["migrate", &path, "-q"], b"");
    let lines = ran.text().matches('\n').count();
    assert!(lines > 4 && ran.text().matches("\r\n").count() == lines, "{ran:?}");
    assert!(ran.text().ends_with("}\r\n"), "{ran:?}");
}

#[test]
fn a_bom_is_skipped_and_not_written_again() {
    let path = file("bom.json", format!("\u{feff}{V41}").as_bytes());
    let with_bom = dashlift(&["migrate", &path, "-q"], b"");
    let without = dashlift(&["migrate", "-", "-q"], V41.as_bytes());
    assert_eq!((with_bom.code, with_bom.text()), (0, without.text()));
}

#[test]
fn control_characters_of_a_document_do_not_reach_the_terminal() {
    let ran = dashlift(&["migrate", "-"], b"{\"schemaVersion\": 1, \"panels\": \x1b[31m}");
    assert_eq!(ran.code, 1);
    assert!(!ran.stderr.contains('\u{1b}'), "{ran:?}");
}

#[test]
fn data_sources_may_be_the_vendors_list_or_a_context() {
    let list = r#"[{"id": 1, "uid": "p1", "name": "Prom", "type": "prometheus", "isDefault": true, "access": "proxy"}]"#;
    for (name, text) in [
        ("list.json", list.to_owned()),
        ("context.json", format!(r#"{{"datasources": {list}, "inputs": {{"A": "b"}}}}"#)),
        ("bom-list.json", format!("\u{feff}{list}\r\n")),
    ] {
        let path = file(name, text.as_bytes());
        let ran = dashlift(&["migrate", "-", "--datasources", &path, "--input", "B=c=d"], V41.as_bytes());
        assert_eq!(ran.code, 0, "{name}: {ran:?}");
    }
}

#[test]
fn library_elements_may_be_the_vendors_answer() {
    let answer =
        br#"{"result": {"totalCount": 1, "elements": [{"uid": "l", "kind": 1, "model": {"type": "text"}}]}}"#;
    let path = file("elements.json", answer);
    let ran = dashlift(&["migrate", "-", "-q", "--library-elements", &path], V41.as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn the_examples_context_is_accepted() {
    let ran =
        dashlift(&["migrate", "-", "-q", "--datasources", &example("datasources.json")], V41.as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn a_broken_list_of_data_sources_is_named() {
    let path = file("broken-list.json", b"[{]");
    dashlift(&["migrate", "-", "--datasources", &path], V41.as_bytes())
        .fails(1, &format!("dashlift: {path}: invalid-json: "));
    let path = file("text-list.json", b"\"Prom\"");
    dashlift(&["migrate", "-", "--datasources", &path], V41.as_bytes())
        .fails(64, "dashlift: invalid-option: ");
    dashlift(&["migrate", "-", "--datasources", "gone.json"], V41.as_bytes())
        .fails(1, "dashlift: gone.json: cannot be read: ");
}

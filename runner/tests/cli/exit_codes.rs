//! Every exit code that can be reached, and the line that goes with it.

use crate::run::{dashlift, file};

const V42: &[u8] = br#"{"title": "T", "schemaVersion": 42, "panels": []}"#;

#[test]
fn a_document_that_is_lifted_ends_with_0() {
    assert_eq!(dashlift(&["migrate", "-", "-q"], br#"{"schemaVersion":41,"panels":[]}"#).code, 0);
}

#[test]
fn malformed_json_ends_with_1_and_tells_the_place() {
    let path = file("malformed.json", b"{\n  \"a\": 1,\n  }");
    let ran = dashlift(&["migrate", &path], b"");
    ran.fails(1, &format!("dashlift: {path}: invalid-json: "));
    assert!(ran.stderr.ends_with("(line 3, column 3)\n"), "{}", ran.stderr);
}

#[test]
fn text_that_is_not_utf_8_ends_with_1() {
    dashlift(&["migrate", "-"], b"{\"a\": \"\xff\"}").fails(1, "dashlift: <stdin>: invalid-utf8: ");
}

#[test]
fn what_no_family_knows_ends_with_1() {
    dashlift(&["migrate", "-"], br#"{"name": "left-pad"}"#).fails(1, "dashlift: <stdin>: unknown-family: ");
}

#[test]
fn a_file_that_is_not_there_ends_with_1() {
    dashlift(&["migrate", "not-there.json"], b"").fails(1, "dashlift: not-there.json: cannot be read: ");
}

#[test]
fn a_folder_ends_with_1() {
    dashlift(&["migrate", "."], b"").fails(1, "dashlift: .: cannot be read: ");
}

#[test]
fn a_report_that_cannot_be_written_ends_with_1_and_prints_no_document() {
    let ran = dashlift(&["migrate", "-", "-q", "--report", "no/such/folder/r.json"], V42);
    ran.fails(1, "dashlift: no/such/folder/r.json: cannot be written: ");
}

#[test]
fn a_way_back_that_does_not_exist_ends_with_4() {
    dashlift(&["migrate", "-", "--to", "41"], V42).fails(4, "dashlift: <stdin>: downgrade-unsupported: ");
    dashlift(&["plan", "grafana@42", "41"], b"").fails(4, "dashlift: downgrade-unsupported: ");
}

#[test]
fn a_target_beyond_all_versions_ends_with_4() {
    dashlift(&["migrate", "-", "--to", "grafana@99"], V42).fails(4, "dashlift: <stdin>: no-migration-path: ");
}

#[test]
fn a_document_newer_than_all_versions_ends_with_5() {
    let document = br#"{"title": "T", "schemaVersion": 99, "panels": []}"#;
    dashlift(&["migrate", "-"], document).fails(5, "dashlift: <stdin>: too-new: ");
}

#[test]
fn a_wrong_value_of_an_option_ends_with_64_and_blames_no_document() {
    dashlift(&["migrate", "-", "--to", "acme 7"], V42).fails(64, "dashlift: invalid-target: ");
    dashlift(&["migrate", "-", "--style", "fancy"], V42).fails(64, "dashlift: invalid-option: ");
    dashlift(&["migrate", "-", "--export-keys", "lose"], V42).fails(64, "dashlift: invalid-option: ");
    dashlift(&["format", "-", "--style", "fancy"], V42).fails(64, "dashlift: invalid-option: ");
}

#[test]
fn a_wrong_command_line_ends_with_64_on_stderr() {
    for arguments in [
        &["migrate"][..],
        &["migrate", "a.json", "b.json"],
        &["migrate", "-", "--no-such-flag"],
        &["migrate", "-", "--input", "NAME"],
        &["migrate", "-", "--export-keys", "drop", "--drop-export-keys"],
        &["format", "-"],
        &["improve", "-"],
        &[],
    ] {
        let ran = dashlift(arguments, b"");
        assert_eq!((ran.code, ran.text()), (64, ""), "{arguments:?}: {ran:?}");
        assert!(ran.stderr.contains("--help"), "{arguments:?}: {ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_error() {
    use std::io::Write;
    let wide = format!(r#"{{"schemaVersion":41,"panels":[],"description":"{}"}}"#, "x".repeat(1 << 20));
    for arguments in [&["migrate", "-"][..], &["format", "-", "--style", "pretty"]] {
        let mut child = crate::run::command(arguments).spawn().unwrap();
        drop(child.stdout.take());
        child.stdin.take().unwrap().write_all(wide.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        assert!(!stderr.contains("dashlift:") && !stderr.contains("panicked"), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn stderr_that_is_closed_is_no_error() {
    use std::io::Write;
    let mut child = crate::run::command(&["migrate", "-"]).spawn().unwrap();
    drop(child.stderr.take());
    child.stdin.take().unwrap().write_all(V42).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &output.stdout[..]), (Some(0), V42));
}

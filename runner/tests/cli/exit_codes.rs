//! Every exit code, and what is said with it.

use crate::run::{BROKEN, Folder, LOSSY, PACKAGE, TOO_NEW, V41, V42, command, dashlift, example, file};

#[test]
fn what_is_done_ends_with_0() {
    dashlift(&["migrate", "-", "-q"], V42.as_bytes()).gives(0, V42, "");
    dashlift(&["check", "-"], V42.as_bytes()).gives(
        0,
        "<stdin>: grafana@42 -> grafana@42: already there\n",
        "",
    );
    assert_eq!(dashlift(&["migrate", "-", "-q"], V41.as_bytes()).code, 0);
}

#[test]
fn malformed_json_ends_with_1_and_tells_the_place() {
    let path = file("malformed.json", BROKEN.as_bytes());
    let ran = dashlift(&["migrate", &path], b"");
    let error = "error: expected a value, found the end of the text [invalid-json]";
    ran.gives(1, "", &format!("{path}:2:1: {error}\n"));
}

#[test]
fn text_that_is_not_utf_8_ends_with_1() {
    dashlift(&["migrate", "-"], b"{\"schemaVersion\": 1, \"panels\": \"\xff\"}").gives(
        1,
        "",
        "<stdin>:1:33: error: the bytes are not UTF-8 [invalid-utf8]\n",
    );
}

#[test]
fn what_is_no_dashboard_ends_with_1_if_it_is_all_there_is() {
    dashlift(&["migrate", "-q", "-"], PACKAGE.as_bytes()).gives(
        1,
        "",
        "dashlift: <stdin>: no dashboard in it\n",
    );
    dashlift(&["migrate", "-q", "-", "--family", "grafana"], b"[]").gives(
        1,
        "",
        "<stdin>:1:1: error: the document cannot be read as one of family `grafana` [invalid-document]\n",
    );
}

#[test]
fn a_file_that_is_not_there_ends_with_1() {
    dashlift(&["migrate", "not-there.json"], b"").fails(1, "dashlift: not-there.json: cannot be read: ");
    let ran = dashlift(&["check", "not-there.json"], b"");
    assert!(ran.code == 1 && ran.stderr.is_empty(), "{ran:?}");
    assert!(ran.text().starts_with("not-there.json: error: cannot be read: "), "{ran:?}");
    assert!(ran.text().ends_with(" [unreadable]\n") && ran.text().lines().count() == 1, "{ran:?}");
}

#[test]
fn a_report_that_cannot_be_written_ends_with_1_and_prints_no_document() {
    let ran = dashlift(&["migrate", "-", "-q", "--report", "no/such/folder/r.json"], V42.as_bytes());
    ran.fails(1, "dashlift: no/such/folder/r.json: cannot be written: ");
}

#[test]
fn changes_that_would_be_made_end_with_2() {
    dashlift(&["check", "-"], V41.as_bytes()).gives(
        2,
        "<stdin>: grafana@41 -> grafana@42: would change\n",
        "",
    );
    assert_eq!(dashlift(&["diff", "-"], V41.as_bytes()).code, 2);
}

#[test]
fn a_loss_that_is_not_allowed_ends_with_3() {
    let ran = dashlift(&["migrate", "-", "--allow-loss", "none"], LOSSY.as_bytes());
    ran.gives(
        3,
        "",
        "<stdin>: grafana@40 -> grafana@42: refused, something would be lost, 1 loss
  lost: member at /timepicker/time_options (grafana/41, dropped-by-format): the list is obsolete: [\"5m\"]
",
    );
    for (codes, code) in
        [("all", 0), ("dropped-by-format", 0), ("dropped-by-format,merged", 0), ("merged", 3)]
    {
        let ran = dashlift(&["migrate", "-q", "-", "--allow-loss", codes], LOSSY.as_bytes());
        assert_eq!(ran.code, code, "{codes}: {ran:?}");
    }
}

#[test]
fn a_way_that_does_not_exist_ends_with_4() {
    dashlift(&["migrate", "-", "--to", "41"], V42.as_bytes()).gives(
        4,
        "",
        "<stdin>:1:1: error: grafana@42 cannot be made grafana@41: the step cannot be undone [downgrade-unsupported] in step grafana/42\n",
    );
    dashlift(&["plan", "grafana@42", "41"], b"").fails(4, "dashlift: downgrade-unsupported: ");
    dashlift(&["migrate", "-", "--to", "grafana@99"], V42.as_bytes()).gives(
        4,
        "",
        "<stdin>:1:1: error: grafana has no version 99 [no-migration-path]\n",
    );
}

#[test]
fn a_document_newer_than_all_versions_ends_with_5() {
    let told = "<stdin>:1:33: error: version 99 is newer than 42, the newest known one of grafana [too-new] at /schemaVersion\n";
    dashlift(&["migrate", "-"], TOO_NEW.as_bytes()).gives(5, "", told);
    dashlift(&["migrate", "-q", "-"], TOO_NEW.as_bytes()).gives(5, "", told);
}

#[test]
fn of_several_files_the_gravest_counts() {
    let folder = Folder::with(&[("a.json", V41), ("b.json", V42), ("package.json", PACKAGE)]);
    let check = |expected| {
        let ran = folder.run(&["check", "--allow-loss", "none", "."]);
        assert_eq!(ran.code, expected, "{ran:?}");
    };
    check(2);
    folder.write("c.json", LOSSY);
    check(3);
    folder.write("d.json", TOO_NEW);
    check(5);
    folder.write("e.json", BROKEN);
    check(1);
}

#[test]
fn what_an_error_means_can_be_chosen() {
    let files = [("a.json", V42), ("b.json", BROKEN), ("c.json", V41)];
    for (choice, code, end) in [
        ("fail", 1, "\n1 would change, 1 is up to date, 1 failed\n"),
        ("ignore", 2, "\n1 would change, 1 is up to date, 1 failed\n"),
        ("abort", 1, "\n1 is up to date, 1 failed\n"),
    ] {
        let ran = Folder::with(&files).run(&["check", "--on-error", choice, "--jobs", "1"]);
        assert!(ran.code == code && ran.text().ends_with(end), "{choice}: {ran:?}");
    }
}

#[test]
fn a_wrong_value_of_an_option_ends_with_64_and_blames_no_document() {
    for (arguments, begin) in [
        (&["migrate", "-", "--to", "acme 7"][..], "dashlift: invalid-target: "),
        (&["migrate", "-", "--style", "fancy"], "dashlift: invalid-option: "),
        (&["format", "-", "--style", "fancy"], "dashlift: invalid-option: "),
        (&["check", &example(""), "--to", "acme 7"], "dashlift: invalid-target: "),
        (&["migrate", "--ndjson", "--to", "acme 7"], "dashlift: invalid-target: "),
        (&["migrate", "-", "--allow-loss", "some"], "dashlift: `some` is no code of a loss; there are "),
        (&["check", "--include", "{", "."], "dashlift: error parsing glob "),
        (&["check", "--since=-x"], "dashlift: `-x` is no commit"),
        (&["migrate", "--ndjson", "a", "b"], "dashlift: --ndjson reads one file, or `-` for stdin\n"),
    ] {
        dashlift(arguments, V42.as_bytes()).fails(64, begin);
    }
}

#[test]
fn a_wrong_command_line_ends_with_64_on_stderr() {
    for arguments in [
        &["migrate", "-", "--no-such-flag"][..],
        &["migrate", "-", "--input", "NAME"],
        &["migrate", "-", "--export-keys", "drop", "--drop-export-keys"],
        &["migrate", "-", "--export-keys", "lose"],
        &["migrate", ".", "-w", "--out-dir", "x"],
        &["migrate", "-w", "--ndjson", "-"],
        &["check", "--on-error", "panic"],
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
        let mut child = command(arguments).spawn().unwrap();
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
    let mut child = command(&["migrate", "-"]).spawn().unwrap();
    drop(child.stderr.take());
    child.stdin.take().unwrap().write_all(V42.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &output.stdout[..]), (Some(0), V42.as_bytes()));
}

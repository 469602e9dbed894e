//! `migrate --ndjson`: a document a line, in order, in constant memory.

use crate::program::program;
use crate::run::{Folder, TOO_NEW, V41, V42, dashlift, example};
use std::fmt::Write as _;

#[test]
fn each_line_is_lifted_and_the_order_stays() {
    let lines = |version: u32| {
        let numbers = 0..500;
        numbers.fold(String::new(), |mut lines, number| {
            writeln!(lines, "{{\"title\": \"{number}\", \"schemaVersion\": {version}, \"panels\": []}}")
                .unwrap();
            lines
        })
    };
    let ran = dashlift(&["migrate", "--ndjson", "-q"], lines(41).as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    for (number, line) in ran.text().lines().enumerate() {
        assert!(line.starts_with(&format!("{{\"title\": \"{number}\", \"schemaVersion\": 42, ")), "{line}");
    }
    assert_eq!(ran.text().lines().count(), 500);
    assert_eq!(dashlift(&["migrate", "--ndjson", "-", "-q"], lines(42).as_bytes()).text(), lines(42));
}

#[test]
fn a_line_that_cannot_be_lifted_is_printed_as_it_was() {
    let folder = Folder::with(&[("a.ndjson", &format!("{V42}\n{TOO_NEW}[1,\r\n{}", V41.trim_end()))]);
    let ran = folder.run(&["migrate", "--ndjson", "a.ndjson"]);
    assert_eq!(ran.code, 1);
    let lifted = dashlift(&["migrate", "-q", "-"], V41.trim_end().as_bytes());
    assert_eq!(ran.text(), format!("{V42}\n{TOO_NEW}[1,\r\n{}", lifted.text()));
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(
        lines,
        [
            "a.ndjson:3:33: error: version 99 is newer than 42, the newest known one of grafana [too-new] at /schemaVersion in /2",
            "a.ndjson:4:4: error: expected a value, found the end of the text [invalid-json] in /3",
            "a.ndjson#/4: grafana@41 -> grafana@42: changed",
            "1 changed, 1 was up to date, 2 failed",
        ]
    );
    folder.run(&["migrate", "--ndjson", "gone.ndjson"]).fails(1, "dashlift: gone.ndjson: cannot be read: ");
}

/// A stream three times as large as the memory that may be used.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_stream() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    const STREAM: usize = 60_000_000;
    let document = std::fs::read(example("kubernetes-tenants.v40.json")).unwrap();
    let line = [dashlift::format(&document, dashlift::Style::Compact).unwrap(), b"\n".to_vec()].concat();
    let mut child = Command::new(program())
        .args(["migrate", "--ndjson", "-q", "--jobs", "2", "--to", "grafana@40"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..STREAM / line.len() {
        stdin.write_all(&line).unwrap();
    }
    // The most memory that was ever used, as long as the process is there to be asked.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(stdin);
    assert!(child.wait().unwrap().success());
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: usize = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes < STREAM / 3 / 1000, "{kilobytes} kB for {STREAM} bytes");
}

#[test]
fn a_style_of_many_lines_is_refused() {
    let ran = dashlift(&["migrate", "--ndjson", "-", "--style", "pretty"], V41.as_bytes());
    ran.fails(64, "dashlift: --ndjson prints a document a line; the style `pretty` would take many");
}

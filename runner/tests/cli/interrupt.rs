//! Ctrl-C and kill -9: files are whole, whatever happens.
#![cfg(unix)]

use crate::run::{Folder, command, dashlift};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// Waits until something is so.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(30), "{what}");
        sleep(Duration::from_millis(1));
    }
}

/// A document so large that it takes a while.
fn large() -> String {
    let panel = r#"{"type": "graph", "title": "P", "targets": [{"expr": "up"}]}"#;
    format!("{{\"title\": \"T\", \"schemaVersion\": 30, \"panels\": [{}]}}\n", vec![panel; 300].join(", "))
}

/// Makes a folder with many large documents.
fn many(count: usize) -> (Folder, String, String) {
    let before = large();
    let ran = dashlift(&["migrate", "-q", "-"], before.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    let folder = Folder::new();
    for number in 0..count {
        folder.write(&format!("{number:03}.json"), &before);
    }
    let after = ran.text().to_owned();
    (folder, before, after)
}

/// Returns how many files were written; each must be the old one or the new one.
fn written(folder: &Folder, before: &str, after: &str) -> usize {
    let names = folder.names().into_iter().filter(|name| name.ends_with(".json"));
    let is_new = |name: String| {
        let text = folder.read(&name);
        assert!(text == before || text == after, "{name} is half written: {} bytes", text.len());
        text == after
    };
    names.map(is_new).filter(|is_new| *is_new).count()
}

#[test]
fn an_interrupt_lets_the_files_be_finished_and_ends_with_130() {
    const FILES: usize = 200;
    let (folder, before, after) = many(FILES);
    let child = command(&["migrate", "-w", ".", "--jobs", "1"]).current_dir(folder.path("")).spawn().unwrap();
    until("no file is written", || written(&folder, &before, &after) > 0);
    signal(&child, "-INT");
    let output = child.wait_with_output().unwrap();
    let done = written(&folder, &before, &after);
    assert_eq!(output.status.code(), Some(130));
    assert!((1..FILES).contains(&done), "{done}");
    assert_eq!(folder.names().len(), FILES, "nothing is left behind");
    let told = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    let warnings = format!("{} warnings; -v has the details", 600 * done);
    assert_eq!(lines[lines.len() - 2..], [format!("{done} changed"), warnings]);
    assert_eq!(lines.len(), done + 2, "a line for each file: {told}");
}

#[test]
fn who_waits_for_stdin_ends_at_once() {
    for arguments in [&["migrate", "-"][..], &["migrate", "--ndjson"], &["format", "-", "--style", "auto"]] {
        let mut child = command(arguments).spawn().unwrap();
        let stdin = child.stdin.take();
        sleep(Duration::from_millis(300));
        signal(&child, "-INT");
        let output = child.wait_with_output().unwrap();
        // `format` has nothing to finish and leaves signals to the system.
        let expected = if arguments.contains(&"format") { None } else { Some(130) };
        assert_eq!(output.status.code(), expected, "{arguments:?}");
        drop(stdin);
    }
}

#[test]
fn a_kill_leaves_no_file_half_written() {
    const FILES: usize = 40;
    let (folder, before, after) = many(FILES);
    let mut done = 0;
    for round in 0..40 {
        let mut child = command(&["migrate", "-q", "-w", "."]).current_dir(folder.path("")).spawn().unwrap();
        sleep(Duration::from_millis(5 + 7 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        done = written(&folder, &before, &after);
        if done == FILES {
            break;
        }
    }
    assert!(done > 0, "no round came to a file");
    // What a kill leaves behind is hidden, no dashboard by its name, and in nobody's way.
    let ran = folder.run(&["migrate", "-q", "-w", "."]);
    assert_eq!((ran.code, written(&folder, &before, &after)), (0, FILES), "{ran:?}");
    let strangers = folder.names().into_iter().filter(|name| !name.ends_with(".json"));
    assert!(
        strangers.clone().all(|name| name.starts_with(".dashlift-")),
        "{:?}",
        strangers.collect::<Vec<_>>()
    );
}

//! The terminal example of the README, run line by line.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without")]

mod program;

use program::program;
use std::path::Path;
use std::process::Command;

/// What the README shows: a command, and what a terminal would show after it.
fn examples(readme: &str) -> Vec<(String, String)> {
    let block = readme.split("```console\n").nth(1).unwrap().split("```").next().unwrap();
    let mut examples: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match line.strip_prefix("$ ") {
            Some(command) => examples.push((command.to_owned(), String::new())),
            None => examples.last_mut().unwrap().1.push_str(&format!("{line}\n")),
        }
    }
    examples
}

#[test]
fn the_terminal_example_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let examples = examples(&readme);
    assert!(examples.len() >= 2, "{examples:?}");
    for (command, expected) in examples {
        let (command, to_file) = match command.split_once(" > ") {
            Some((command, _)) => (command, true),
            None => (command.as_str(), false),
        };
        let mut words = command.split(' ');
        assert_eq!(words.next(), Some("dashlift"));
        let run = Command::new(program()).args(words).current_dir(root).output().unwrap();
        assert!(run.status.success(), "{command}: {}", String::from_utf8_lossy(&run.stderr));
        let shown = if to_file { run.stderr } else { [run.stdout, run.stderr].concat() };
        assert_eq!(String::from_utf8(shown).unwrap(), expected, "{command}");
    }
}

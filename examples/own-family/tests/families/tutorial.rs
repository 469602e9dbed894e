//! Follows `docs/your-own-family.md` word by word, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the reader is told to do.
#[derive(Debug, PartialEq)]
enum Word<'d> {
    /// Write this file.
    Write { file: &'d str, text: String },
    /// Run these lines; this is what they print, if the tutorial says so.
    Run { lines: String, prints: Option<String> },
}

/// Reads the blocks of the tutorial; a file's name stands in a line of its own before its block.
fn read(tutorial: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let (mut before, mut lines) = ("", tutorial.lines());
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let block = lines.by_ref().take_while(|line| *line != "```");
            let text: String = block.flat_map(|line| [line, "\n"]).collect();
            let file = before.strip_prefix('`').and_then(|rest| rest.strip_suffix("`:"));
            match (language, file, words.last_mut()) {
                ("sh", None, _) => words.push(Word::Run { lines: text, prints: None }),
                ("text", None, Some(Word::Run { prints, .. })) => *prints = Some(text),
                (_, Some(file), _) => words.push(Word::Write { file, text }),
                _ => panic!("a block of `{language}` that belongs to nothing:\n{text}"),
            }
            before = "";
        } else if !line.is_empty() {
            before = line;
        }
    }
    words
}

/// Runs lines in a shell and returns what they print.
fn run(lines: &str, folder: &Path) -> String {
    let shell = Command::new("sh")
        .args(["-e", "-c", lines])
        .current_dir(folder)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("tutorial"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&shell.stderr);
    assert!(shell.status.success(), "{lines}\n{errors}\n{}", String::from_utf8_lossy(&shell.stdout));
    String::from_utf8(shell.stdout).unwrap()
}

/// A folder that is gone afterwards.
struct Desk(PathBuf);

impl Drop for Desk {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[test]
fn the_tutorial_holds_word_by_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let tutorial = fs::read_to_string(root.join("docs/your-own-family.md")).unwrap();
    let desk = Desk(std::env::temp_dir().join(format!("dashlift-tutorial-{}", std::process::id())));
    fs::create_dir_all(&desk.0).unwrap();
    std::os::unix::fs::symlink(root, desk.0.join("dashlift")).unwrap();
    let mut folder = desk.0.clone();
    let words = read(&tutorial);
    assert!(words.len() > 20, "{words:?}");
    for word in words {
        match word {
            Word::Write { file, text } => {
                let path = folder.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Word::Run { lines, prints } => {
                let printed = run(&lines, &folder);
                if let Some(prints) = prints {
                    assert_eq!(printed, prints, "{lines}");
                }
                if let Some(below) = lines.lines().find_map(|line| line.strip_prefix("cd ")) {
                    folder.push(below);
                }
            }
        }
    }
}

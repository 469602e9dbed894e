//! The commands of `docs/git.md`, each block in a fresh repository.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without")]

mod program;

use program::program;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The programs of others that the page uses; where one is missing, the blocks with it are not run.
const TOOLS: [&str; 4] = ["helm", "jsonnet", "kubectl", "terraform"];

/// A block of the page: commands, and what a terminal would show after each.
type Block = Vec<(String, String)>;

fn blocks(page: &str) -> Vec<Block> {
    let texts = page.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let block = |text: &str| {
        let mut block = Block::new();
        for line in text.lines() {
            match line.strip_prefix("$ ") {
                Some(command) => block.push((command.to_owned(), String::new())),
                None => block.last_mut().unwrap().1.push_str(&format!("{line}\n")),
            }
        }
        block
    };
    texts.map(block).collect()
}

/// Runs a line of shell in a folder, with `dashlift` on its path and none of the user's settings for git.
fn shell(folder: &Path, line: &str) -> Output {
    let program = PathBuf::from(program());
    let program = program.parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let identity = [
        ("AUTHOR_NAME", "T"),
        ("AUTHOR_EMAIL", "t@example.org"),
        ("COMMITTER_NAME", "T"),
        ("COMMITTER_EMAIL", "t@example.org"),
    ];
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env("PATH", path);
    command.envs(identity.map(|(name, value)| (format!("GIT_{name}"), value)));
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env_remove("NO_COLOR");
    command.output().unwrap()
}

fn is_there(tool: &str) -> bool {
    shell(Path::new("."), &format!("command -v {tool}")).status.success()
}

#[test]
fn the_recipes_are_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = std::fs::read_to_string(root.join("docs/git.md")).unwrap();
    let missing: Vec<&str> = TOOLS.into_iter().filter(|tool| !is_there(tool)).collect();
    let mut count = 0;
    for block in blocks(&page) {
        let needs = |tool: &&&str| block.iter().any(|(command, _)| command.contains(&format!("{tool} ")));
        if let Some(tool) = missing.iter().find(needs) {
            eprintln!("skipped, as `{tool}` is missing: {}", block[0].0);
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let copy = format!(
            "cp -R '{}/.' . && git init -q -b main && git add . && git commit -q -m first",
            root.join("examples/git").display()
        );
        let copied = shell(folder.path(), &copy);
        assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
        for (command, expected) in &block {
            let output = shell(folder.path(), command);
            let shown = String::from_utf8(output.stdout).unwrap();
            assert_eq!(&shown, expected, "{command}: {}", String::from_utf8_lossy(&output.stderr));
            count += 1;
        }
    }
    assert!(count > 15, "{count}");
}

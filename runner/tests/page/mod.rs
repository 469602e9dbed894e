//! Pages of `docs/` whose commands are run as they stand, each block in a fresh folder.

use crate::program::program;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A block of the page: commands, and what a terminal would show after each.
pub(crate) type Block = Vec<(String, String)>;

/// Returns the blocks of a page.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
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
pub(crate) fn shell(folder: &Path, line: &str) -> Output {
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

/// Returns the text of a page.
pub(crate) fn page(name: &str) -> String {
    std::fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Runs a block in a copy of a folder, after a command that prepares it; returns how many commands there were.
pub(crate) fn run(block: &Block, example: &str, before: &str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let copied = shell(folder.path(), &format!("cp -R '{}/.' . && {before}", root().join(example).display()));
    assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
    for (command, expected) in block {
        let output = shell(folder.path(), command);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(&shown, expected, "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
    block.len()
}

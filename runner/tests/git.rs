//! The commands of `docs/git.md`, each block in a fresh repository.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without")]

mod page;
mod program;

use page::{blocks, page, run, shell};
use std::path::Path;

/// The programs of others that the page uses; where one is missing, the blocks with it are not run.
const TOOLS: [&str; 4] = ["helm", "jsonnet", "kubectl", "terraform"];

fn is_there(tool: &str) -> bool {
    shell(Path::new("."), &format!("command -v {tool}")).status.success()
}

#[test]
fn the_recipes_are_true() {
    let missing: Vec<&str> = TOOLS.into_iter().filter(|tool| !is_there(tool)).collect();
    let mut count = 0;
    for block in blocks(&page("git.md")) {
        let needs = |tool: &&&str| block.iter().any(|(command, _)| command.contains(&format!("{tool} ")));
        if let Some(tool) = missing.iter().find(needs) {
            eprintln!("skipped, as `{tool}` is missing: {}", block[0].0);
            continue;
        }
        count += run(&block, "examples/git", "git init -q -b main && git add . && git commit -q -m first");
    }
    assert!(count > 15, "{count}");
}

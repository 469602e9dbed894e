//! The commands of `docs/grafana-v2.md`, each block with a copy of `examples/v2`.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without")]

mod page;
mod program;

use page::{blocks, page, run};

#[test]
fn the_commands_show_what_the_page_says() {
    let blocks = blocks(&page("grafana-v2.md"));
    let count: usize = blocks.iter().map(|block| run(block, "examples/v2", "rm README.md")).sum();
    assert!(count >= 10, "{count}");
}

//! The README's Python example is that of the Python package, which its tests run.

use super::findings::Findings;
use crate::files;
use crate::repo::Repo;
use anyhow::Result;

const README: &str = "README.md";
const PACKAGE: &str = "bindings-python/README.md";

pub(super) fn check(repo: &Repo, findings: &mut Findings) -> Result<()> {
    let ours = files::read(&repo.path(README))?;
    let theirs = files::read(&repo.path(PACKAGE))?;
    if example(&ours) != example(&theirs) {
        findings.error(README, format!("its Python example differs from that of {PACKAGE}, which is tested"));
    }
    Ok(())
}

/// Returns the first block of Python.
fn example(text: &str) -> Option<&str> {
    Some(text.split_once("```python\n")?.1.split_once("```")?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_is_the_example() {
        assert_eq!(example("a\n```python\nx = 1\n```\nb\n```python\ny\n```\n"), Some("x = 1\n"));
        assert_eq!(example("a"), None);
    }
}

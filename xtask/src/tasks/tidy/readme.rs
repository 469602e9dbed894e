//! The README's examples are those of the packages, whose tests run them.

use super::findings::Findings;
use crate::files;
use crate::repo::Repo;
use anyhow::Result;

const README: &str = "README.md";

/// The packages, and the languages of their examples.
const PACKAGES: [(&str, &str); 3] = [
    ("bindings-python/README.md", "python"),
    ("bindings-node/README.md", "ts"),
    ("bindings-wasm/README.md", "js"),
];

pub(super) fn check(repo: &Repo, findings: &mut Findings) -> Result<()> {
    let ours = files::read(&repo.path(README))?;
    for (package, language) in PACKAGES {
        let theirs = files::read(&repo.path(package))?;
        let example = example(&theirs, language);
        if example.is_none() || self::example(&ours, language) != example {
            let message =
                format!("its first `{language}` block differs from that of {package}, which is tested");
            findings.error(README, message);
        }
    }
    Ok(())
}

/// Returns the first block of a language.
fn example<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    Some(text.split_once(&format!("```{language}\n"))?.1.split_once("```")?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_is_the_example() {
        assert_eq!(example("a\n```python\nx = 1\n```\nb\n```python\ny\n```\n", "python"), Some("x = 1\n"));
        assert_eq!(example("```ts\nx\n```\n```js\ny\n```\n", "js"), Some("y\n"));
        assert_eq!(example("a", "ts"), None);
    }
}

//! The pages of `docs/` that are partly made from a family's tables.
//!
//! What stands between `<!-- cargo xtask docs: NAME -->` and `<!-- end -->` is made, the rest is written by people.

mod tables;

use crate::files;
use crate::repo::Repo;
use crate::steps::Family;
use anyhow::{Context, Result, bail};

const END: &str = "<!-- end -->";

/// A page about a family: `docs/grafana.md`.
#[derive(Debug)]
pub(crate) struct Page {
    /// The path from the root, with `/`.
    pub(crate) path: String,
    /// The page as it stands there.
    pub(crate) old: String,
    /// The page as it must be.
    pub(crate) new: String,
}

/// Makes the page of every family that has one.
///
/// # Errors
/// If a file cannot be read, a table is not where it is looked for, or a page asks for a part that nobody makes.
pub(crate) fn pages(repo: &Repo) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for family in Family::read_all(repo)? {
        let path = format!("docs/{}.md", family.name);
        if !repo.path(&path).is_file() {
            continue;
        }
        let old = files::read(&repo.path(&path))?;
        let new = refresh(&old, |part| tables::make(&family, part));
        let new = new.with_context(|| format!("`{path}` cannot be made"))?;
        pages.push(Page { path, old, new });
    }
    Ok(pages)
}

/// Returns the page with its parts made anew.
fn refresh(page: &str, make: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut out = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(part) = part(line) else { continue };
        if !lines.any(|line| line == END) {
            bail!("the part `{part}` has no line `{END}`");
        }
        out.push_str(&make(part)?);
        out.push_str(END);
        out.push('\n');
    }
    Ok(out)
}

/// Returns the name of the part that begins after a line.
fn part(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- cargo xtask docs: ")?.strip_suffix(" -->")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        let made = refresh(page, |part| match part {
            "steps" => Ok("new\n".to_owned()),
            _ => bail!("nobody makes `{part}`"),
        });
        assert_eq!(made.unwrap_or_else(|error| error.to_string()), expected);
    }

    #[test]
    fn only_what_stands_between_the_marks_is_made() {
        let page = |part: &str| format!("a\n<!-- cargo xtask docs: steps -->\n{part}<!-- end -->\nb\n");
        check(&page("old\nold\n"), &page("new\n"));
        check(&page(""), &page("new\n"));
        check("a\n<!-- end -->\n", "a\n<!-- end -->\n");
    }

    #[test]
    fn unknown_parts_and_open_ends_are_refused() {
        check("<!-- cargo xtask docs: colours -->\n<!-- end -->\n", "nobody makes `colours`");
        check("<!-- cargo xtask docs: steps -->\nold\n", "the part `steps` has no line `<!-- end -->`");
    }
}

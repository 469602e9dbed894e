//! `docs`: writes the parts of `docs/` that the families' tables hold, and the pages that the program prints.

use crate::docs::pages;
use crate::files;
use crate::repo::Repo;
use crate::run::Run;
use anyhow::Result;

/// The pages that the program prints, as it calls them.
const PRINTED: [&str; 2] = ["cli", "families"];

pub(super) fn run(repo: &Repo) -> Result<()> {
    for page in pages(repo)? {
        let is_fresh = page.old == page.new;
        if !is_fresh {
            files::write(&repo.path(&page.path), &page.new)?;
        }
        println!("{} {}", if is_fresh { "fresh" } else { "wrote" }, page.path);
    }
    PRINTED.iter().try_for_each(|page| printed(repo, page))
}

/// Writes a page that the program prints; the program's tests find a stale one.
fn printed(repo: &Repo, page: &str) -> Result<()> {
    let path = format!("docs/{page}.md");
    let program = ["run", "--quiet", "-p", "dashlift-cli", "--", "reference", page];
    let new = Run::cargo(repo).args(program).output()?;
    let is_fresh = files::read(&repo.path(&path)).is_ok_and(|old| old == new);
    if !is_fresh {
        files::write(&repo.path(&path), &new)?;
    }
    println!("{} {path}", if is_fresh { "fresh" } else { "wrote" });
    Ok(())
}

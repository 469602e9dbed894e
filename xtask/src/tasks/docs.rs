//! `docs`: writes the parts of `docs/` that the families' tables hold, and the page about the command line.

use crate::docs::pages;
use crate::files;
use crate::repo::Repo;
use crate::run::Run;
use anyhow::Result;

/// The page that the program prints.
const COMMAND_LINE: &str = "docs/cli.md";

pub(super) fn run(repo: &Repo) -> Result<()> {
    for page in pages(repo)? {
        let is_fresh = page.old == page.new;
        if !is_fresh {
            files::write(&repo.path(&page.path), &page.new)?;
        }
        println!("{} {}", if is_fresh { "fresh" } else { "wrote" }, page.path);
    }
    command_line(repo)
}

/// Writes what the program says of itself; the program's tests find a stale page.
fn command_line(repo: &Repo) -> Result<()> {
    let page = Run::cargo(repo).args(["run", "--quiet", "-p", "dashlift-cli", "--", "reference"]).output()?;
    let is_fresh = files::read(&repo.path(COMMAND_LINE)).is_ok_and(|old| old == page);
    if !is_fresh {
        files::write(&repo.path(COMMAND_LINE), &page)?;
    }
    println!("{} {COMMAND_LINE}", if is_fresh { "fresh" } else { "wrote" });
    Ok(())
}

//! `docs`: writes the parts of `docs/` that the families' tables hold.

use crate::docs::pages;
use crate::files;
use crate::repo::Repo;
use anyhow::Result;

pub(super) fn run(repo: &Repo) -> Result<()> {
    for page in pages(repo)? {
        let is_fresh = page.old == page.new;
        if !is_fresh {
            files::write(&repo.path(&page.path), &page.new)?;
        }
        println!("{} {}", if is_fresh { "fresh" } else { "wrote" }, page.path);
    }
    Ok(())
}

//! What the pages of `docs/` tell of a family is what its tables say.

use super::findings::Findings;
use crate::docs::pages;
use crate::repo::Repo;
use anyhow::Result;

pub(super) fn check(repo: &Repo, findings: &mut Findings) -> Result<()> {
    for page in pages(repo)? {
        if page.old != page.new {
            let same = page.old.lines().zip(page.new.lines()).take_while(|(old, new)| old == new).count();
            let place = format!("{}:{}", page.path, same + 1);
            findings.error(&place, "stale: the family's tables say something else; run `cargo xtask docs`");
        }
    }
    Ok(())
}

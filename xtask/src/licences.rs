//! The licence texts, which every package carries.

use crate::files;
use crate::repo::Repo;
use anyhow::{Context, Result};

/// The files at the root.
pub(crate) const FILES: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE"];

/// Copies the licence texts into a package, right before it is built; git ignores the copies.
///
/// # Errors
/// If a text is missing or cannot be written.
pub(crate) fn copy_into(repo: &Repo, package: &str) -> Result<()> {
    for name in FILES {
        let from = repo.path(name);
        let text = std::fs::read(&from).with_context(|| format!("cannot read `{}`", from.display()))?;
        let to = repo.path(package).join(name);
        if std::fs::read(&to).ok().as_ref() != Some(&text) {
            files::write(&to, text)?;
        }
    }
    Ok(())
}

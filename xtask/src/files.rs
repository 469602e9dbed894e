//! The project's own files.

use crate::repo::Repo;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Folders that hold what tools made, beside those that start with a dot.
const MADE: &[&str] = &["__pycache__", "artifacts", "corpus", "coverage", "dist", "node_modules", "target"];

/// The dotted folders that are ours.
const DOTTED: &[&str] = &[".cargo", ".ci", ".github"];

/// Returns every file below a folder or the file itself, sorted, without what tools made.
///
/// # Errors
/// If a folder cannot be read; one that does not exist is empty.
pub(crate) fn walk(repo: &Repo, relative: &str) -> Result<Vec<PathBuf>> {
    let start = if relative.is_empty() { repo.root().to_path_buf() } else { repo.path(relative) };
    let mut found = Vec::new();
    if start.is_file() {
        found.push(start);
    } else if start.is_dir() {
        collect(&start, &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let unreadable = || format!("cannot read the folder `{}`", folder.display());
    for entry in std::fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().with_context(unreadable)?;
        if kind.is_dir() {
            if is_ours(&name) {
                collect(&entry.path(), found)?;
            }
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    Ok(())
}

fn is_ours(folder: &str) -> bool {
    let made = MADE.contains(&folder) || folder.starts_with("pkg");
    let dotted = folder.starts_with('.') && !DOTTED.contains(&folder);
    !made && !dotted
}

/// Reads a text file.
///
/// # Errors
/// If it cannot be read or is not UTF-8.
pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// Writes a file, and the folders it needs.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    let unwritable = || format!("cannot write `{}`", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(unwritable)?;
    }
    std::fs::write(path, text).with_context(unwritable)
}

/// Makes a folder, or takes away what is in it.
///
/// # Errors
/// If that cannot be done.
pub(crate) fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot empty `{}`", folder.display()))?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))
}

/// Copies a file into a folder that exists, under its own name, and returns the copy.
///
/// # Errors
/// If it cannot be read or written.
pub(crate) fn copy(file: &Path, folder: &Path) -> Result<PathBuf> {
    let copy = folder.join(file.file_name().unwrap_or_default());
    std::fs::copy(file, &copy).with_context(|| format!("cannot copy `{}`", file.display()))?;
    Ok(copy)
}

/// Returns the extension, or nothing.
pub(crate) fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_made_is_left_out() {
        let repo = Repo::find().unwrap();
        let all: Vec<_> = walk(&repo, "").unwrap().iter().map(|path| repo.shown(path)).collect();
        assert!(all.contains(&"xtask/src/files.rs".to_owned()));
        assert!(all.contains(&".cargo/config.toml".to_owned()));
        assert!(!all.iter().any(|path| path.starts_with("target/") || path.starts_with(".git/")));
        assert_eq!(walk(&repo, "no/such/folder").unwrap(), Vec::<PathBuf>::new());
        assert_eq!(walk(&repo, "Cargo.toml").unwrap(), [repo.path("Cargo.toml")]);
    }
}

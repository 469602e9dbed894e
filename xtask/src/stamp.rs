//! Knows whether something was already built from the same sources.

use crate::files;
use crate::repo::Repo;
use anyhow::Result;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

/// A file that holds the digest of the sources that something was built from.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
    digest: String,
}

impl Stamp {
    /// Digests files and folders (paths below the root) and further facts.
    ///
    /// # Errors
    /// If a source cannot be read.
    pub(crate) fn new(repo: &Repo, file: PathBuf, sources: &[&str], facts: &[&str]) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        facts.hash(&mut hasher);
        for source in sources {
            for path in files::walk(repo, source)? {
                if is_source(&path) {
                    repo.shown(&path).hash(&mut hasher);
                    std::fs::read(&path)?.hash(&mut hasher);
                }
            }
        }
        Ok(Self { file, digest: format!("{:016x}\n", hasher.finish()) })
    }

    /// Returns whether the file holds this digest.
    pub(crate) fn is_fresh(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|text| text == self.digest)
    }

    /// Notes that it was built.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(crate) fn write(&self) -> Result<()> {
        files::write(&self.file, &self.digest)
    }
}

fn is_source(path: &std::path::Path) -> bool {
    let copied = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("LICENSE-"));
    !copied && !matches!(files::extension(path), "so" | "pyd" | "pyc" | "node")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_fact_makes_it_stale() {
        let repo = Repo::find().unwrap();
        let file = std::env::temp_dir().join(format!("dashlift-stamp-{}", std::process::id()));
        let stamp = |fact| Stamp::new(&repo, file.clone(), &["xtask/src", "Cargo.toml"], &[fact]).unwrap();
        assert!(!stamp("a").is_fresh());
        stamp("a").write().unwrap();
        assert!(stamp("a").is_fresh());
        assert!(!stamp("b").is_fresh());
        std::fs::remove_file(&file).unwrap();
    }
}

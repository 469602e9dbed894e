//! Where things are.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The root of the repository.
#[derive(Debug, Clone)]
pub(crate) struct Repo {
    root: PathBuf,
}

impl Repo {
    /// Finds the repository that this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask lies in no folder; run it as `cargo xtask`")?;
        Self::at(root)
    }

    /// Takes a folder as the repository's root.
    pub(crate) fn at(root: &Path) -> Result<Self> {
        if !root.join("Cargo.toml").is_file() {
            bail!("`{}` has no Cargo.toml, so it is not the repository's root", root.display());
        }
        Ok(Self { root: root.to_path_buf() })
    }

    /// Returns the root.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns a path below the root, given with `/`.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        relative.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// Returns a path as a person would name it: relative to the root, with `/`.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        relative.display().to_string().replace('\\', "/")
    }
}

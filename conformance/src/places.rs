//! Where cases, vectors and corpora lie.

use std::path::{Path, PathBuf};

/// The folders of a run.
#[derive(Debug, Clone)]
pub struct Places {
    /// The folder with `cases/`, `vectors/`, `MANIFEST` and `known.toml`.
    pub conformance: PathBuf,
    /// The root of the repository.
    pub root: PathBuf,
    /// The folder with the corpora and the fuzz documents, which the project does not contain.
    pub shared: PathBuf,
    /// Whether a missing corpus is a failure instead of a skip.
    pub require_corpora: bool,
}

impl Places {
    /// Returns the folders of this checkout; `DASHLIFT_SHARED` and `DASHLIFT_REQUIRE_CORPORA` are read.
    ///
    /// `conformance` replaces the folder of the cases.
    pub fn find(conformance: Option<&Path>) -> Self {
        let home = std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .filter(|path| path.join("cases").is_dir())
            .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = home.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let shared =
            std::env::var_os("DASHLIFT_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
        Self {
            conformance: conformance.map_or(home, Path::to_path_buf),
            shared: if shared.is_absolute() { shared } else { root.join(shared) },
            root,
            require_corpora: std::env::var_os("DASHLIFT_REQUIRE_CORPORA").is_some_and(|value| value == "1"),
        }
    }

    /// Returns the folder of the byte cases.
    pub fn cases(&self) -> PathBuf {
        self.conformance.join("cases")
    }

    /// Returns the folder of the vendors' results.
    pub fn vectors(&self) -> PathBuf {
        self.conformance.join("vectors")
    }
}

/// Returns every file below a folder, sorted by its path relative to the folder, which is written with `/`.
///
/// # Errors
/// If a folder cannot be read.
pub fn files_below(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), folder.to_path_buf())];
    while let Some((prefix, folder)) = open.pop() {
        let entries = std::fs::read_dir(&folder)
            .map_err(|error| anyhow::anyhow!("cannot read folder {}: {error}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if entry.file_type()?.is_dir() {
                open.push((format!("{path}/"), entry.path()));
            } else {
                found.push((path, entry.path()));
            }
        }
    }
    found.sort();
    Ok(found)
}

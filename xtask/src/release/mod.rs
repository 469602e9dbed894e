//! What is released: built into `dist/`, and tried out as a user would install it.

mod check;
mod elf;
mod install;
mod program;
mod sums;

use crate::faces;
use crate::files;
use crate::repo::Repo;
use anyhow::Result;
use std::path::PathBuf;

pub(crate) use check::check;

/// Where everything goes; git ignores it.
const FOLDER: &str = "dist";

/// What lies in `dist/`.
#[derive(Debug)]
pub(crate) struct Artefacts {
    /// The command line.
    program: PathBuf,
    /// The Python package, with the command line in it.
    wheel: PathBuf,
    /// The npm package `dashlift`, with the command line in it.
    node: PathBuf,
    /// The npm package `@dashlift/wasm`.
    wasm: PathBuf,
}

/// Builds everything into an empty `dist/`, with the completions, a list of digests and the licences.
///
/// # Errors
/// If a build fails.
pub(crate) fn build(repo: &Repo) -> Result<Artefacts> {
    let out = repo.path(FOLDER);
    files::empty(&out)?;
    let program = program::build(repo, &out)?;
    program::write_completions(repo, &program, &out)?;
    let artefacts = Artefacts {
        wheel: faces::pack_python(repo, &program, &out)?,
        wasm: faces::pack_wasm(repo, &out)?,
        node: faces::pack_node(repo, &program, &out)?,
        program,
    };
    crate::licences::copy_into(repo, FOLDER)?;
    sums::write(repo, &out)?;
    Ok(artefacts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_installs_this_version() {
        let repo = Repo::find().unwrap();
        let mirror = files::read(&repo.path("pre-commit/pyproject.toml")).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        for expected in
            [format!("\nversion = \"{version}\"\n"), format!("\ndependencies = [\"dashlift=={version}\"]\n")]
        {
            assert!(mirror.contains(&expected), "{expected}");
        }
    }
}

//! Which files differ from a commit, as git says.

use crate::exit::Failure;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the files below the current folder that differ from a commit, new ones that git does not ignore included.
///
/// # Errors
/// If git is not there, this is no repository, or the commit does not exist.
pub(crate) fn changed_since(reference: &str) -> Result<BTreeSet<PathBuf>, Failure> {
    if reference.starts_with('-') {
        return Err(Failure::Usage { message: format!("`{reference}` is no commit") });
    }
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let top = PathBuf::from(String::from_utf8_lossy(&top).trim_end_matches('\n'));
    let differing = git(&["diff", "--name-only", "-z", "--diff-filter=d", reference, "--"])?;
    let new = git(&["ls-files", "--others", "--exclude-standard", "-z", "--full-name"])?;
    let names = differing.split(|byte| *byte == 0).chain(new.split(|byte| *byte == 0));
    Ok(names
        .filter(|name| !name.is_empty())
        .filter_map(|name| top.join(path_of(name)).canonicalize().ok())
        .collect())
}

fn git(arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let failed =
        |reason: String| Failure::Usage { message: format!("git {}: {reason}", arguments.join(" ")) };
    let output = Command::new("git").args(arguments).output().map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(failed(said.lines().next().unwrap_or("failed").to_owned()))
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

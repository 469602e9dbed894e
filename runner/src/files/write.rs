//! Writing files: whole or not at all.

use crate::exit::Failure;
use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::Path;

/// Puts a complete file in the place of an old one, with its mode and owner; a device or pipe is written as it stands.
///
/// A link stays a link: the file that it leads to is replaced. Whoever interrupts this leaves the old file or the new one.
///
/// # Errors
/// If the system refuses; then the old file is there unchanged.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let old = std::fs::metadata(path).ok();
    let written = match &old {
        Some(old) if !old.is_file() => std::fs::write(path, bytes),
        old => replace_file(path, old.as_ref(), bytes),
    };
    written.map_err(|error| Failure::Io {
        name: path.display().to_string(),
        what: "cannot be written",
        error,
    })
}

fn replace_file(path: &Path, old: Option<&Metadata>, bytes: &[u8]) -> io::Result<()> {
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if old.is_some_and(|old| old.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".dashlift-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    take_over(file.as_file(), old)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Gives a new file the mode and owner of the old one, or those of a new file.
#[cfg(unix)]
fn take_over(file: &File, old: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let Some(old) = old else {
        // A temporary file is its owner's alone; a result is for everybody who may look into its folder.
        return file.set_permissions(std::fs::Permissions::from_mode(0o644));
    };
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        fchown(file, Some(old.uid()), Some(old.gid()))?;
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn take_over(file: &File, old: Option<&Metadata>) -> io::Result<()> {
    old.map_or(Ok(()), |old| file.set_permissions(old.permissions()))
}

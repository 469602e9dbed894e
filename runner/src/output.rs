//! Writing to stdout and stderr: neither ever panics, and nothing a document says can steer a terminal.

use crate::exit::Failure;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Writes a result to stdout, byte for byte.
pub(crate) fn result(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::Io { name: "<stdout>".to_owned(), what: "cannot be written", error },
    })
}

/// Writes a file whole or not at all; a device or pipe is written as it stands.
pub(crate) fn file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let special = std::fs::metadata(path).is_ok_and(|found| !found.is_file());
    let written = if special { std::fs::write(path, bytes) } else { replace(path, bytes) };
    written.map_err(|error| Failure::Io {
        name: path.display().to_string(),
        what: "cannot be written",
        error,
    })
}

/// Puts a complete file in the place of an old one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let permissions = std::fs::metadata(path).ok().map(|found| found.permissions());
    let mut file = tempfile::Builder::new().prefix(".dashlift-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    match permissions {
        Some(permissions) => file.as_file().set_permissions(permissions)?,
        None => open_to_readers(file.as_file())?,
    }
    file.persist(path)?;
    Ok(())
}

/// A temporary file is its owner's alone; a result is for everybody who may look into its folder.
#[cfg(unix)]
fn open_to_readers(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_readers(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Writes text for people to stderr; who cannot be told is not told.
pub(crate) fn say(text: &str) {
    ignore(writeln!(io::stderr().lock(), "{}", printable(text)));
}

/// Drops a result on purpose.
pub(crate) fn ignore<T, E>(_result: Result<T, E>) {}

/// Returns the text with control characters, but for newlines, spelled out.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() && character != '\n' {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_spelled_out() {
        assert_eq!(printable("a\u{1b}[31mé\n"), "a\\u{1b}[31mé\n");
    }
}

//! Reading a document from a file or from stdin.

use crate::exit::Failure;
use crate::work::waiting;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes and the name they go by in messages.
#[derive(Debug)]
pub(crate) struct Input {
    /// The path as it was given, or `<stdin>`.
    pub(crate) name: String,
    /// The bytes as they are.
    pub(crate) bytes: Vec<u8>,
}

impl Input {
    /// Reads a file; `-` is stdin.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let from_stdin = is_stream(path);
        let name = if from_stdin { "<stdin>".to_owned() } else { path.display().to_string() };
        let read = if from_stdin {
            waiting(|| read_all(io::stdin().lock()))
        } else {
            File::open(path).and_then(read_all)
        };
        match read {
            Ok(bytes) => Ok(Self { name, bytes }),
            Err(error) => Err(Failure::Io { name, what: "cannot be read", error }),
        }
    }
}

/// Returns whether the path stands for stdin or stdout.
pub(crate) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads at most one byte more than the core takes, so that it refuses what memory could not hold.
fn read_all(source: impl Read) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(dashlift::json::MAX_SIZE).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

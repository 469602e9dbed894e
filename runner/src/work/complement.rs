//! What an older version cannot hold, as a file beside the document.

use super::hash;
use crate::exit::Failure;
use dashlift::json::MAX_SIZE;
use serde::Deserialize;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// How the name of a file with a complement ends, in place of the document's extension.
const EXTENSION: &str = "complement.json";

/// Which complement goes with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Complement {
    /// The file beside the document, if there is one.
    Auto,
    /// None.
    None,
    /// This file, whatever the document is called.
    File(PathBuf),
}

/// A complement that was read.
#[derive(Debug)]
pub(crate) struct Given {
    /// Its file.
    pub(crate) name: String,
    /// What it says.
    pub(crate) text: String,
}

/// What is looked at in a complement here; the core reads it.
#[derive(Deserialize)]
struct Belonging {
    hash: String,
}

impl Given {
    /// Returns whether the complement belongs to a document as it stands, so that nothing is lost on its way back.
    pub(super) fn fits(&self, document: &[u8]) -> bool {
        let Ok(belonging) = serde_json::from_str::<Belonging>(&self.text) else { return false };
        hash(document).is_ok_and(|hash| hash == belonging.hash)
    }
}

impl Complement {
    /// Reads what a flag or the settings say; without a word it is the file beside the document.
    pub(crate) fn of(text: Option<&str>) -> Self {
        match text {
            None | Some("auto") => Self::Auto,
            Some("none") => Self::None,
            Some(path) => Self::File(PathBuf::from(path)),
        }
    }

    /// Reads the complement of a document.
    ///
    /// # Errors
    /// If there is one that cannot be read, in words.
    pub(super) fn read(&self, document: &Path) -> Result<Option<Given>, Failure> {
        let (path, may_be_missing) = match self {
            Self::None => return Ok(None),
            Self::File(path) => (path.clone(), false),
            Self::Auto if document.as_os_str() == "-" => return Ok(None),
            Self::Auto => (beside(document), true),
        };
        let name = path.display().to_string();
        let limit = u64::try_from(MAX_SIZE).unwrap_or(u64::MAX);
        let mut text = String::new();
        match File::open(&path).and_then(|file| file.take(limit).read_to_string(&mut text)) {
            Ok(_) => Ok(Some(Given { name, text })),
            Err(error) if may_be_missing && error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::Io { name, what: "cannot be read", error }),
        }
    }
}

/// Returns where the complement of a document lies: `sales.json` has `sales.complement.json`.
pub(crate) fn beside(document: &Path) -> PathBuf {
    document.with_extension(EXTENSION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complement_lies_beside_its_document() {
        for (document, expected) in [
            ("a/sales.json", "a/sales.complement.json"),
            ("sales.v2.yaml", "sales.v2.complement.json"),
            ("sales", "sales.complement.json"),
        ] {
            assert_eq!(beside(Path::new(document)), Path::new(expected));
        }
    }

    #[test]
    fn what_a_flag_says() {
        assert_eq!(Complement::of(None), Complement::Auto);
        assert_eq!(Complement::of(Some("none")), Complement::None);
        assert_eq!(Complement::of(Some("a.json")), Complement::File(PathBuf::from("a.json")));
    }
}

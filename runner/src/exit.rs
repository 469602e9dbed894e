//! What can go wrong in a verb, as a sentence on stderr and an exit code (design section 10).

use crate::output;
use std::fmt;
use std::io;
use std::process::ExitCode;

/// All is done.
pub(crate) const DONE: u8 = 0;

/// A document, file or stream is at fault.
pub(crate) const ERROR: u8 = 1;

/// Changes would be made.
pub(crate) const CHANGES: u8 = 2;

/// Something would be lost that may not be.
pub(crate) const LOSS: u8 = 3;

/// The command line is wrong; clap's own 2 means something else here.
pub(crate) const USAGE: u8 = 64;

/// Somebody asked the process to stop.
pub(crate) const INTERRUPTED: u8 = 130;

/// The codes of several files, the gravest first.
const GRAVEST_FIRST: [u8; 6] = [ERROR, 5, 4, LOSS, CHANGES, DONE];

/// Returns the gravest of some codes; without any all is done.
pub(crate) fn gravest(codes: impl IntoIterator<Item = u8>) -> u8 {
    codes.into_iter().fold(DONE, graver)
}

/// Returns the graver of two codes; one that no file asks for is the gravest.
pub(crate) fn graver(left: u8, right: u8) -> u8 {
    let rank = |code: u8| GRAVEST_FIRST.iter().position(|other| *other == code);
    if rank(left) <= rank(right) { left } else { right }
}

/// Why a verb ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The core refused.
    Core {
        /// The document or file it was about, if one is to blame.
        name: Option<String>,
        /// What the core said.
        error: Box<dashlift::Error>,
    },
    /// The operating system refused.
    Io {
        /// The file or stream.
        name: String,
        /// `cannot be read`, `cannot be written`.
        what: &'static str,
        /// What the system said.
        error: io::Error,
    },
    /// What the command line or the settings ask for cannot be.
    Usage {
        /// What is wrong, and what would be right.
        message: String,
    },
    /// The one document that was asked for is none.
    Document {
        /// Which, and why.
        message: String,
    },
    /// A folder cannot be gone through.
    Walk {
        /// Where, and what the system said.
        error: Box<ignore::Error>,
    },
    /// Whoever read our output stopped reading: nobody is left to tell.
    Closed,
}

impl Failure {
    /// Returns a mapping from an error of the core about one document.
    pub(crate) fn of(name: &str) -> impl Fn(dashlift::Error) -> Self {
        move |error| {
            // A wrong option is not the document's fault.
            let to_blame = error.kind.exit_code() != USAGE;
            Self::Core { name: to_blame.then(|| name.to_owned()), error: Box::new(error) }
        }
    }

    /// Returns the code that the process ends with.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Core { error, .. } => error.kind.exit_code(),
            Self::Io { .. } | Self::Walk { .. } | Self::Document { .. } => ERROR,
            Self::Usage { .. } => USAGE,
            Self::Closed => DONE,
        }
    }

    /// Returns what went wrong, without the name of the file.
    pub(crate) fn reason(&self) -> String {
        match self {
            Self::Io { what, error, .. } => format!("{what}: {error}"),
            other => other.to_string(),
        }
    }
}

impl From<dashlift::Error> for Failure {
    fn from(error: dashlift::Error) -> Self {
        Self::Core { name: None, error: Box::new(error) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Core { name: Some(name), error } => write!(f, "{name}: {error}"),
            Self::Core { name: None, error } => write!(f, "{error}"),
            Self::Io { name, what, error } => write!(f, "{name}: {what}: {error}"),
            Self::Usage { message } | Self::Document { message } => f.write_str(message),
            Self::Walk { error } => write!(f, "{error}"),
            Self::Closed => f.write_str("the output was closed"),
        }
    }
}

/// Says on stderr what went wrong, if anything, and returns the exit code.
pub(crate) fn code_of(result: Result<u8, Failure>) -> ExitCode {
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            if !matches!(failure, Failure::Closed) {
                output::say(&format!("dashlift: {failure}"));
            }
            ExitCode::from(failure.code())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dashlift::{Error, ErrorKind};

    #[test]
    fn the_gravest_counts() {
        assert_eq!(gravest([DONE, 4, CHANGES, LOSS]), 4);
        assert_eq!(gravest([5, CHANGES, ERROR]), ERROR);
        assert_eq!(graver(DONE, USAGE), USAGE);
    }

    #[test]
    fn a_wrong_option_does_not_blame_the_document() {
        let of = Failure::of("a.json");
        let bad = of(Error::new(ErrorKind::InvalidTarget, "no such target"));
        assert_eq!((bad.to_string().as_str(), bad.code()), ("invalid-target: no such target", 64));
        let bad = of(Error::new(ErrorKind::TooNew, "newer").at("/schemaVersion"));
        assert!(bad.to_string().starts_with("a.json: too-new: newer"), "{bad}");
        assert_eq!(bad.code(), 5);
    }
}

//! What can go wrong in a verb, as a sentence on stderr and an exit code (design section 10).

use crate::output;
use std::fmt;
use std::io;
use std::process::ExitCode;

/// The command line is wrong; clap's own 2 means something else here.
pub(crate) const USAGE: u8 = 64;

/// A file or stream is at fault.
const ERROR: u8 = 1;

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
    fn code(&self) -> u8 {
        match self {
            Self::Core { error, .. } => error.kind.exit_code(),
            Self::Io { .. } => ERROR,
            Self::Closed => 0,
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
            Self::Closed => f.write_str("the output was closed"),
        }
    }
}

/// Says on stderr what went wrong, if anything, and returns the exit code.
pub(crate) fn code_of(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
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
    fn a_wrong_option_does_not_blame_the_document() {
        let of = Failure::of("a.json");
        let bad = of(Error::new(ErrorKind::InvalidTarget, "no such target"));
        assert_eq!((bad.to_string().as_str(), bad.code()), ("invalid-target: no such target", 64));
        let bad = of(Error::new(ErrorKind::TooNew, "newer").at("/schemaVersion"));
        assert!(bad.to_string().starts_with("a.json: too-new: newer"), "{bad}");
        assert_eq!(bad.code(), 5);
    }
}

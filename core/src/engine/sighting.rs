//! What a family says about a document it looked at.

use super::version::Version;

/// What a family says about a document it looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// How sure it is; the surest family wins, then the order of registration.
    pub certainty: Certainty,
    /// The form.
    pub form: &'static str,
    /// The version.
    pub version: Stated,
    /// Whether the document states its version in a way that `from` must not contradict.
    pub binding: bool,
    /// Pointer to the dashboard inside a wrapper; empty for the whole document.
    pub at: &'static str,
    /// Whether the document is nothing but the value of the form's [`bare`](super::Form::bare) member.
    pub bare: bool,
}

impl Sighting {
    /// A document as a whole, whose version `from` may overrule.
    pub const fn new(certainty: Certainty, form: &'static str, version: Stated) -> Self {
        Self { certainty, form, version, binding: false, at: "", bare: false }
    }
}

/// What a document says of its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// It says this one.
    Version(Version),
    /// It says nothing; the family takes it for this one.
    Assumed(Version),
    /// It says one that is newer than every known one.
    Newer,
    /// What stands there cannot be read.
    Unreadable,
}

impl Stated {
    /// Returns the version that the document is at.
    pub const fn version(self) -> Option<Version> {
        match self {
            Self::Version(version) | Self::Assumed(version) => Some(version),
            Self::Newer | Self::Unreadable => None,
        }
    }

    /// Returns the version that the document itself says.
    pub const fn said(self) -> Option<Version> {
        if let Self::Version(version) = self { Some(version) } else { None }
    }
}

impl From<Option<Version>> for Stated {
    fn from(version: Option<Version>) -> Self {
        version.map_or(Self::Unreadable, Self::Version)
    }
}

/// How sure a family is that a document is its own; the order of the variants decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The document says so (`apiVersion`).
    Declared,
    /// Its shape is unmistakable.
    Shaped,
    /// It looks like one.
    Likely,
}

//! The one error of every public function, and its stable codes (design section 10).

use crate::json::JsonWriter;
use std::fmt;

/// What went wrong, as a stable kind.
///
/// The [code](ErrorKind::code) is contract; messages are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not JSON (RFC 8259).
    InvalidJson,
    /// The bytes are not UTF-8.
    InvalidUtf8,
    /// A string holds an unpaired surrogate where text is needed (`canonical`, host strings).
    InvalidUnicode,
    /// Containers nest deeper than [`MAX_DEPTH`](crate::json::MAX_DEPTH).
    TooDeep,
    /// The document is larger than [`MAX_SIZE`](crate::json::MAX_SIZE) bytes, or a step would make it much larger.
    TooLarge,
    /// The document is JSON but not what the operation needs.
    InvalidDocument,
    /// No registered family recognizes the document, or the named family does not exist.
    UnknownFamily,
    /// The document's version cannot be read, or lies below the lowest.
    InvalidVersion,
    /// The document's own API version contradicts the `from` option.
    VersionMismatch,
    /// A computed number is infinite or not a number.
    UnrepresentableNumber,
    /// The vendor would answer this conversion with a failure object (`details.object`).
    ConversionFailed,
    /// A member has a value that the step cannot use.
    InvalidField,
    /// Two members contradict each other.
    FieldConflict,
    /// A duration cannot be read.
    InvalidDuration,
    /// A Perses schema version cannot be read.
    InvalidSchemaVersion,
    /// The document is not a Grafana dashboard that can be bridged.
    InvalidGrafanaDashboard,
    /// A panel cannot be converted.
    PanelConversionFailed,
    /// The reference crashes or never ends on this input.
    ReferenceCrash,
    /// A bug in dashlift; no document was produced.
    Internal,
    /// The graph has no way from the one version to the other.
    NoMigrationPath,
    /// A step on the way down cannot be undone.
    DowngradeUnsupported,
    /// The document is newer than the newest known version of its form.
    TooNew,
    /// An option has a name that does not exist.
    UnknownOption,
    /// An option has a value of a wrong type or out of range.
    InvalidOption,
    /// The target cannot be read or names nothing known.
    InvalidTarget,
}

impl ErrorKind {
    /// Every kind, in the order of the contract's table.
    pub const ALL: &'static [ErrorKind] = &[
        Self::InvalidJson,
        Self::InvalidUtf8,
        Self::InvalidUnicode,
        Self::TooDeep,
        Self::TooLarge,
        Self::InvalidDocument,
        Self::UnknownFamily,
        Self::InvalidVersion,
        Self::VersionMismatch,
        Self::UnrepresentableNumber,
        Self::ConversionFailed,
        Self::InvalidField,
        Self::FieldConflict,
        Self::InvalidDuration,
        Self::InvalidSchemaVersion,
        Self::InvalidGrafanaDashboard,
        Self::PanelConversionFailed,
        Self::ReferenceCrash,
        Self::Internal,
        Self::NoMigrationPath,
        Self::DowngradeUnsupported,
        Self::TooNew,
        Self::UnknownOption,
        Self::InvalidOption,
        Self::InvalidTarget,
    ];

    /// Returns the stable kebab-case code.
    ///
    /// # Example
    /// ```
    /// assert_eq!(dashlift::ErrorKind::TooDeep.code(), "too-deep");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::InvalidJson => "invalid-json",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::InvalidUnicode => "invalid-unicode",
            Self::TooDeep => "too-deep",
            Self::TooLarge => "too-large",
            Self::InvalidDocument => "invalid-document",
            Self::UnknownFamily => "unknown-family",
            Self::InvalidVersion => "invalid-version",
            Self::VersionMismatch => "version-mismatch",
            Self::UnrepresentableNumber => "unrepresentable-number",
            Self::ConversionFailed => "conversion-failed",
            Self::InvalidField => "invalid-field",
            Self::FieldConflict => "field-conflict",
            Self::InvalidDuration => "invalid-duration",
            Self::InvalidSchemaVersion => "invalid-schema-version",
            Self::InvalidGrafanaDashboard => "invalid-grafana-dashboard",
            Self::PanelConversionFailed => "panel-conversion-failed",
            Self::ReferenceCrash => "reference-crash",
            Self::Internal => "internal",
            Self::NoMigrationPath => "no-migration-path",
            Self::DowngradeUnsupported => "downgrade-unsupported",
            Self::TooNew => "too-new",
            Self::UnknownOption => "unknown-option",
            Self::InvalidOption => "invalid-option",
            Self::InvalidTarget => "invalid-target",
        }
    }

    /// Returns the exit code that the binary ends with (design section 10).
    ///
    /// # Example
    /// ```
    /// assert_eq!(dashlift::ErrorKind::TooNew.exit_code(), 5);
    /// assert_eq!(dashlift::ErrorKind::InvalidJson.exit_code(), 1);
    /// ```
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::NoMigrationPath | Self::DowngradeUnsupported => 4,
            Self::TooNew => 5,
            Self::UnknownOption | Self::InvalidOption | Self::InvalidTarget => 64,
            _ => 1,
        }
    }
}

/// An error with a code, a place and a sentence; no document comes with it.
///
/// Absent places are left out of the JSON form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The kind; its code is contract.
    pub kind: ErrorKind,
    /// The id of the step that failed.
    pub step: Option<String>,
    /// RFC 6901 pointer: into the document as the step received it, else into the input.
    pub at: Option<String>,
    /// Where the text is wrong.
    pub place: Option<Place>,
    /// A JSON object with more facts.
    pub details: Option<String>,
    /// One sentence for a person: lower case, no final period.
    pub message: String,
}

/// A place in the input text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// UTF-8 bytes from the start of the input, from 0.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in code points.
    pub column: usize,
}

impl Error {
    /// Makes an error with a kind and a sentence, and no place yet.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, step: None, at: None, place: None, details: None, message: message.into() }
    }

    /// Puts the error at a JSON pointer.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.at = Some(pointer.into());
        self
    }

    /// Returns the stable code of the kind.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Returns the JSON text of the error, members in the order of the contract.
    ///
    /// # Example
    /// ```
    /// let error = dashlift::detect(b"[1,").unwrap_err();
    /// assert_eq!(
    ///     error.to_json(),
    ///     r#"{"code":"invalid-json","offset":3,"line":1,"column":4,"message":"expected a value, found the end of the text"}"#
    /// );
    /// ```
    pub fn to_json(&self) -> String {
        let mut out = JsonWriter::new();
        out.open_object();
        out.text("code", self.code());
        out.optional_text("step", self.step.as_deref());
        out.optional_text("at", self.at.as_deref());
        if let Some(place) = self.place {
            out.integer("offset", place.offset);
            out.integer("line", place.line);
            out.integer("column", place.column);
        }
        if let Some(details) = &self.details {
            out.raw("details", details);
        }
        out.text("message", &self.message);
        out.close_object();
        out.finish()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message)?;
        if let Some(place) = self.place {
            write!(f, " (line {}, column {})", place.line, place.column)?;
        }
        if let Some(at) = self.at.as_deref().filter(|at| !at.is_empty()) {
            write!(f, " (at `{at}`)")?;
        }
        match &self.step {
            Some(step) => write!(f, " (step {step})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

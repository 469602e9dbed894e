//! What a step is given beside the document, and what it says.

use super::context::Context;
use super::error::ErrorKind;
use super::options::Options;
use super::report::{Counts, Loss, LossCode, LossKind, Warning};
use super::version::Version;
use crate::json::Value;
use std::borrow::Cow;

/// How many bytes copies may add to a document in one migration: 16 MiB.
const MAX_COPIES: usize = 1 << 24;

/// The facts a step may use and the notes it takes.
#[derive(Debug)]
pub struct Notes<'n> {
    context: &'n Context,
    options: &'n Options,
    /// The versions that the whole migration leads from and to.
    ends: Option<(Version, Version)>,
    bare: bool,
    step: Cow<'static, str>,
    counts: Option<Counts>,
    /// How many bytes copies may still add.
    room: usize,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) losses: Vec<Loss>,
}

impl<'n> Notes<'n> {
    /// Makes notes for a step that is run by itself, as tests of a family do.
    pub fn new(context: &'n Context, options: &'n Options) -> Self {
        Self {
            context,
            options,
            ends: None,
            bare: false,
            step: Cow::Borrowed(""),
            counts: None,
            room: MAX_COPIES,
            warnings: Vec::new(),
            losses: Vec::new(),
        }
    }

    /// The same, for a migration between two versions.
    pub(crate) fn between(self, start: Version, end: Version, bare: bool) -> Self {
        Self { ends: Some((start, end)), bare, ..self }
    }

    /// Returns the version that the whole migration starts from; for a step that is run by itself nothing.
    pub fn start(&self) -> Option<Version> {
        self.ends.map(|(start, _)| start)
    }

    /// Returns the version that the whole migration leads to; for a step that is run by itself nothing.
    pub fn end(&self) -> Option<Version> {
        self.ends.map(|(_, end)| end)
    }

    /// Returns whether the document came as the value of one member, without the object around it.
    pub fn is_bare(&self) -> bool {
        self.bare
    }

    /// Returns the vendor's own count for the report, to be set.
    pub fn counts(&mut self) -> &mut Option<Counts> {
        &mut self.counts
    }

    pub(crate) fn enter(&mut self, step: Cow<'static, str>) {
        self.step = step;
    }

    /// Returns the facts from outside.
    pub fn context(&self) -> &'n Context {
        self.context
    }

    /// Returns what the caller asked for.
    pub fn options(&self) -> &'n Options {
        self.options
    }

    /// Lets a step make copies of a value, each as large as its JSON text.
    ///
    /// # Errors
    /// `too-large` if all copies of the migration add more than 16 MiB.
    pub fn copies(
        &mut self,
        value: &Value<'_>,
        copies: usize,
        at: impl FnOnce() -> String,
        why: &str,
    ) -> Result<(), StepError> {
        let Some(room) = self.room.checked_sub(value.to_json().len().saturating_mul(copies)) else {
            let message = format!("{why}: its {copies} copies make the document more than 16 MiB larger");
            return Err(StepError::new(ErrorKind::TooLarge, at(), message));
        };
        self.room = room;
        Ok(())
    }

    /// Tells a person to look at a place of the document as the step received it.
    pub fn warn(&mut self, code: &str, at: impl Into<String>, message: impl Into<String>) {
        self.warn_related(code, Some(at.into()), Vec::new(), message);
    }

    /// Tells a person to look at several places, or at none in particular.
    pub fn warn_related(
        &mut self,
        code: &str,
        at: Option<String>,
        related: Vec<String>,
        message: impl Into<String>,
    ) {
        let (code, step) = (code.to_owned(), Some(self.step.clone().into_owned()));
        self.warnings.push(Warning { code, step, at, related, message: message.into() });
    }

    /// Returns whether a warning of a code was given before in this migration.
    pub fn has_warned(&self, code: &str) -> bool {
        self.warnings.iter().any(|warning| warning.code == code)
    }

    /// Tells that something at a place of the document, as the step received it, was dropped.
    pub fn lose(
        &mut self,
        code: LossCode,
        kind: LossKind,
        at: impl Into<String>,
        value: Option<&Value<'_>>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.losses.push(Loss {
            code,
            kind,
            step: self.step.clone(),
            at: at.into(),
            value: value.map(Value::to_json),
            message: message.into(),
        });
    }
}

/// Why a step could not do its work; the engine adds the step and returns no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepError {
    /// The kind, whose code is contract.
    pub kind: ErrorKind,
    /// Pointer into the document as the step received it.
    pub at: String,
    /// A JSON object with more facts.
    pub details: Option<String>,
    /// One sentence for a person.
    pub message: String,
}

impl StepError {
    /// Makes an error at a place of the document as the step received it.
    pub fn new(kind: ErrorKind, at: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, at: at.into(), details: None, message: message.into() }
    }
}

/// Makes the error for a member of a wrong type, or for one that is missing.
///
/// # Example
/// ```
/// use dashlift::{engine::unexpected, json::Value};
/// let error = unexpected("/refresh", "a number", &Value::Bool(true));
/// assert_eq!(error.message, "expected a number at `/refresh`, found true");
/// assert_eq!(unexpected("/spec", "an object", None).message, "expected an object at `/spec`, found nothing");
/// ```
pub fn unexpected<'v, 'a: 'v>(
    at: &str,
    expected: &str,
    found: impl Into<Option<&'v Value<'a>>>,
) -> StepError {
    let found = found.into().map_or("nothing", Value::kind_name);
    StepError::new(ErrorKind::InvalidField, at, format!("expected {expected} at `{at}`, found {found}"))
}

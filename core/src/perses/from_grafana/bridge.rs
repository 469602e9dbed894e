//! What all parts of the conversion share: the notes, what the caller asked for, and what is left of the work for matching.

use super::fault::invalid;
use crate::engine::{LossCode, LossKind, Notes, StepError};
use crate::json::Value;
use std::borrow::Cow;

/// The work that matching overrides to queries may take in one document.
const WORK: usize = 1 << 24;

/// One conversion of a dashboard.
pub(super) struct Bridge<'b, 'n> {
    notes: &'b mut Notes<'n>,
    /// What is left of the work for matching.
    pub(super) work: usize,
}

/// How many notes there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    warnings: usize,
    losses: usize,
}

impl<'b, 'n> Bridge<'b, 'n> {
    pub(super) fn new(notes: &'b mut Notes<'n>) -> Self {
        Self { notes, work: WORK }
    }

    pub(super) fn is_strict(&self) -> bool {
        self.notes.options().strict
    }

    pub(super) fn uses_default_datasource(&self) -> bool {
        self.notes.options().use_default_datasource
    }

    pub(super) fn format(&self) -> crate::engine::Format {
        self.notes.options().format
    }

    /// Remembers the notes up to here.
    pub(super) fn mark(&self) -> Mark {
        Mark { warnings: self.notes.warnings.len(), losses: self.notes.losses.len() }
    }

    /// Forgets the notes since then.
    pub(super) fn forget(&mut self, mark: Mark) {
        self.notes.warnings.truncate(mark.warnings);
        self.notes.losses.truncate(mark.losses);
    }

    pub(super) fn warn(&mut self, code: &str, at: impl Into<String>, message: &str) {
        self.notes.warn(code, at, message);
    }

    /// Tells of a value that Perses will not accept as it is.
    pub(super) fn reject(&mut self, at: impl Into<String>, message: &str) {
        self.warn("rejected-by-perses", at, message);
    }

    /// Tells that Perses has no place for something.
    pub(super) fn lose(
        &mut self,
        kind: LossKind,
        at: impl Into<String>,
        value: &Value<'_>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.notes.lose(LossCode::NotRepresentable, kind, at, Some(value), message);
    }

    /// Tells that Perses has no place for a member.
    pub(super) fn lose_member(&mut self, at: impl Into<String>, value: &Value<'_>, message: &'static str) {
        self.lose(LossKind::Member, at, value, message);
    }

    /// Tells that something else took the place of a value.
    pub(super) fn default(
        &mut self,
        kind: LossKind,
        at: impl Into<String>,
        value: &Value<'_>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.notes.lose(LossCode::Defaulted, kind, at, Some(value), message);
    }

    /// Goes on without a value of a wrong type, or fails as the reference does.
    pub(super) fn refuse(
        &mut self,
        kind: LossKind,
        at: impl Into<String>,
        value: &Value<'_>,
        expected: &str,
    ) -> Result<(), StepError> {
        let at = at.into();
        if self.is_strict() {
            return Err(invalid(at, expected, value));
        }
        let message = format!("expected {expected}, found {}", value.kind_name());
        self.default(kind, at, value, message);
        Ok(())
    }
}

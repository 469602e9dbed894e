//! Runs stages and steps on a tree and keeps the record.

use super::error::{Error, ErrorKind};
use super::family::Kind;
use super::frame::Frame;
use super::migrate::UNREPRESENTABLE;
use super::notes::{Notes, StepError};
use super::report::{Loss, StepReport, Warning};
use crate::json::{Arena, Object, Value, ValueMut, copy, diff_at, find_unrepresentable, settle};

/// What a stage or a step is, for the record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'e> {
    pub(super) id: &'e str,
    pub(super) summary: &'e str,
    pub(super) kind: Kind,
}

/// A migration under way.
pub(super) struct Run<'m, 'a, 'n> {
    arena: &'a Arena,
    root: &'m mut Value<'a>,
    frame: Frame,
    explain: bool,
    blames: bool,
    pub(super) notes: Notes<'n>,
    steps: Vec<StepReport>,
}

impl<'m, 'a, 'n> Run<'m, 'a, 'n> {
    pub(super) fn new(
        arena: &'a Arena,
        root: &'m mut Value<'a>,
        frame: Frame,
        explain: bool,
        notes: Notes<'n>,
    ) -> Self {
        frame.enter(root, arena);
        Self { arena, root, frame, explain, blames: false, notes, steps: Vec::new() }
    }

    /// Lets the step fail that computes a number without a form; otherwise such numbers may come and go.
    pub(super) fn blaming(self) -> Self {
        Self { blames: true, ..self }
    }

    /// Returns whether the document has a place for its version.
    pub(super) fn has_version(&self) -> bool {
        self.frame.bare.is_none()
    }

    /// Brings the document into the state in which it would be written, as it is between two forms.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        if let Some(at) = find_unrepresentable(self.root) {
            return Err(Error::new(ErrorKind::UnrepresentableNumber, UNREPRESENTABLE).at(at));
        }
        settle(self.root, self.arena);
        Ok(())
    }

    /// Runs one stage or step and records what it did.
    pub(super) fn step(
        &mut self,
        entry: Entry<'_>,
        act: impl FnOnce(&mut Object<'a>, &mut Notes<'_>) -> Result<(), StepError>,
    ) -> Result<(), Error> {
        let memory = Arena::new();
        let remembers = self.explain || self.blames;
        let dashboard = self.frame.dashboard(self.root).filter(|_| remembers);
        let before = dashboard.map(|value| copy(value, &memory));
        self.notes.enter(entry.id);
        self.arena.take_changed();
        let Some(ValueMut::Object(document)) = self.frame.dashboard_mut(self.root) else {
            return Err(not_an_object(self.frame.dashboard(self.root)).at(self.frame.at));
        };
        act(document, &mut self.notes).map_err(|error| self.refusal(entry.id, error))?;
        if self.blames {
            self.check_numbers(entry.id, before.as_ref())?;
        }
        let changed = self.arena.take_changed();
        let changes = before.zip(self.frame.dashboard(self.root)).map(|(before, after)| match changed {
            true => diff_at(self.frame.at.to_owned(), self.frame.shown(&before), self.frame.shown(after)),
            false => Vec::new(),
        });
        let (id, summary) = (entry.id.to_owned(), entry.summary.to_owned());
        self.steps.push(StepReport { id, summary, kind: entry.kind, changed, changes });
        Ok(())
    }

    /// Fails at the nearest place that the step received.
    fn check_numbers(&self, step: &str, before: Option<&Value<'_>>) -> Result<(), Error> {
        let Some(mut at) = self.frame.dashboard(self.root).and_then(find_unrepresentable) else {
            return Ok(());
        };
        while before.is_some_and(|before| before.pointer(&at).is_none()) {
            at.truncate(at.rfind('/').unwrap_or_default());
        }
        Err(self.refusal(step, StepError::new(ErrorKind::UnrepresentableNumber, at, UNREPRESENTABLE)))
    }

    fn refusal(&self, step: &str, error: StepError) -> Error {
        Error {
            kind: error.kind,
            step: Some(step.to_owned()),
            at: Some(self.frame.outer(&error.at)),
            place: None,
            details: error.details,
            message: error.message,
        }
    }

    /// Returns the record; pointers lead from the root of the document.
    pub(super) fn finish(self) -> (Vec<StepReport>, Vec<Warning>, Vec<Loss>) {
        self.frame.leave(self.root);
        let Notes { mut warnings, mut losses, .. } = self.notes;
        let pointers =
            warnings.iter_mut().flat_map(|warning| warning.at.iter_mut().chain(&mut warning.related));
        for pointer in pointers.chain(losses.iter_mut().map(|loss| &mut loss.at)) {
            *pointer = self.frame.outer(pointer);
        }
        (self.steps, warnings, losses)
    }
}

/// Makes the error for a dashboard that is no object.
fn not_an_object(found: Option<&Value<'_>>) -> Error {
    let found = found.map_or("nothing", Value::kind_name);
    Error::new(ErrorKind::InvalidDocument, format!("expected an object, found {found}"))
}

//! Runs stages and steps on a tree and keeps the record.

use super::error::{Error, ErrorKind};
use super::family::Kind;
use super::migrate::UNREPRESENTABLE;
use super::notes::{Notes, StepError};
use super::report::{Loss, StepReport, Warning};
use crate::json::{Arena, Object, Value, ValueMut, copy, diff_at, find_unrepresentable};

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
    /// Pointer to the dashboard inside a wrapper.
    at: &'static str,
    explain: bool,
    blames: bool,
    notes: Notes<'n>,
    steps: Vec<StepReport>,
}

impl<'m, 'a, 'n> Run<'m, 'a, 'n> {
    pub(super) fn new(
        arena: &'a Arena,
        root: &'m mut Value<'a>,
        at: &'static str,
        explain: bool,
        notes: Notes<'n>,
    ) -> Self {
        Self { arena, root, at, explain, blames: false, notes, steps: Vec::new() }
    }

    /// Lets the step fail that computes a number without a form; otherwise such numbers may come and go.
    pub(super) fn blaming(self) -> Self {
        Self { blames: true, ..self }
    }

    /// Runs one stage or step and records what it did.
    pub(super) fn step(
        &mut self,
        entry: Entry<'_>,
        act: impl FnOnce(&mut Object<'a>, &mut Notes<'_>) -> Result<(), StepError>,
    ) -> Result<(), Error> {
        let memory = Arena::new();
        let remembers = self.explain || self.blames;
        let before =
            if remembers { self.root.pointer(self.at).map(|value| copy(value, &memory)) } else { None };
        self.notes.enter(entry.id);
        self.arena.take_changed();
        let Some(document) = dashboard(self.root, self.at) else {
            return Err(not_an_object(self.root, self.at));
        };
        act(document, &mut self.notes).map_err(|error| self.refusal(entry.id, error))?;
        if self.blames {
            self.check_numbers(entry.id, before.as_ref())?;
        }
        let changed = self.arena.take_changed();
        let changes = before.zip(self.root.pointer(self.at)).map(|(before, after)| match changed {
            true => diff_at(self.at.to_owned(), &before, after),
            false => Vec::new(),
        });
        let (id, summary) = (entry.id.to_owned(), entry.summary.to_owned());
        self.steps.push(StepReport { id, summary, kind: entry.kind, changed, changes });
        Ok(())
    }

    /// Fails at the nearest place that the step received.
    fn check_numbers(&self, step: &str, before: Option<&Value<'_>>) -> Result<(), Error> {
        let Some(mut at) = self.root.pointer(self.at).and_then(find_unrepresentable) else { return Ok(()) };
        while before.is_some_and(|before| before.pointer(&at).is_none()) {
            at.truncate(at.rfind('/').unwrap_or_default());
        }
        Err(self.refusal(step, StepError::new(ErrorKind::UnrepresentableNumber, at, UNREPRESENTABLE)))
    }

    fn refusal(&self, step: &str, error: StepError) -> Error {
        Error {
            kind: error.kind,
            step: Some(step.to_owned()),
            at: Some(format!("{}{}", self.at, error.at)),
            place: None,
            details: error.details,
            message: error.message,
        }
    }

    /// Returns the record; pointers lead from the root of the document.
    pub(super) fn finish(self) -> (Vec<StepReport>, Vec<Warning>, Vec<Loss>) {
        let Notes { mut warnings, mut losses, .. } = self.notes;
        if !self.at.is_empty() {
            let pointers =
                warnings.iter_mut().flat_map(|warning| warning.at.iter_mut().chain(&mut warning.related));
            for pointer in pointers.chain(losses.iter_mut().map(|loss| &mut loss.at)) {
                pointer.insert_str(0, self.at);
            }
        }
        (self.steps, warnings, losses)
    }
}

/// Returns the object that holds the dashboard.
fn dashboard<'m, 'a>(root: &'m mut Value<'a>, at: &str) -> Option<&'m mut Object<'a>> {
    let names = at.split('/').skip(1);
    names.fold(root.as_mut().into_object(), |object, name| {
        object?.get_mut(name).and_then(ValueMut::into_object)
    })
}

/// Makes the error for a document that is no object.
fn not_an_object(root: &Value<'_>, at: &str) -> Error {
    let found = root.pointer(at).map_or("nothing", Value::kind_name);
    Error::new(ErrorKind::InvalidDocument, format!("expected an object, found {found}")).at(at)
}

//! Runs stages and steps on a tree and keeps the record.

use super::error::{Error, ErrorKind};
use super::family::Form;
use super::frame::Frame;
use super::migrate::UNREPRESENTABLE;
use super::notes::{Notes, StepError};
use super::report::{Counts, Loss, LossCode, LossKind, StepReport, Warning};
use super::step::{Kind, Step};
use super::version::Version;
use crate::json::{
    Arena, Object, Operation, Value, ValueMut, copy, diff_at, find_unrepresentable, push_name, settle,
};
use std::borrow::Cow;

/// What a stage or a step is, for the record.
#[derive(Debug, Clone)]
pub(super) struct Entry<'e> {
    pub(super) id: Cow<'static, str>,
    pub(super) summary: &'e str,
    pub(super) kind: Kind,
}

/// What was done and noted.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) steps: Vec<StepReport>,
    pub(super) warnings: Vec<Warning>,
    pub(super) losses: Vec<Loss>,
    pub(super) counts: Option<Counts>,
}

/// A migration under way.
pub(super) struct Run<'m, 'a, 'n> {
    arena: &'a Arena,
    root: &'m mut Value<'a>,
    frame: Frame,
    explain: bool,
    blames: bool,
    /// The member that the document is after the next step.
    becomes: Option<&'static str>,
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
        Self { arena, root, frame, explain, blames: false, becomes: None, notes, steps: Vec::new() }
    }

    /// Lets the step fail that computes a number without a form; otherwise such numbers may come and go.
    pub(super) fn blaming(self) -> Self {
        Self { blames: true, ..self }
    }

    /// Lets the document be nothing but the value of one member after the next step.
    pub(super) fn will_be_bare(&mut self, member: Option<&'static str>) {
        self.becomes = member;
    }

    /// Writes the version into the object around a bare value, where steps may look for it.
    pub(super) fn stamp_bare(&mut self, form: &Form, version: Version) {
        if let (Some(_), Value::Object(object)) = (self.frame.bare, &mut *self.root) {
            (form.stamp)(object, version);
        }
    }

    /// Returns whether a document of a form has a place for its version here.
    pub(super) fn has_version(&self, form: &Form) -> bool {
        self.frame.bare.is_none() || self.frame.bare != form.bare
    }

    /// Brings the document into the state in which it would be written, as it is between two forms.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        if !self.arena.take_unsettled() || settle(self.root, self.arena) {
            return Ok(());
        }
        let at = find_unrepresentable(self.root).unwrap_or_default();
        Err(Error::new(ErrorKind::UnrepresentableNumber, UNREPRESENTABLE).at(at))
    }

    /// Takes the dashboard out of its wrapper, which belongs to the family that it leaves.
    pub(super) fn unwrap(&mut self, family: &str) {
        let Some((_, name)) = self.frame.at.rsplit_once('/') else { return };
        let at = std::mem::take(&mut self.frame.at);
        let id = format!("{family}/unwrap");
        self.notes.enter(id.clone().into());
        let arena = self.arena;
        let wrapper = std::mem::take(self.root);
        if let Some(inside) = wrapper.pointer(at) {
            *self.root = copy(inside, arena);
        }
        for (other, value) in wrapper.as_object().into_iter().flat_map(Object::iter) {
            if other != *name && !value.is_null() {
                let mut at = String::new();
                push_name(&mut at, &other.to_text());
                let message = "what a server tells of a dashboard has no place in another family";
                self.notes.lose(LossCode::RunTimeCopy, LossKind::Member, at, Some(value), message);
            }
        }
        let whole = || Operation::Replace { path: String::new(), value: self.root.to_json() };
        let changes = self.explain.then(|| vec![whole()]);
        let summary = "the dashboard is taken out of the answer of a server".to_owned();
        self.steps.push(StepReport { id, summary, kind: Kind::Restructure, changed: true, changes });
    }

    /// Runs one stage or step, which leads to a form, and records what it did.
    pub(super) fn step(
        &mut self,
        entry: Entry<'_>,
        form: &Form,
        act: impl FnOnce(&mut Object<'a>, &mut Notes<'_>) -> Result<(), StepError>,
    ) -> Result<(), Error> {
        let memory = Arena::new();
        let remembers = self.explain || self.blames;
        let dashboard = self.frame.dashboard(self.root).filter(|_| remembers);
        let before = dashboard.map(|value| copy(value, &memory));
        self.notes.enter(entry.id.clone());
        let noted = (self.notes.warnings.len(), self.notes.losses.len());
        self.arena.take_changed();
        let Some(ValueMut::Object(document)) = self.frame.dashboard_mut(self.root) else {
            return Err(not_an_object(self.frame.dashboard(self.root)).at(self.frame.at));
        };
        act(document, &mut self.notes).map_err(|error| self.refusal(&entry.id, error))?;
        self.place_notes(noted);
        if self.blames {
            self.check_numbers(&entry.id, before.as_ref())?;
        }
        let changed = self.arena.take_changed();
        let frame = self.frame;
        let stays = frame.bare.filter(|bare| form.bare == Some(*bare));
        self.frame.bare = self.becomes.take().or(stays);
        let changes = before.zip(self.frame.dashboard(self.root)).map(|(before, after)| match changed {
            true => diff_at(frame.at.to_owned(), frame.shown(&before), self.frame.shown(after)),
            false => Vec::new(),
        });
        let (id, summary) = (entry.id.into_owned(), entry.summary.to_owned());
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

    /// Lets the pointers of what a step noted lead from the root of the document.
    fn place_notes(&mut self, (warnings, losses): (usize, usize)) {
        if self.frame == Frame::default() {
            return;
        }
        let Notes { warnings: all_warnings, losses: all_losses, .. } = &mut self.notes;
        let warnings = all_warnings.iter_mut().skip(warnings);
        let pointers = warnings.flat_map(|warning| warning.at.iter_mut().chain(&mut warning.related));
        for pointer in pointers.chain(all_losses.iter_mut().skip(losses).map(|loss| &mut loss.at)) {
            *pointer = self.frame.outer(pointer);
        }
    }

    /// Lets a step refuse the document.
    pub(super) fn check(&mut self, step: &Step) -> Result<(), Error> {
        let (Some(check), Some(ValueMut::Object(document))) =
            (step.check, self.frame.dashboard_mut(self.root))
        else {
            return Ok(());
        };
        self.notes.enter(step.id.into());
        check(document, &mut self.notes).map_err(|error| self.refusal(step.id, error))
    }

    /// Does something with the document inside of this one.
    pub(super) fn inside<T>(
        &mut self,
        at: &'static str,
        act: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let outer = std::mem::replace(&mut self.frame, Frame { at, bare: None });
        let done = act(self);
        self.frame = outer;
        done
    }

    /// Returns the dashboard as it is now.
    pub(super) fn dashboard(&self) -> Option<&Value<'a>> {
        self.frame.dashboard(self.root)
    }

    /// Returns what was done and noted.
    pub(super) fn finish(mut self) -> Record {
        self.frame.leave(self.root);
        let counts = self.notes.counts().take();
        let Notes { warnings, losses, .. } = self.notes;
        Record { steps: self.steps, warnings, losses, counts }
    }
}

/// Makes the error for a dashboard that is no object.
fn not_an_object(found: Option<&Value<'_>>) -> Error {
    let found = found.map_or("nothing", Value::kind_name);
    Error::new(ErrorKind::InvalidDocument, format!("expected an object, found {found}"))
}

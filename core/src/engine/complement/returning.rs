//! Gives complements back in a migration that leads back.

use super::annotation::{self, NAME};
use super::read::read;
use super::restore::{Unused, restore};
use super::{Complement, Restored, digest, warning};
use crate::engine::error::{Error, ErrorKind};
use crate::engine::family::Annotations;
use crate::engine::migrate::Task;
use crate::engine::notes::{Notes, StepError};
use crate::engine::options::Options;
use crate::engine::report::{LossCode, LossKind, Warning};
use crate::engine::run::{Entry, Run};
use crate::engine::step::{Down, Kind};
use crate::json::{Arena, MAX_DEPTH, Object, Str, Value, ValueMut, copy, push_name};
use std::borrow::Cow;

/// The complement that a document came with.
#[derive(Debug, Default)]
pub(in crate::engine) struct Returning<'a> {
    complement: Option<Complement<'a>>,
    /// Whether the document's annotation held it.
    annotated: bool,
    /// Whether the document is the one that it was made for.
    unchanged: bool,
    /// The names of the document's members, as it was given.
    given: Vec<Str<'a>>,
    warning: Option<Warning>,
}

const RESTORE: Entry<'_> = Entry {
    id: Cow::Borrowed("complement/restore"),
    summary: "what the complement holds is restored",
    kind: Kind::Restructure,
};

const TAKE: Entry<'_> = Entry {
    id: Cow::Borrowed("complement/take"),
    summary: "the complement is taken out of its annotation",
    kind: Kind::Restructure,
};

impl Task<'_> {
    /// Returns whether a complement may belong to the target: the way leads to another form, or steps on it lead back, too.
    fn may_restore(&self) -> bool {
        self.legs.iter().any(|leg| !matches!(leg.step.down, Down::Unsupported(_)) || self.changes_form(leg))
    }

    /// Finds the complement that the caller gives or the document holds.
    ///
    /// # Errors
    /// `invalid-option` for an option that is no complement.
    pub(in crate::engine) fn returning<'a>(
        &self,
        arena: &'a Arena,
        root: &Value<'a>,
        options: &Options,
    ) -> Result<Returning<'a>, Error> {
        if !self.may_restore() {
            return Ok(Returning::default());
        }
        let dashboard = self.frame.dashboard(root).and_then(Value::as_object);
        let given = dashboard.into_iter().flat_map(Object::iter).map(|(name, _)| name).collect();
        Ok(Returning { given, ..self.found(arena, root, options)? })
    }

    fn found<'a>(
        &self,
        arena: &'a Arena,
        root: &Value<'a>,
        options: &Options,
    ) -> Result<Returning<'a>, Error> {
        if let Some(text) = &options.complement {
            let complement =
                read(arena, text).map_err(|reason| Error::new(ErrorKind::InvalidOption, reason))?;
            let unchanged = digest::hash(root) == complement.hash;
            return Ok(Returning { unchanged, ..self.fitting(complement) });
        }
        let dashboard = self.frame.dashboard(root).zip(self.start.form.annotations);
        let Some((found, Annotations { at, unpack, .. })) = dashboard else {
            return Ok(Returning::default());
        };
        let Some(packed) = annotation::find(found, at) else { return Ok(Returning::default()) };
        let reason = match unpack(&packed).map(|text| read(arena, &text)) {
            Some(Ok(complement)) if complement.from == self.end.qualified() => {
                let mut rest = copy(root, arena);
                let document = self.frame.dashboard_mut(&mut rest).and_then(ValueMut::into_object);
                document.and_then(|document| annotation::remove(document, at));
                let unchanged = digest::hash(&rest) == complement.hash;
                return Ok(Returning { annotated: true, unchanged, ..self.fitting(complement) });
            }
            Some(Ok(_)) => return Ok(Returning::default()),
            Some(Err(reason)) => reason,
            None => "the complement is not compressed text".to_owned(),
        };
        let mut place = format!("{}{at}", self.frame.at);
        push_name(&mut place, NAME);
        let warning = warning("complement-unreadable", Some(place), reason);
        Ok(Returning { warning: Some(warning), ..Returning::default() })
    }

    /// Takes a complement that belongs to this target.
    fn fitting<'a>(&self, complement: Complement<'a>) -> Returning<'a> {
        let bare = self.frame.bare.is_some() && self.frame.bare == self.end.form.bare;
        let message = if complement.from != self.end.qualified() {
            format!("the complement leads back to {}, not to {}", complement.from, self.end.qualified())
        } else if bare && !complement.bare {
            "the complement belongs to a whole object, and the document is only a part of one".to_owned()
        } else {
            return Returning { complement: Some(complement), ..Returning::default() };
        };
        Returning { warning: Some(warning("complement-unused", None, message)), ..Returning::default() }
    }
}

impl<'a> Returning<'a> {
    /// Returns whether the document's annotation held the complement.
    pub(in crate::engine) fn is_annotated(&self) -> bool {
        self.annotated
    }

    /// Takes the complement out of the document.
    pub(in crate::engine) fn take(
        &mut self,
        task: &Task<'_>,
        run: &mut Run<'_, 'a, '_>,
    ) -> Result<(), Error> {
        run.notes.warnings.extend(self.warning.take());
        let Some(place) = task.start.form.annotations.filter(|_| self.annotated) else { return Ok(()) };
        run.step(TAKE, task.start.form, |document, _| {
            annotation::remove(document, place.at);
            Ok(())
        })
    }

    /// Restores what the complement holds, and says how much that is.
    pub(in crate::engine) fn restore(
        self,
        task: &Task<'_>,
        arena: &'a Arena,
        run: &mut Run<'_, 'a, '_>,
    ) -> Result<Restored, Error> {
        let Some(mut complement) = self.complement else { return Ok(Restored::Nothing) };
        let bare = task.end.form.bare.filter(|_| complement.bare);
        run.will_be_bare(bare);
        let mut all = self.unchanged;
        run.step(RESTORE, task.end.form, |document, notes| {
            if let Some(bare) = bare {
                lay_bare(document, bare, &self.given, notes);
            }
            let was_deep = is_deeper(document, MAX_DEPTH);
            let unused = restore(arena, &task.end.family.marks, document, &mut complement);
            if !was_deep && is_deeper(document, MAX_DEPTH) {
                let message =
                    format!("what the complement holds would make containers nest deeper than {MAX_DEPTH}");
                return Err(StepError::new(ErrorKind::TooDeep, "", message));
            }
            for Unused { at, path, edited } in unused {
                all = false;
                let why = match edited {
                    _ if self.unchanged => "the document is converted with other facts than before",
                    true => "something else stands there now",
                    false => "the place is gone",
                };
                notes.warn(
                    "complement-unused",
                    at,
                    format!("what the complement holds of `{path}` is not restored: {why}"),
                );
            }
            Ok(())
        })?;
        Ok(if all { Restored::All(complement.hash) } else { Restored::Parts })
    }
}

/// Drops what is around the member that the document becomes, and tells it but for what the steps gave to an object.
fn lay_bare(document: &mut Object<'_>, bare: &str, given: &[Str<'_>], notes: &mut Notes<'_>) {
    let was_object = given.iter().any(|name| *name == *bare);
    document.retain(|name, value| {
        let says = name != *bare && value.as_object().is_some_and(|object| !object.is_empty());
        if says && (!was_object || given.contains(&name)) {
            let mut at = String::new();
            push_name(&mut at, &name.to_text());
            let message = "the document was a part of an object, and is again";
            notes.lose(LossCode::NotRepresentable, LossKind::Member, at, Some(value), message);
        }
        name == *bare
    });
}

/// Returns whether containers in an object nest deeper than this; recursive, at most as deep.
fn is_deeper(object: &Object<'_>, levels: usize) -> bool {
    object.iter().any(|(_, value)| is_value_deeper(value, levels.saturating_sub(1)))
}

fn is_value_deeper(value: &Value<'_>, levels: usize) -> bool {
    match value {
        Value::Object(_) | Value::Array(_) if levels == 0 => true,
        Value::Object(object) => is_deeper(object, levels),
        Value::Array(list) => list.iter().any(|value| is_value_deeper(value, levels.saturating_sub(1))),
        _ => false,
    }
}

//! What stands around the dashboard that steps and rules see: a wrapper, or less than a document.

use super::sight::Sight;
use super::sighting::Sighting;
use crate::json::{Arena, Value, ValueMut, object, push_name};

/// Where a document holds its dashboard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// Pointer to the dashboard inside a wrapper; empty for the whole document.
    pub(super) at: &'static str,
    /// The member that a bare value stands for.
    pub(super) bare: Option<&'static str>,
}

impl Frame {
    /// Returns the frame of a document.
    pub(super) fn of(sight: &Sight<'_>) -> Self {
        let Sighting { at, bare, .. } = sight.sighting;
        Self { at, bare: sight.form.bare.filter(|_| bare) }
    }

    /// Puts a bare value into the object that steps and rules see.
    pub(super) fn enter<'a>(self, root: &mut Value<'a>, arena: &'a Arena) {
        if let Some(name) = self.bare {
            *root = object([(name, std::mem::take(root))]).install(arena);
        }
    }

    /// Takes the bare value out again.
    pub(super) fn leave(self, root: &mut Value<'_>) {
        if let (Some(name), Value::Object(object)) = (self.bare, &mut *root) {
            *root = object.remove(name).unwrap_or_default();
        }
    }

    /// Returns a pointer into the dashboard as one into the document.
    pub(super) fn outer(self, pointer: &str) -> String {
        let mut prefix = String::new();
        if let Some(name) = self.bare {
            push_name(&mut prefix, name);
        }
        format!("{}{}", self.at, pointer.strip_prefix(&prefix).unwrap_or(pointer))
    }

    /// Returns the dashboard.
    pub(super) fn dashboard<'v, 'a>(self, root: &'v Value<'a>) -> Option<&'v Value<'a>> {
        root.pointer(self.at)
    }

    /// Returns the dashboard, to be changed.
    pub(super) fn dashboard_mut<'v, 'a>(self, root: &'v mut Value<'a>) -> Option<ValueMut<'v, 'a>> {
        let mut names = self.at.split('/').skip(1);
        names.try_fold(root.as_mut(), |value, name| value.into_object()?.get_mut(name))
    }

    /// Returns the part of a dashboard that the document shows.
    pub(super) fn shown<'v, 'a>(self, dashboard: &'v Value<'a>) -> &'v Value<'a> {
        let member = self.bare.and_then(|name| dashboard.as_object()?.get(name));
        member.unwrap_or(dashboard)
    }
}

//! Where things stand in a dashboard; pointers are made only for a note.

use crate::json::push_name;
use std::fmt;

/// An object in a list of the dashboard, of a panel or of an old row; displayed as its pointer: `/panels/3/panels/0`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// What the list is in, if not in the dashboard.
    pub(super) outer: Option<&'p Place<'p>>,
    /// The name of the list.
    pub(super) list: &'static str,
    /// The place in the list.
    pub(super) index: usize,
}

impl Place<'_> {
    /// Returns the place of a panel of the dashboard.
    pub(super) fn of_panel(index: usize) -> Self {
        Self { outer: None, list: "panels", index }
    }

    /// Returns whether it is in the dashboard itself.
    pub(super) fn is_outer(&self) -> bool {
        self.outer.is_none()
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(outer) = self.outer {
            outer.fmt(f)?;
        }
        write!(f, "/{}/{}", self.list, self.index)
    }
}

/// The name of a member; displayed as part of a pointer, escaped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'n>(pub(super) &'n str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut escaped = String::with_capacity(self.0.len() + 1);
        push_name(&mut escaped, self.0);
        f.write_str(&escaped)
    }
}

//! Warning `datasource-unresolved`: where a list of data sources would have decided, and the caller gave none.
//!
//! A text with a variable in it is no name that a list could hold, although the look-up takes it for one (spec
//! 30-versions-31-42, D3): it gets no warning. Neither do panels of which clean-up keeps nothing that a list decides. A
//! query that takes the source of its panel, and a panel that follows a query, are covered by the other's warning.

use super::datasource::Default;
use super::finish::is_copy;
use super::library_panel::is_library_panel;
use super::place::Place;
use crate::engine::{Context, Notes};
use crate::json::{Object, Value};
use std::fmt;

const CODE: &str = "datasource-unresolved";

/// Knows which panels a list could make different.
pub(super) struct Watch {
    is_on: bool,
    goes_on_inside: bool,
}

impl Watch {
    pub(super) fn new(context: &Context) -> Self {
        let is_on = context.datasources().is_none();
        Self { is_on, goes_on_inside: is_on }
    }

    /// Returns whether there is anything to watch at all.
    pub(super) fn is_on(&self) -> bool {
        self.is_on
    }

    /// Returns whether to watch a panel; nested ones come directly after the one that they are in.
    pub(super) fn panel(&mut self, panel: &Object<'_>, place: &Place<'_>) -> bool {
        if place.is_outer() {
            self.goes_on_inside = self.is_on && !is_library_panel(panel) && !is_copy(panel);
            return self.goes_on_inside;
        }
        self.goes_on_inside && !is_library_panel(panel)
    }
}

/// Warns if a list would have decided what becomes of the `datasource` of an object; an absent one counts as null.
pub(super) fn warn_if_open(
    notes: &mut Notes<'_>,
    value: Option<&Value<'_>>,
    default: Default,
    owner: impl fmt::Display,
) {
    match value {
        None | Some(Value::Null) if default == Default::Resolved => {
            warn_of_default(notes, &owner, value.is_some(), "null");
        }
        Some(Value::String(text)) => {
            let text = text.to_text();
            let is_known = text.is_empty() || (default == Default::Nothing && text == "default");
            if !is_known && !holds_variable(&text) {
                let message = format!(
                    "data source `{text}` becomes the uid `{text}`; `context.datasources` would tell which source it is"
                );
                notes.warn(CODE, format!("{owner}/datasource"), message);
            }
        }
        _ => {}
    }
}

/// Warns that the default source would have been needed; a member that is not there has no pointer.
fn warn_of_default(notes: &mut Notes<'_>, owner: impl fmt::Display, is_there: bool, result: &str) {
    let member = if is_there { "/datasource" } else { "" };
    let message = format!(
        "no data source is named, so `datasource` becomes `{result}`; `context.datasources` would tell the default one"
    );
    notes.warn(CODE, format!("{owner}{member}"), message);
}

/// Returns whether a text holds something like `$name`, `${name}` or `[[name]]`.
fn holds_variable(text: &str) -> bool {
    let is_name = |rest: &str| {
        rest.starts_with(|first: char| first == '{' || first == '_' || first.is_ascii_alphanumeric())
    };
    text.contains("[[") || text.split('$').skip(1).any(is_name)
}

/// A panel that names no source: it is open until a query leads it, and so are the queries that take theirs from it.
pub(super) struct OpenPanel {
    is_watched: bool,
    is_open: bool,
    is_there: bool,
    heirs: Vec<(usize, bool)>,
}

impl OpenPanel {
    /// Looks at a panel before anything is settled.
    pub(super) fn new(panel: &Object<'_>, is_watched: bool) -> Self {
        let is_watched = is_watched && panel.is_missing("datasource");
        Self { is_watched, is_open: is_watched, is_there: panel.contains("datasource"), heirs: Vec::new() }
    }

    /// A query takes the source of its panel.
    pub(super) fn inherits(&mut self, index: usize, query: &Object<'_>) {
        if self.is_open {
            self.heirs.push((index, query.contains("datasource")));
        }
    }

    /// A query needs the default source, which would lead the panel.
    pub(super) fn waits(&mut self) {
        self.is_open = self.is_watched;
    }

    /// A query leads the panel.
    pub(super) fn is_led(&mut self) {
        self.is_open = false;
    }

    /// Warns of the panel if it is open still, else of each query that came too early for the one that leads.
    pub(super) fn warn(self, notes: &mut Notes<'_>, panel: &Object<'_>, place: &Place<'_>) {
        if self.is_open {
            let result = panel.get("datasource").map(Value::to_json).unwrap_or_default();
            warn_of_default(notes, place, self.is_there, &result);
            return;
        }
        for (index, is_there) in self.heirs {
            warn_of_default(notes, format_args!("{place}/targets/{index}"), is_there, "{}");
        }
    }
}

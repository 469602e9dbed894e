//! Where the panels of a v2 dashboard stand: four kinds of layout, in one another at any depth
//! (spec 10-format-v2, section 7).
//!
//! A classic dashboard becomes a grid, or rows with a grid in each; what comes back is one list of panels with
//! positions, rows among them.

mod auto_grid;
mod conditional;
mod grid;
mod ids;
mod placing;
mod repeat;
mod rows;
mod tabs;
#[cfg(test)]
mod tests;

use super::path::Path;
use super::schema::{Member, Type, Variants, Written, member};
use super::source::Source;
use crate::engine::{LossCode, LossKind, Notes, StepError};
use crate::grafana::losses::lose_member;
use crate::grafana::v2::object;
use crate::json::{Arena, Array, Draft, Object, Value};

/// All layouts.
pub(in crate::grafana) static LAYOUT: Variants = Variants {
    by: "kind",
    of: &[
        ("GridLayout", &grid::LAYOUT),
        ("AutoGridLayout", &auto_grid::LAYOUT),
        ("RowsLayout", &rows::LAYOUT),
        ("TabsLayout", &tabs::LAYOUT),
    ],
    lost: LossKind::Member,
};

/// A reference to an element.
static REFERENCE: [Member; 2] =
    [member("kind", Type::Text, Written::Always), member("name", Type::Text, Written::Always)];

/// The members of an object with a `kind` and a `spec`.
const fn kind_object(spec: &'static [Member]) -> [Member; 2] {
    [member("kind", Type::Text, Written::Always), member("spec", Type::Object(spec), Written::Always)]
}

/// Makes an object with a `kind` and a `spec`.
fn with_kind<'a>(kind: &'static str, spec: Draft<'a>, arena: &'a Arena) -> Draft<'a> {
    object(arena, [("kind", kind.into()), ("spec", spec)])
}

/// Turns the panels of a dashboard, whose ids are unique, into elements and a layout (spec 20-classic-to-v2, section 11).
///
/// `at` is where the dashboard stands.
pub(in crate::grafana) fn up<'a>(
    panels: &'a mut Array<'a>,
    at: &Path<'_>,
    arena: &'a Arena,
    notes: &mut Notes<'_>,
) -> (Draft<'a>, Draft<'a>) {
    let has_rows = panels.objects().any(|panel| panel.has_text("type", "row"));
    let mut elements = ids::Elements::new(panels, arena, notes);
    let at = at.member("panels");
    let layout = if has_rows {
        rows::up(panels, &at, &mut elements)
    } else {
        grid::make_items(panels, &at, rows::NO_HEADER, &mut elements);
        grid::layout(panels.into(), arena)
    };
    (elements.made.into(), layout)
}

/// Turns a layout and its elements, both read, into classic panels (spec 30-v2-to-classic, section 9).
///
/// # Errors
/// `conversion-failed` if the layout names an element that does not exist or is of no known kind, `too-large` if it names
/// elements too often.
pub(in crate::grafana) fn down<'a>(
    layout: Value<'a>,
    elements: &mut Object<'a>,
    notes: &mut Notes<'_>,
) -> Result<Vec<Draft<'a>>, StepError> {
    let mut placing = placing::Placing::new(elements, notes);
    let mut placed = Vec::new();
    if let Some(layout) = Layout::open(layout) {
        placing.place(layout, &Path::Root("/spec").member("layout"), 0, &mut placed)?;
    }
    placing.finish(placed)
}

/// A layout that has been read.
struct Layout<'a> {
    kind: Kind,
    spec: &'a mut Object<'a>,
}

/// Which layout.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Grid,
    AutoGrid,
    Rows,
    Tabs,
}

impl<'a> Layout<'a> {
    /// Returns nothing for an unknown layout, which was read as null.
    fn open(layout: Value<'a>) -> Option<Self> {
        let Value::Object(layout) = layout else { return None };
        let kind = match &*layout.text("kind")? {
            "GridLayout" => Kind::Grid,
            "AutoGridLayout" => Kind::AutoGrid,
            "RowsLayout" => Kind::Rows,
            "TabsLayout" => Kind::Tabs,
            _ => return None,
        };
        let Some(Value::Object(spec)) = layout.take("spec") else { return None };
        Some(Self { kind, spec })
    }

    /// Returns whether an open row with it has a position (spec 30-v2-to-classic, 9.4.3).
    fn reserves_place(&self) -> bool {
        let has_items = self.spec.array("items").is_some_and(|items| !items.is_empty());
        self.kind == Kind::AutoGrid || has_items
    }
}

/// Returns the `spec` of an item, row or tab; its `kind` is not looked at (spec 30-v2-to-classic, 9.1.4).
fn spec_of<'a>(item: Value<'a>) -> Option<&'a mut Object<'a>> {
    let Value::Object(item) = item else { return None };
    let Some(Value::Object(spec)) = item.take("spec") else { return None };
    Some(spec)
}

/// Tells a member that the classic dashboard has no place for; a false flag says nothing.
fn lost(source: &mut Source<'_, '_>, name: &str, notes: &mut Notes<'_>, message: &'static str) {
    if let Some(value) = source.take(name).filter(|value| !matches!(value, Value::Bool(false))) {
        let at = source.at();
        lose_member(notes, LossCode::NotRepresentable, format_args!("{}", at.member(name)), &value, message);
    }
}

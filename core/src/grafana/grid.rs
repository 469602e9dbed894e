//! The panels of a dashboard while its old rows are laid out (spec 10-versions-02-16, step 16, D to F).

use super::losses::{dropped, dropped_member};
use super::number_text::read_loosely;
use super::readers::flag;
use super::row_layout::{COLUMNS, NoRoom, RowLayout, grid_height, grid_width};
use crate::engine::{ErrorKind, Notes, StepError};
use crate::json::{Draft, Object, Value, array, object};

/// The height of a row that gives none, in pixels.
const ROW_PIXELS: f64 = 250.0;

/// The width of a panel that gives none, in twelfths.
const SPAN: f64 = 4.0;

/// Members of a row that go without a word: what becomes part of the grid, what only says how the row looks.
const ROW_MEMBERS: [&str; 8] =
    ["collapse", "editable", "height", "panels", "repeatIteration", "scopedVars", "showTitle", "titleSize"];

/// The dashboard's panels, as far as they are laid out.
pub(super) struct Grid<'a> {
    /// Existing panels and those that are laid out, in order.
    pub(super) panels: Vec<Draft<'a>>,
    /// The id of the next row panel.
    pub(super) next_id: i64,
    /// Where the next row begins.
    pub(super) line: i64,
    /// Whether every row gets a panel of its own (B2).
    pub(super) has_row_panels: bool,
}

impl<'a> Grid<'a> {
    /// Lays out a row (D).
    ///
    /// # Errors
    /// If one of its panels finds no place (G5).
    pub(super) fn add(
        &mut self,
        row: &mut Object<'a>,
        index: usize,
        notes: &mut Notes<'_>,
    ) -> Result<(), StepError> {
        let height = grid_height(read_loosely(row.get("height")).unwrap_or(ROW_PIXELS));
        let first_line = self.line;
        if self.has_row_panels {
            self.line = self.line.wrapping_add(1);
        }
        let mut layout = RowLayout::new(self.line, height);
        let mut placed = Vec::new();
        for (place, mut panel) in panels_of(row, index, notes).into_iter().enumerate() {
            match panel.as_mut().into_object() {
                Some(content) => {
                    lay_out(content, &mut layout, height).map_err(|why| no_room(why, index, place))?;
                    placed.push(panel.into());
                }
                None => {
                    dropped(notes, format_args!("/rows/{index}/panels/{place}"), &panel, "it is not a panel");
                }
            }
        }
        self.line = layout.origin();
        // A collapsed row always has a panel of its own (B2).
        if !flag(row, "collapse") {
            self.line = self.line.wrapping_add(height);
            self.panels.append(&mut placed);
        }
        lose_members(row, index, notes);
        if self.has_row_panels {
            let panel = self.row_panel(row, first_line, height, placed);
            self.panels.push(panel);
        }
        Ok(())
    }

    /// Returns a row's own panel with the panels of a collapsed row in it, and moves on to the next id (E).
    fn row_panel(&mut self, row: &Object<'a>, line: i64, height: i64, panels: Vec<Draft<'a>>) -> Draft<'a> {
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        let text = |name: &str| match row.get(name) {
            Some(text @ Value::String(_)) => text.copied().into(),
            _ => Draft::from(""),
        };
        let collapsed = row.contains("collapse").then(|| ("collapsed", flag(row, "collapse").into()));
        let members = [("id", (id as f64).into()), ("type", "row".into()), ("title", text("title"))];
        let position = position(0, line, COLUMNS as i64, height);
        let rest = [("repeat", text("repeat")), ("gridPos", position), ("panels", array(panels))];
        object(members.into_iter().chain(collapsed).chain(rest))
    }
}

/// Takes the panels out of a row; a `panels` that is no list holds none (D3).
fn panels_of<'a>(row: &mut Object<'a>, index: usize, notes: &mut Notes<'_>) -> Vec<Value<'a>> {
    if let Some(panels) = row.array_mut("panels") {
        return panels.take_all();
    }
    if let Some(old) = row.get("panels") {
        dropped(notes, format_args!("/rows/{index}/panels"), old, "it is not a list");
    }
    Vec::new()
}

/// Tells of members of a row that nothing takes over; a title that is not shown is not missed.
fn lose_members(row: &Object<'_>, index: usize, notes: &mut Notes<'_>) {
    for (name, value) in row.iter() {
        let name = name.to_text();
        let is_known = match &*name {
            "title" | "repeat" => matches!(value, Value::String(_)),
            "type" => value.is_text("row"),
            "collapsed" => matches!(value, Value::Bool(false)),
            name => ROW_MEMBERS.contains(&name),
        };
        if !is_known {
            let message = "nothing takes over this member of a row";
            dropped_member(notes, format!("/rows/{index}"), &name, value, message);
        }
    }
}

/// Gives a panel its place (F and G).
fn lay_out(panel: &mut Object<'_>, layout: &mut RowLayout, row_height: i64) -> Result<(), NoRoom> {
    let span = panel.remove("span");
    let span = read_loosely(span.as_ref()).filter(|span| *span != 0.0).unwrap_or(SPAN);
    let height = read_loosely(panel.get("height")).map_or(row_height, grid_height);
    let width = grid_width(span);
    let (column, line) = layout.place(width, height)?;
    if let Some(least) = read_loosely(panel.get("minSpan")).filter(|least| *least > 0.0) {
        panel.set("minSpan", (least * 2.0).trunc().min(COLUMNS as f64));
    }
    panel.set("gridPos", position(column, line, width, height));
    Ok(())
}

fn position<'a>(x: i64, y: i64, w: i64, h: i64) -> Draft<'a> {
    object([("x", x as f64), ("y", y as f64), ("w", w as f64), ("h", h as f64)])
}

fn no_room(why: NoRoom, row: usize, panel: usize) -> StepError {
    let (at, message) = match why {
        NoRoom::TooWide => (
            format!("/rows/{row}/panels/{panel}/span"),
            "a row has room for a span of 12, and this panel does not fit into one; Grafana never ends here",
        ),
        NoRoom::NoHeight => (
            format!("/rows/{row}/height"),
            "no panel fits into a row of this height; Grafana never ends here",
        ),
    };
    StepError::new(ErrorKind::ReferenceCrash, at, message)
}

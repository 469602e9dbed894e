//! v16: rows become panels on a grid of 24 columns.
//!
//! Before: `{"rows": [{"title": "Back", "collapse": true, "panels": [{"id": 7, "type": "text", "span": 6}]}]}`
//! After:  `{"panels": [{"id": 8, "type": "row", "title": "Back", "collapsed": true, "repeat": "", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 7}, "panels": [{"id": 7, "type": "text", "gridPos": {"x": 0, "y": 1, "w": 12, "h": 7}}]}]}`
//!
//! If any row is collapsed, shows its title or repeats, every row gets a panel of its own; clean-up sorts it before its
//! panels. Rows that were repeated at run time go. Existing panels stay where they are, and new ones may overlap them. A
//! panel wider than the grid, on which Grafana never ends, is an error (spec 10-versions-02-16).

use super::number_text::read_loosely;
use super::panels::{below, old_rows, top_level};
use super::readers::{filled_text, flag, integer};
use super::row_layout::{COLUMNS, RowLayout, TooWide, grid_height, grid_width};
use crate::engine::{ErrorKind, Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::json::{Array, Draft, Object, Value, array, object};

pub(super) const STEP: Step = Step {
    id: "grafana/16",
    summary: "rows become panels on a grid of 24 columns",
    kind: Kind::Restructure,
    breaking: true,
    lossy: true,
    up,
    ..Step::between(15, 16)
};

/// The height of a row that gives none, in pixels.
const ROW_PIXELS: f64 = 250.0;

/// The width of a panel that gives none, in twelfths.
const SPAN: f64 = 4.0;

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    if doc.array("rows").is_none() {
        return Ok(());
    }
    let mut grid = Grid {
        panels: Vec::new(),
        next_id: first_free_id(doc),
        line: 0,
        has_row_panels: has_row_panels(doc),
    };
    let Some(mut rows) = doc.remove("rows") else { return Ok(()) };
    let Some(rows) = rows.as_mut().into_array().filter(|rows| !rows.is_empty()) else { return Ok(()) };
    match doc.array_mut("panels") {
        Some(panels) => grid.panels.extend(panels.take_all().into_iter().map(Draft::from)),
        None => lose_panels(doc, notes),
    }
    for (index, row) in rows.iter_mut().enumerate() {
        let Some(row) = row.into_object() else { continue };
        if row.is_missing("repeatIteration") {
            grid.add(row, index)?;
        } else {
            lose_repeated(row, index, notes);
        }
    }
    doc.set("panels", array(grid.panels));
    Ok(())
}

/// Returns the id after the largest one (B1).
fn first_free_id(doc: &mut Object<'_>) -> i64 {
    let mut largest = 0;
    let mut count = |panel: &mut Object<'_>| largest = largest.max(integer(panel, "id").unwrap_or(0));
    top_level(doc, &mut count);
    old_rows(doc, |row| below(row, &mut count));
    largest.saturating_add(1)
}

/// Whether rows become panels, too: one decision for the dashboard (B2).
fn has_row_panels(doc: &Object<'_>) -> bool {
    doc.array("rows").is_some_and(|rows| {
        rows.objects().any(|row| {
            flag(row, "collapse") || flag(row, "showTitle") || filled_text(row, "repeat").is_some()
        })
    })
}

/// The dashboard's panels, as far as they are laid out.
struct Grid<'a> {
    panels: Vec<Draft<'a>>,
    next_id: i64,
    line: i64,
    has_row_panels: bool,
}

impl<'a> Grid<'a> {
    /// Lays out a row (D).
    fn add(&mut self, row: &mut Object<'a>, index: usize) -> Result<(), StepError> {
        let height = grid_height(read_loosely(row.get("height")).unwrap_or(ROW_PIXELS));
        let row_panel = self.has_row_panels.then(|| self.row_panel(row, height));
        let is_collapsed = self.has_row_panels && flag(row, "collapse");
        let mut layout = RowLayout::new(self.line, height);
        let mut nested = Vec::new();
        for (place, mut panel) in
            row.array_mut("panels").map(Array::take_all).into_iter().flatten().enumerate()
        {
            let Some(content) = panel.as_mut().into_object() else { continue };
            lay_out(content, &mut layout, height).map_err(|TooWide| too_wide(index, place))?;
            if is_collapsed { &mut nested } else { &mut self.panels }.push(panel.into());
        }
        self.line = layout.origin();
        if !is_collapsed {
            self.line = self.line.wrapping_add(height);
        }
        if let Some(members) = row_panel {
            self.panels.push(object(members.into_iter().chain([("panels", array(nested))])));
        }
        Ok(())
    }

    /// Returns the members of a row's own panel but for its `panels`, and moves on to the next id and line (E).
    fn row_panel(&mut self, row: &Object<'a>, height: i64) -> Vec<(&'static str, Draft<'a>)> {
        let text = |name: &str| match row.get(name) {
            Some(text @ Value::String(_)) => text.copied().into(),
            _ => Draft::from(""),
        };
        let mut members = vec![("id", self.next_id.into()), ("type", "row".into()), ("title", text("title"))];
        if row.contains("collapse") {
            members.push(("collapsed", flag(row, "collapse").into()));
        }
        members.push(("repeat", text("repeat")));
        members.push(("gridPos", position(0, self.line, COLUMNS as i64, height)));
        self.next_id += 1;
        self.line = self.line.wrapping_add(1);
        members
    }
}

/// Gives a panel its place (F and G).
fn lay_out(panel: &mut Object<'_>, layout: &mut RowLayout, row_height: i64) -> Result<(), TooWide> {
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
    object([("x", x), ("y", y), ("w", w), ("h", h)])
}

fn too_wide(row: usize, panel: usize) -> StepError {
    let at = format!("/rows/{row}/panels/{panel}/span");
    let message =
        "a row has room for a span of 12, and this panel does not fit into one; Grafana never ends here";
    StepError::new(ErrorKind::ReferenceCrash, at, message)
}

/// Tells of a `panels` that is no array and gives way.
fn lose_panels(doc: &Object<'_>, notes: &mut Notes<'_>) {
    if let Some(value) = doc.get("panels").filter(|value| !value.is_null()) {
        let message = "`panels` is not a list, and the panels of the rows take its place";
        notes.lose(LossCode::DroppedByFormat, LossKind::Member, "/panels", Some(value), message);
    }
}

/// Tells of the panels of a row that was made at run time (D1).
fn lose_repeated(row: &Object<'_>, index: usize, notes: &mut Notes<'_>) {
    let panels = row.array("panels").into_iter().flat_map(Array::iter).enumerate();
    for (place, panel) in panels.filter(|(_, panel)| panel.as_object().is_some()) {
        let at = format!("/rows/{index}/panels/{place}");
        let message = "Grafana makes the copies of a repeated row anew when the dashboard is opened";
        notes.lose(LossCode::RunTimeCopy, LossKind::Panel, at, Some(panel), message);
    }
}

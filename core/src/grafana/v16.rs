//! v16: rows become panels on a grid of 24 columns.
//!
//! Before: `{"rows": [{"title": "Back", "collapse": true, "panels": [{"id": 7, "type": "text", "span": 6}]}]}`
//! After:  `{"panels": [{"id": 8, "type": "row", "title": "Back", "collapsed": true, "repeat": "", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 7}, "panels": [{"id": 7, "type": "text", "gridPos": {"x": 0, "y": 1, "w": 12, "h": 7}}]}]}`
//!
//! If any row is collapsed, shows its title or repeats, every row gets a panel of its own; clean-up sorts it before its
//! panels. Rows that were repeated at run time go. Existing panels stay where they are, and new ones may overlap them. A
//! panel wider than the grid, on which Grafana never ends, is an error (spec 10-versions-02-16).

use super::grid::Grid;
use super::losses::dropped;
use super::panels::{below, old_rows, top_level};
use super::readers::{filled_text, flag, integer};
use crate::engine::{Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::json::{Array, Draft, Object, array};

pub(super) const STEP: Step = Step {
    id: "grafana/16",
    summary: "rows become panels on a grid of 24 columns",
    kind: Kind::Restructure,
    breaking: true,
    lossy: true,
    up,
    ..Step::between(15, 16)
};

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
        None => {
            if let Some(old) = doc.get("panels") {
                dropped(notes, format_args!("/panels"), old, "it is not a list");
            }
        }
    }
    for (index, mut row) in rows.take_all().into_iter().enumerate() {
        match row.as_mut().into_object() {
            Some(row) if row.is_missing("repeatIteration") => grid.add(row, index, notes)?,
            Some(row) => lose_repeated(row, index, notes),
            None => dropped(notes, format_args!("/rows/{index}"), &row, "it is not a row"),
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

/// Tells of the panels of a row that was made at run time (D1).
fn lose_repeated(row: &Object<'_>, index: usize, notes: &mut Notes<'_>) {
    let panels = row.array("panels").into_iter().flat_map(Array::iter).enumerate();
    for (place, panel) in panels.filter(|(_, panel)| panel.as_object().is_some()) {
        let at = format!("/rows/{index}/panels/{place}");
        let message = "Grafana makes the copies of a repeated row anew when the dashboard is opened";
        notes.lose(LossCode::RunTimeCopy, LossKind::Panel, at, Some(panel), message);
    }
}

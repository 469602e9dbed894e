//! v1: live regions lie on the grid of 12 columns, take room, and have a version.
//!
//! Before: `{"regions": [{"grid_row": -1, "grid_col": 9, "row_span": 0, "col_span": 6}, {"grid_col": 99, "deleted_at": "2026-01-31"}]}`
//! After:  `{"regions": [{"grid_row": 0, "grid_col": 9, "row_span": 1, "col_span": 3, "version": 1}, {"grid_col": 99, "deleted_at": "2026-01-31"}]}`
//!
//! A region whose `deleted_at` is anything but `null` or absent is not touched. A string that holds a number becomes that
//! number, because `grid_col + col_span` means something else with strings; a fraction is rounded down; both before the
//! rules. What is no number otherwise stays, with a warning; what is missing stays missing. A version is compared with
//! a stored one: only a missing one or `null` is written. Regions that overlap stay where they are.

use super::region::{COLUMNS, GRID, Said, is_live};
use crate::engine::{Down, Kind, LossCode, LossKind, Notes, Step, StepError, unexpected};
use crate::json::{Object, Value, ValueMut};

pub(super) const STEP: Step = Step {
    id: "regions/1",
    summary: "live regions lie on the grid of 12 columns, take room, and have a version",
    kind: Kind::Normalize,
    lossy: true,
    up,
    down: Down::Unsupported("the numbers that it replaced are gone"),
    ..Step::between(0, 1)
};

/// The members that the step looks at, in the order of its rules.
pub(super) const MEMBERS: [&str; 5] = {
    let [col, row, row_span, col_span] = GRID;
    [col, row, row_span, col_span, "version"]
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(Value::Array(_)) = doc.get("regions") else {
        return Err(unexpected("/regions", "an array", doc.get("regions")));
    };
    for (index, region) in
        doc.array_mut("regions").into_iter().flat_map(|regions| regions.iter_mut()).enumerate()
    {
        if let ValueMut::Object(region) = region
            && is_live(Said::of(region.get("deleted_at")))
        {
            normalize(region, index, notes);
        }
    }
    Ok(())
}

/// Returns what the members of a live region become; `None` for one that stays as it is.
pub(super) fn corrections(said: [Said; 5]) -> [Option<f64>; 5] {
    let [grid_col, grid_row, row_span, col_span, _] = said.map(Said::counted);
    let grid_col = grid_col.map(|column| if column >= COLUMNS { COLUMNS - 1.0 } else { column.max(0.0) });
    let grid_row = grid_row.map(|row| row.max(0.0));
    let row_span = row_span.map(|span| span.max(1.0));
    let room = grid_col.map_or(f64::INFINITY, |column| COLUMNS - column);
    let col_span = col_span.map(|span| span.max(1.0).min(room));
    let [old_col, old_row, old_row_span, old_col_span, version] = said;
    [
        changed(old_col, grid_col),
        changed(old_row, grid_row),
        changed(old_row_span, row_span),
        changed(old_col_span, col_span),
        if version == Said::Nothing { Some(1.0) } else { None },
    ]
}

/// Returns the new value, unless the number is there already.
fn changed(old: Said, new: Option<f64>) -> Option<f64> {
    new.filter(|new| old != Said::Number(*new))
}

fn normalize(region: &mut Object<'_>, index: usize, notes: &mut Notes<'_>) {
    let said = MEMBERS.map(|name| Said::of(region.get(name)));
    for ((name, said), new) in MEMBERS.into_iter().zip(said).zip(corrections(said)) {
        let at = || format!("/regions/{index}/{name}");
        match new {
            Some(new) => {
                let old = region.set(name, new);
                tell(notes, at(), (name, said), old.as_ref(), new);
            }
            None if said == Said::Other && name != "version" => {
                let found = region.get(name).map_or("nothing", Value::kind_name);
                notes.warn("no-number", at(), format!("expected a number, found {found}; it stays as it is"));
            }
            None => {}
        }
    }
}

/// Tells what became of a number: one that is only spelled anew is a warning, any other is lost.
fn tell(notes: &mut Notes<'_>, at: String, (name, said): (&str, Said), old: Option<&Value<'_>>, new: f64) {
    let counted = said.counted();
    let message = match counted {
        // There was no version, and nothing is lost.
        None => return,
        Some(_) if said == Said::Text(new) => {
            return notes.warn("number-in-text", at, "the string becomes the number it holds");
        }
        Some(counted) if counted == new => "it is rounded down to a whole number",
        Some(column) if name == "grid_col" && column >= COLUMNS => "the grid ends with column 11",
        Some(_) if name == "grid_col" || name == "grid_row" => "the grid begins at 0",
        Some(span) if span < 1.0 => "a region takes one row and one column at least",
        Some(_) => "the region ends with the grid, at column 11",
    };
    notes.lose(LossCode::Defaulted, LossKind::Member, at, old, message);
}

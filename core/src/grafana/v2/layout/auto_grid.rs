//! Panels that are placed one after the other, all of one size (spec 30-v2-to-classic, 9.3).

use super::conditional::CONDITIONAL;
use super::placing::{Placed, Placing, position};
use super::repeat::{self, REPEAT};
use super::{REFERENCE, kind_object, lost, spec_of};
use crate::engine::StepError;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::schema::{Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Draft, Members, Number, Object, Value};

pub(super) static LAYOUT: [Member; 2] = kind_object(&[
    member("maxColumnCount", Type::Number, Written::Set),
    member("columnWidthMode", Type::Text, Written::Always),
    member("columnWidth", Type::Number, Written::Set),
    member("rowHeightMode", Type::Text, Written::Always),
    member("rowHeight", Type::Number, Written::Set),
    member("fillScreen", Type::Flag, Written::Set),
    member("items", Type::List(&Type::Object(&ITEM)), Written::Listed),
]);

static ITEM: [Member; 2] =
    kind_object(&[member("element", Type::Object(&REFERENCE), Written::Always), REPEAT, CONDITIONAL]);

/// The number of columns of the classic grid.
const COLUMNS: i64 = 24;

/// Places panels from a line on; returns their lowest edge.
pub(super) fn down<'a>(
    spec: &mut Object<'a>,
    at: &Path<'_>,
    start: i64,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<i64, StepError> {
    let mut grid = Source::new(spec, *at);
    let columns = positive(&mut grid, "maxColumnCount").unwrap_or(3.0);
    let (width, height) = (truncated(COLUMNS as f64 / columns), height(&mut grid));
    let (mut x, mut y, mut lowest) = (0, start, i64::MIN);
    let items = at.member("items");
    for (index, item) in grid.list("items").into_iter().enumerate() {
        let Some(item) = spec_of(item) else { continue };
        let at = items.item(index);
        let mut item = Source::new(item, at.member("spec"));
        let element = placing.element(&mut item)?;
        let mut panel = Members::of(grid.arena(), [("gridPos", position(x, y, width, height, grid.arena()))]);
        if let Some(variable) = repeat::down_variable(&mut item, placing.notes) {
            panel.put("repeat", variable.into());
            panel.put("repeatDirection", "h".into());
            panel.put("maxPerRow", Draft::whole(truncated(columns)));
        }
        finish_item(item, placing);
        out.push(Placed::Panel(element, panel));
        lowest = lowest.max(y.wrapping_add(height));
        x = width.wrapping_add(x);
        if x >= COLUMNS {
            (x, y) = (0, y.wrapping_add(height));
        }
    }
    finish(grid, placing);
    Ok(lowest)
}

fn finish_item(mut item: Source<'_, '_>, placing: &mut Placing<'_, '_, '_>) {
    lost(&mut item, "conditionalRendering", placing.notes, "a classic panel is always shown");
    item.finish(placing.notes, "a classic panel has no such member");
}

fn finish(mut grid: Source<'_, '_>, placing: &mut Placing<'_, '_, '_>) {
    grid.take_if("columnWidthMode", |mode| mode.is_text("standard"));
    for name in ["columnWidthMode", "columnWidth", "rowHeight", "fillScreen"] {
        lost(&mut grid, name, placing.notes, "panels have a fixed size");
    }
    grid.finish(placing.notes, "panels have a fixed size");
}

/// Returns the height of each panel (9.3.3).
fn height(grid: &mut Source<'_, '_>) -> i64 {
    let mode = grid.text("rowHeightMode").unwrap_or_default();
    if mode == *"short" {
        5
    } else if mode == *"tall" {
        14
    } else if mode == *"custom" {
        positive(grid, "rowHeight").map_or(9, |pixels| truncated((pixels + 37.0) / 38.0))
    } else {
        9
    }
}

fn positive(grid: &mut Source<'_, '_>, name: &str) -> Option<f64> {
    let value = grid.take_if(name, |value| value.as_number().is_some());
    value.as_ref().and_then(Value::as_number).map(|number| number.to_f64()).filter(|number| *number > 0.0)
}

fn truncated(number: f64) -> i64 {
    Number::Computed(number).to_i64()
}

//! Panels at positions of their own.

use super::ids::Elements;
use super::placing::{Placed, Placing, list};
use super::repeat::{self, PANEL_REPEAT};
use super::{REFERENCE, kind_object, spec_of, with_kind};
use crate::engine::{LossCode, StepError};
use crate::grafana::losses::{defaulted, lose_member};
use crate::grafana::v2::object;
use crate::grafana::v2::parts::integer;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::schema::{INT, Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Arena, Array, Draft, Members, Object, Value};

pub(super) static LAYOUT: [Member; 2] =
    kind_object(&[member("items", Type::List(&Type::Object(&ITEM)), Written::Listed)]);

static ITEM: [Member; 2] = kind_object(&[
    member("x", INT, Written::Always),
    member("y", INT, Written::Always),
    member("width", INT, Written::Always),
    member("height", INT, Written::Always),
    member("element", Type::Object(&REFERENCE), Written::Always),
    PANEL_REPEAT,
]);

/// Makes a layout of items.
pub(super) fn layout<'a>(items: Draft<'a>, arena: &'a Arena) -> Draft<'a> {
    with_kind("GridLayout", object(arena, [("items", items)]), arena)
}

/// Makes each panel in a list at `at` an item; `row` is the line of the row that they are in.
pub(super) fn make_items<'a>(
    panels: &mut Array<'a>,
    at: &Path<'_>,
    row: i64,
    elements: &mut Elements<'_, '_, 'a>,
) {
    panels.replace_each(|index, value| match value {
        Value::Object(panel) => Some(item(panel, &at.item(index), Some(row), elements)),
        other => {
            no_panel(&other, &at.item(index), elements);
            None
        }
    });
}

/// Tells what stands among the panels and is none.
pub(super) fn no_panel(value: &Value<'_>, at: &Path<'_>, elements: &mut Elements<'_, '_, '_>) {
    let message = "a panel is an object";
    lose_member(elements.notes, LossCode::DroppedByFormat, format_args!("{at}"), value, message);
}

/// Makes an item of a panel (spec 20-classic-to-v2, 11.1).
///
/// Without a line it is the first panel before any row, which goes to line 0 (11.2.3).
pub(super) fn item<'a>(
    panel: &mut Object<'a>,
    at: &Path<'_>,
    row: Option<i64>,
    elements: &mut Elements<'_, '_, 'a>,
) -> Draft<'a> {
    let id = elements.next(panel, at);
    let mut panel = Source::new(panel, *at);
    let arena = panel.arena();
    let mut item = position(&mut panel, row, elements);
    let repeat = repeat::up(&mut panel, &mut elements.library, elements.notes);
    let name = elements.add(id, panel);
    item.put("element", object(arena, [("kind", "ElementReference".into()), ("name", name.into())]));
    item.put_some("repeat", repeat);
    with_kind("GridLayoutItem", item.into(), arena)
}

fn position<'a>(
    panel: &mut Source<'_, 'a>,
    row: Option<i64>,
    elements: &mut Elements<'_, '_, 'a>,
) -> Members<'a> {
    let at = panel.at();
    let at = at.member("gridPos");
    let mut numbers = [0, 0, 6, 3];
    if let Some(position) = panel.object("gridPos") {
        let mut position = Source::new(position, at);
        let line = position.peek("y").map(Value::copied).unwrap_or_default();
        for (number, name) in numbers.iter_mut().zip(["x", "y", "w", "h"]) {
            *number = position.integer(name).unwrap_or(*number);
        }
        position.finish(elements.notes, "a position is of whole numbers `x`, `y`, `w`, `h`");
        let [_, y, ..] = &mut numbers;
        match row {
            Some(row) => *y = y.wrapping_sub(row).wrapping_sub(1),
            None if *y == 0 => {}
            None => {
                let message = "the first panel before any row goes to line 0";
                defaulted(elements.notes, format_args!("{}", at.member("y")), &line, message);
                *y = 0;
            }
        }
    }
    let [x, y, width, height] = numbers.map(Draft::whole);
    let place = [("x", x), ("y", y), ("width", width), ("height", height)];
    Members::with_room(6, panel.arena()).with(place)
}

/// Places the panels of a grid, moved down by `offset` lines (spec 30-v2-to-classic, 9.2); returns their lowest edge.
pub(super) fn down<'a>(
    spec: &mut Object<'a>,
    at: &Path<'_>,
    offset: i64,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<i64, StepError> {
    let mut lowest = i64::MIN;
    let at = at.member("items");
    for (index, item) in list(spec, "items").into_iter().enumerate() {
        let Some(item) = spec_of(item) else { continue };
        let at = at.item(index);
        let mut item = Source::new(item, at.member("spec"));
        let element = placing.element(&mut item)?;
        let (y, height) = (item.take("y"), item.take("height"));
        let line = y.as_ref().and_then(integer).unwrap_or(0).wrapping_add(offset);
        let lines = height.as_ref().and_then(integer).unwrap_or(0);
        lowest = lowest.max(line.wrapping_add(lines));
        let y = if offset == 0 { y.into() } else { Draft::whole(line) };
        let place: [(_, Draft<'a>); 4] =
            [("x", item.take("x").into()), ("y", y), ("w", item.take("width").into()), ("h", height.into())];
        let mut panel = Members::of(spec.arena(), [("gridPos", object(spec.arena(), place))]);
        repeat::down(&mut item, &mut panel, placing.notes);
        item.finish(placing.notes, "a classic panel has no such member");
        out.push(Placed::Panel(element, panel));
    }
    Ok(lowest)
}

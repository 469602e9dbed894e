//! Rows, and what is in them.

use super::conditional::CONDITIONAL;
use super::grid;
use super::ids::Elements;
use super::placing::{Placed, Placing, list};
use super::repeat::{self, REPEAT};
use super::{Kind, LAYOUT as ANY, Layout, kind_object, lost, spec_of, with_kind};
use crate::engine::{LossCode, LossKind, StepError};
use crate::grafana::losses::{asks_something, dropped, says_something};
use crate::grafana::v2::object;
use crate::grafana::v2::parts::integer;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::schema::{Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Array, Draft, Members, Object, Value, array};

pub(super) static LAYOUT: [Member; 2] =
    kind_object(&[member("rows", Type::List(&Type::Object(&ROW)), Written::Listed)]);

static ROW: [Member; 2] = kind_object(&[
    member("title", Type::Text, Written::Set),
    member("collapse", Type::Flag, Written::Set),
    member("hideHeader", Type::Flag, Written::Set),
    member("fillScreen", Type::Flag, Written::Set),
    CONDITIONAL,
    REPEAT,
    member("layout", Type::Variants(&ANY), Written::Always),
]);

/// The line of a row without a header, and of no row at all: what is in it keeps its lines.
pub(super) const NO_HEADER: i64 = -1;

/// Why a member of a row is lost on the way down.
const NO_MEMBER: &str = "a classic row has no such member";

/// Makes rows of panels (spec 20-classic-to-v2, 11.2).
pub(super) fn up<'a>(
    panels: &mut Array<'a>,
    at: &Path<'_>,
    elements: &mut Elements<'_, '_, 'a>,
) -> Draft<'a> {
    let arena = elements.arena;
    let mut rows: Vec<(Members<'a>, &'a mut Array<'a>)> = Vec::new();
    let mut line = 0;
    for (index, value) in panels.take_all().into_iter().enumerate() {
        let at = at.item(index);
        let Value::Object(panel) = value else {
            grid::no_panel(&value, &at, elements);
            continue;
        };
        if panel.has_text("type", "row") {
            rows.push(row_up(panel, &at, &mut line, elements));
        } else if let Some((_, items)) = rows.last_mut() {
            items.push(grid::item(panel, &at, Some(line), elements));
        } else {
            line = NO_HEADER;
            let row = [("title", "".into()), ("collapse", false.into()), ("hideHeader", true.into())];
            let items = Array::empty(arena);
            items.push(grid::item(panel, &at, None, elements));
            rows.push((Members::of(arena, row), items));
        }
    }
    let rows = rows.into_iter().map(|(mut row, items)| {
        row.put("layout", grid::layout(items.into(), arena));
        with_kind("RowsLayoutRow", row.into(), arena)
    });
    with_kind("RowsLayout", object(arena, [("rows", array(rows))]), arena)
}

/// Makes a row of a row panel (11.2.1).
fn row_up<'a>(
    panel: &mut Object<'a>,
    at: &Path<'_>,
    line: &mut i64,
    elements: &mut Elements<'_, '_, 'a>,
) -> (Members<'a>, &'a mut Array<'a>) {
    let mut panel = Source::new(panel, *at);
    panel.take("type");
    // A row has no id in v2, and nothing refers to it.
    panel.take("id");
    if let Some(position) = panel.object("gridPos") {
        let mut position = Source::new(position, at.member("gridPos"));
        *line = position.integer("y").unwrap_or(0);
        for (name, usual) in [("x", 0), ("w", 24), ("h", 1)] {
            if position.peek(name).and_then(integer) == Some(usual) {
                position.take(name);
            }
        }
        position.finish(elements.notes, "a row is as wide as the dashboard and one line high");
    }
    let mut row = Members::of(
        panel.arena(),
        [
            ("title", panel.text("title").unwrap_or_default().into()),
            ("collapse", panel.flag("collapsed").unwrap_or(false).into()),
        ],
    );
    row.put_some("repeat", repeat::row_up(&mut panel));
    let items = panel.array("panels");
    grid::make_items(items, &at.member("panels"), *line, elements);
    lost_queries(&mut panel, elements);
    lost_links(panel.list("links"), &at.member("links"), elements);
    panel.finish(elements.notes, "a row has a title, a repeat and panels, and nothing else");
    (row, items)
}

/// Why queries and links of a row are lost.
const NO_THINGS: &str = "a row has none";

/// Tells the queries of a row: of those that ask nothing the data source, if it is not the row's own.
fn lost_queries(panel: &mut Source<'_, '_>, elements: &mut Elements<'_, '_, '_>) {
    let at = panel.at();
    let at = at.member("targets");
    for (index, value) in panel.list("targets").iter().enumerate() {
        let at = at.item(index);
        let Some(query) = value.as_object().filter(|query| !asks_something(query)) else {
            lost_thing(value, &at, LossKind::Query, elements);
            continue;
        };
        if let Some(source) =
            query.get("datasource").filter(|source| panel.peek("datasource") != Some(source))
        {
            dropped(elements.notes, format_args!("{}", at.member("datasource")), source, NO_THINGS);
        }
    }
}

fn lost_links(links: Vec<Value<'_>>, at: &Path<'_>, elements: &mut Elements<'_, '_, '_>) {
    for (index, value) in links.iter().enumerate() {
        lost_thing(value, &at.item(index), LossKind::Link, elements);
    }
}

fn lost_thing(value: &Value<'_>, at: &Path<'_>, kind: LossKind, elements: &mut Elements<'_, '_, '_>) {
    if says_something(value) {
        let at = at.to_string();
        elements.notes.lose(LossCode::DroppedByFormat, kind, at, Some(value), NO_THINGS);
    }
}

/// Places rows from a line on (spec 30-v2-to-classic, 9.4); returns the lowest edge of what is on the top level.
///
/// Recursive through layouts in layouts, as deep as the document.
pub(super) fn down<'a>(
    spec: &mut Object<'a>,
    at: &Path<'_>,
    start: i64,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<i64, StepError> {
    let (mut line, mut lowest) = (start, i64::MIN);
    let at = at.member("rows");
    for (index, row) in list(spec, "rows").into_iter().enumerate() {
        let Some(row) = spec_of(row) else { continue };
        let outer = at.item(index);
        let row = Source::new(row, outer.member("spec"));
        let (next, edge) = row_down(row, line, placing, out)?;
        line = next;
        lowest = lowest.max(edge);
    }
    Ok(lowest)
}

/// Places a row; returns the line of the next one, and the lowest edge of what is on the top level.
fn row_down<'a>(
    mut row: Source<'_, 'a>,
    line: i64,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<(i64, i64), StepError> {
    let layout = row.take("layout").and_then(Layout::open);
    lost(&mut row, "conditionalRendering", placing.notes, "a classic row is always shown");
    lost(&mut row, "fillScreen", placing.notes, "a classic row has the height of its panels");
    let is_hidden = matches!(row.take("hideHeader"), Some(Value::Bool(true)));
    if is_hidden {
        hide(&mut row, placing);
    }
    match layout {
        Some(layout) if matches!(layout.kind, Kind::Rows | Kind::Tabs) => {
            outer_row(row, layout, line, is_hidden, placing, out)
        }
        layout if is_hidden => {
            let at = row.at();
            row.finish(placing.notes, NO_MEMBER);
            content(layout, &at.member("layout"), line, is_hidden, placing, out)
        }
        layout => leaf_row(row, layout, line, placing, out),
    }
}

/// Places a row with a header that holds panels only (9.4.2 to 9.4.5).
fn leaf_row<'a>(
    mut row: Source<'_, 'a>,
    layout: Option<Layout<'a>>,
    line: i64,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<(i64, i64), StepError> {
    let collapse = row.flag("collapse");
    let is_collapsed = collapse == Some(true);
    let has_place = is_collapsed || layout.as_ref().is_some_and(Layout::reserves_place);
    let mut header = placing.row(&mut row, has_place.then_some(line));
    header.put_some("collapsed", collapse);
    repeat::down_row(&mut row, &mut header, placing.notes);
    let (outer, below) = (row.at(), line.wrapping_add(1));
    let at = outer.member("layout");
    row.finish(placing.notes, NO_MEMBER);
    if is_collapsed {
        let mut inside = Vec::new();
        if let Some(layout) = layout {
            placing.place(layout, &at, below, &mut inside)?;
        }
        out.push(Placed::Row(header, inside));
        return Ok((below, below));
    }
    out.push(Placed::Row(header, Vec::new()));
    let (next, edge) = content(layout, &at, line, false, placing, out)?;
    Ok((next, if has_place { edge.max(below) } else { edge }))
}

/// Tells what a row without a header loses, and that its panels belong to the row before it now.
fn hide(row: &mut Source<'_, '_>, placing: &mut Placing<'_, '_, '_>) {
    for name in ["title", "collapse", "repeat"] {
        lost(row, name, placing.notes, "a classic row without a header is no row");
    }
    if placing.has_rows() {
        let message = "the panels of a row without a header belong to the row before it";
        let at = row.at().member("hideHeader").to_string();
        let hidden = Value::Bool(true);
        placing.notes.lose(LossCode::Merged, LossKind::Member, at, Some(&hidden), message);
    }
}

/// Places the panels of a row that is not collapsed; returns the line of the next row and their lowest edge
/// (9.4.5, 9.4.6).
fn content<'a>(
    layout: Option<Layout<'a>>,
    at: &Path<'_>,
    line: i64,
    is_hidden: bool,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<(i64, i64), StepError> {
    let Some(layout) = layout else { return Ok((line, i64::MIN)) };
    let is_grid = layout.kind == Kind::Grid;
    let edge = placing.place(layout, at, if is_grid && is_hidden { 0 } else { line }, out)?;
    // What follows a grid is placed as if the grid began at line 0.
    Ok((edge.max(if is_grid { 0 } else { line }), edge))
}

/// Places a row that holds rows or tabs (9.4.1).
fn outer_row<'a>(
    mut row: Source<'_, 'a>,
    layout: Layout<'a>,
    line: i64,
    is_hidden: bool,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<(i64, i64), StepError> {
    let mut start = line;
    if !is_hidden {
        let mut header = placing.row(&mut row, Some(line));
        header.put("collapsed", false.into());
        header.put("panels", Draft::json("[]"));
        out.push(Placed::Row(header, Vec::new()));
        start = line.wrapping_add(1);
    }
    for name in ["collapse", "repeat"] {
        lost(&mut row, name, placing.notes, "a classic row holds no rows");
    }
    let at = row.at();
    row.finish(placing.notes, NO_MEMBER);
    let edge = placing.place_inner(layout, &at.member("layout"), start, out)?;
    Ok((edge.max(start), if is_hidden { edge } else { edge.max(start) }))
}

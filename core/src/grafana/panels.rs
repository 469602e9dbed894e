//! Which panels there are (spec 00-pipeline 0.3).

use crate::json::{Array, Object};

/// Calls `visit` for every top-level panel.
pub(super) fn top_level<'a>(doc: &mut Object<'a>, visit: impl FnMut(&mut Object<'a>)) {
    below(doc, visit);
}

/// Calls `visit` for every object in the array `panels` of a dashboard, panel or old row.
pub(super) fn below<'a>(parent: &mut Object<'a>, visit: impl FnMut(&mut Object<'a>)) {
    parent.array_mut("panels").into_iter().flat_map(Array::objects_mut).for_each(visit);
}

/// Goes through the objects of a list with their places in it.
pub(super) fn objects_at<'l, 'a>(
    list: &'l mut Array<'a>,
) -> impl Iterator<Item = (usize, &'l mut Object<'a>)> {
    list.iter_mut().enumerate().filter_map(|(index, value)| Some((index, value.into_object()?)))
}

/// Calls `visit` for every panel that is no row: at the top level, in rows, and in rows within rows.
///
/// Recursive; a document is at most 256 containers deep.
pub(super) fn in_rows<'a>(parent: &mut Object<'a>, visit: &mut impl FnMut(&mut Object<'a>)) {
    below(parent, |panel| match panel.has_text("type", "row") {
        true => in_rows(panel, visit),
        false => visit(panel),
    });
}

/// Where a panel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// In the dashboard.
    Outer,
    /// In a panel of the dashboard.
    Inner,
}

/// Calls `visit` for every top-level panel and, directly after it, for the panels in it, whatever its type.
pub(super) fn two_levels<'a>(doc: &mut Object<'a>, mut visit: impl FnMut(&mut Object<'a>, Level)) {
    below(doc, |panel| {
        visit(panel, Level::Outer);
        below(panel, |nested| visit(nested, Level::Inner));
    });
}

/// Calls `visit` for every panel at every depth, a panel before the ones inside it.
///
/// Recursive; a document is at most 256 containers deep.
pub(super) fn at_any_depth<'a>(parent: &mut Object<'a>, visit: &mut impl FnMut(&mut Object<'a>)) {
    below(parent, |panel| {
        visit(panel);
        at_any_depth(panel, visit);
    });
}

/// Calls `visit` for every old row.
pub(super) fn old_rows<'a>(doc: &mut Object<'a>, visit: impl FnMut(&mut Object<'a>)) {
    doc.array_mut("rows").into_iter().flat_map(Array::objects_mut).for_each(visit);
}

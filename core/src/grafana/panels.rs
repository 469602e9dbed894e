//! Which panels there are (spec 00-pipeline 0.3).

use super::place::Place;
use crate::json::{Array, Object, ValueMut};

/// Calls `visit` for every top-level panel.
pub(super) fn top_level<'a>(doc: &mut Object<'a>, visit: impl FnMut(&mut Object<'a>)) {
    below(doc, visit);
}

/// Calls `visit` for every object in the array `panels` of a dashboard, panel or old row.
pub(super) fn below<'a>(parent: &mut Object<'a>, visit: impl FnMut(&mut Object<'a>)) {
    parent.array_mut("panels").into_iter().flat_map(Array::objects_mut).for_each(visit);
}

/// Calls `visit` for every object in an array of a dashboard, panel or old row, with its place.
pub(super) fn in_list<'a>(
    parent: &mut Object<'a>,
    list: &'static str,
    outer: Option<&Place<'_>>,
    mut visit: impl FnMut(&mut Object<'a>, &Place<'_>),
) {
    let Some(array) = parent.array_mut(list) else { return };
    for (index, object) in numbered(array) {
        visit(object, &Place { outer, list, index });
    }
}

/// Goes through the objects in an array, with their indices.
pub(super) fn numbered<'l, 'a>(
    array: &'l mut Array<'a>,
) -> impl Iterator<Item = (usize, &'l mut Object<'a>)> {
    let objects = array.iter_mut().map(ValueMut::into_object).enumerate();
    objects.filter_map(|(index, object)| Some((index, object?)))
}

/// Calls `visit` for every panel that is no row: at the top level, in rows, and in rows within rows.
pub(super) fn in_rows<'a>(doc: &mut Object<'a>, mut visit: impl FnMut(&mut Object<'a>, &Place<'_>)) {
    in_rows_below(doc, None, &mut visit);
}

/// Recursive; a document is at most 256 containers deep.
fn in_rows_below<'a>(
    parent: &mut Object<'a>,
    outer: Option<&Place<'_>>,
    visit: &mut impl FnMut(&mut Object<'a>, &Place<'_>),
) {
    in_list(parent, "panels", outer, |panel, place| match panel.has_text("type", "row") {
        true => in_rows_below(panel, Some(place), visit),
        false => visit(panel, place),
    });
}

/// Calls `visit` for every top-level panel and, directly after it, for the panels in it, whatever its type.
pub(super) fn two_levels<'a>(doc: &mut Object<'a>, mut visit: impl FnMut(&mut Object<'a>, &Place<'_>)) {
    in_list(doc, "panels", None, |panel, place| {
        visit(panel, place);
        in_list(panel, "panels", Some(place), &mut visit);
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

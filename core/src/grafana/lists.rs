//! The lists of variables and annotations (spec 00-pipeline 4.2 and 4.3).

use crate::json::{Array, Object};

/// Goes through the variables: the objects in `templating.list`.
pub(super) fn variables<'d, 'a>(doc: &'d mut Object<'a>) -> impl Iterator<Item = &'d mut Object<'a>> {
    list(doc, "templating").into_iter().flat_map(Array::objects_mut)
}

/// Returns the `list` of a member of the dashboard, if it is an array.
pub(super) fn list<'d, 'a>(doc: &'d mut Object<'a>, name: &str) -> Option<&'d mut Array<'a>> {
    doc.object_mut(name)?.array_mut("list")
}

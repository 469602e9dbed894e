//! The regions of a layout, and what is none.

use super::super::region::{Said, is_live};
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Object, Value};

/// An element of `regions` is no object, or `regions` is no array: nothing can be shown for it.
pub(super) const INVALID_REGION: Rule =
    Rule { id: "regions/invalid-region", severity: Severity::Error, check: invalid_region };

/// A region and its place in the array.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region<'v, 'a> {
    pub(super) index: usize,
    pub(super) object: &'v Object<'a>,
    pub(super) live: bool,
}

impl Region<'_, '_> {
    /// Returns the pointer to a member, or with an empty name to the region.
    pub(super) fn at(&self, name: &str) -> String {
        let slash = if name.is_empty() { "" } else { "/" };
        format!("/regions/{}{slash}{name}", self.index)
    }
}

/// Returns the regions in order.
pub(super) fn regions<'v, 'a>(doc: &'v Value<'a>) -> Vec<Region<'v, 'a>> {
    let list = doc.pointer("/regions").and_then(Value::as_array);
    let elements = list.into_iter().flat_map(|list| list.iter()).enumerate();
    let region = |(index, value): (usize, &'v Value<'a>)| {
        let object = value.as_object()?;
        Some(Region { index, object, live: is_live(Said::of(object.get("deleted_at"))) })
    };
    elements.filter_map(region).collect()
}

fn invalid_region(doc: &Value<'_>, findings: &mut Findings<'_>) {
    match doc.pointer("/regions") {
        None => findings.report("", "the layout has no `regions`"),
        Some(Value::Array(list)) => {
            for (index, value) in list.iter().enumerate().filter(|(_, value)| value.as_object().is_none()) {
                let found = value.kind_name();
                findings.report(format!("/regions/{index}"), format!("expected an object, found {found}"));
            }
        }
        Some(other) => {
            findings.report("/regions", format!("expected an array, found {}", other.kind_name()));
        }
    }
}

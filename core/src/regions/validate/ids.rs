//! Regions are addressed by id.

use super::names::{Key, firsts, shown};
use super::survey::{Region, regions};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// Two regions have the same id, live or deleted: one row of a table cannot hold both.
pub(super) const DUPLICATE_ID: Rule =
    Rule { id: "regions/duplicate-id", severity: Severity::Error, check: duplicate_id };

/// Returns the place of each region whose id an earlier one has, and of the first that has it.
pub(super) fn repeated(regions: &[Region<'_, '_>]) -> Vec<(usize, usize)> {
    let keys: Vec<Option<Key<'_>>> = regions.iter().map(|region| Key::of(region.object.get("id"))).collect();
    let places = firsts(&keys).into_iter().enumerate().zip(keys);
    let repeated = places.filter(|((place, first), key)| place != first && key.is_some());
    repeated.map(|(places, _)| places).collect()
}

fn duplicate_id(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let regions = regions(doc);
    for (place, first) in repeated(&regions) {
        if let (Some(region), Some(first)) = (regions.get(place), regions.get(first)) {
            let id = shown(region.object.get("id")).unwrap_or_default();
            findings.report_related(region.at("id"), [first.at("id")], format!("id {id} is used twice"));
        }
    }
}

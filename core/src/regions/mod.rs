//! Dashboards made of grid regions, as an application keeps them in a table.
//!
//! `{"layout_id": "main", "schemaVersion": 1, "regions": [{"id": "a", "grid_row": 0, "grid_col": 0, …}]}`, or the array
//! of regions alone. The grid has 12 columns and no last row. `docs/regions.md` tells the rules to readers.

mod region;
mod sight;
mod v01;
mod validate;

use crate::engine::{Family, Form, Step, Version, Versions};
use crate::json::{Number, Object, Value};

/// The family.
pub(crate) const FAMILY: Family = Family {
    forms: &[GRID],
    steps: STEPS,
    rules: validate::RULES,
    ..Family::new("regions", sight::detect, sight::read)
};

/// The steps, rising.
const STEPS: &[Step] = &[v01::STEP];

const GRID: Form = Form {
    bare: Some("regions"),
    ..Form::new("grid", Versions::Integers { lowest: 0, latest: 1 }, "/schemaVersion", stamp)
};

/// Writes the version as a number, before the regions if it is new; one that is there already keeps its spelling.
fn stamp(doc: &mut Object<'_>, version: Version) {
    let Version::Integer(version) = version else { return };
    let number = Number::Computed(version as f64);
    match (doc.get("schemaVersion"), doc.position("regions")) {
        (Some(old), _) if *old == Value::Number(number) => {}
        (None, Some(regions)) => doc.insert(regions, "schemaVersion", number),
        _ => drop(doc.set("schemaVersion", number)),
    }
}

#[cfg(test)]
mod tests;

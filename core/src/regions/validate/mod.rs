//! What `validate` looks for in a layout: the table of rules.
//!
//! An error needs a person. What a warning tells is mended by `migrate`, or may be meant. Deleted regions are not
//! judged, but that their ids count and that their `deleted_at` has to be clear. `docs/regions.md` lists the rules
//! for readers.

mod ids;
mod layouts;
mod members;
mod names;
mod overlap;
mod survey;
mod sweep;

use crate::engine::Rule;

/// The rules; of findings at the same place, the earlier rule comes first.
pub(super) const RULES: &[Rule] = &[
    layouts::LAYOUT,
    survey::INVALID_REGION,
    ids::DUPLICATE_ID,
    layouts::OTHER_LAYOUT,
    layouts::MIXED_LAYOUTS,
    members::NOT_A_NUMBER,
    members::LOOSE_NUMBER,
    members::OUTSIDE_GRID,
    members::BAD_SPAN,
    members::MISSING_VERSION,
    members::UNCLEAR_DELETION,
    overlap::OVERLAP,
];

#[cfg(test)]
mod tests;

//! v17: `minSpan` becomes `maxPerRow`.
//!
//! Before: `{"panels": [{"id": 3, "minSpan": "6px", "repeat": "zone"}]}`
//! After:  `{"panels": [{"id": 3, "repeat": "zone", "maxPerRow": 4}]}`
//!
//! So many of the widths fit into 24 columns, brought down to a divisor of 24. A width of at most one column, or one
//! that is no number, just goes. Only top-level panels are visited (spec 20-versions-17-30).

use super::number_text::read_loosely;
use super::panels::top_level;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/17",
    summary: "`minSpan` becomes `maxPerRow`",
    kind: Kind::TypeChange,
    up,
    ..Step::between(16, 17)
};

/// How many panels there can be in a row.
const DIVISORS: [i32; 8] = [1, 2, 3, 4, 6, 8, 12, 24];

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    top_level(doc, |panel| {
        let Some(min_span) = panel.remove("minSpan") else { return };
        if let Some(count) = read_loosely(Some(&min_span)).filter(|width| *width > 0.0).and_then(max_per_row)
        {
            panel.set("maxPerRow", count);
        }
    });
    Ok(())
}

/// Returns the divisor before the first one that is greater than the number of panels that fit (rule 4).
fn max_per_row(width: f64) -> Option<i32> {
    let fitting = 24.0 / width;
    let greater = DIVISORS.iter().position(|divisor| f64::from(*divisor) > fitting)?;
    DIVISORS.get(greater.saturating_sub(1)).copied()
}

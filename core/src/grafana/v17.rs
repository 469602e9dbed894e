//! v17: `minSpan` becomes `maxPerRow`.
//!
//! Before: `{"panels": [{"id": 3, "minSpan": "6px", "repeat": "zone"}]}`
//! After:  `{"panels": [{"id": 3, "repeat": "zone", "maxPerRow": 4}]}`
//!
//! So many of the widths fit into 24 columns, brought down to a divisor of 24. A width of at most one column, or one
//! that is no number, goes and leaves `maxPerRow` alone. Only top-level panels are visited (spec 20-versions-17-30).

use super::losses::{defaulted, dropped};
use super::number_text::read_loosely;
use super::panels::numbered;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Number, Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/17",
    summary: "`minSpan` becomes `maxPerRow`",
    kind: Kind::TypeChange,
    lossy: true,
    up,
    ..Step::between(16, 17)
};

/// How many panels there can be in a row.
const DIVISORS: [i32; 8] = [1, 2, 3, 4, 6, 8, 12, 24];

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (index, panel) in doc.array_mut("panels").into_iter().flat_map(numbered) {
        let Some(min_span) = panel.remove("minSpan") else { continue };
        let width = read_loosely(Some(&min_span)).filter(|width| *width > 0.0);
        let Some(count) = width.and_then(max_per_row) else {
            let message = "no number of panels in a row follows from it";
            dropped(notes, format_args!("/panels/{index}/minSpan"), &min_span, message);
            continue;
        };
        let new = Value::Number(Number::Computed(count.into()));
        if let Some(old) = panel.set("maxPerRow", count).filter(|old| *old != new) {
            let message = "the number that follows from `minSpan` takes its place";
            defaulted(notes, format_args!("/panels/{index}/maxPerRow"), &old, message);
        }
    }
    Ok(())
}

/// Returns the divisor before the first one that is greater than the number of panels that fit (rule 4).
fn max_per_row(width: f64) -> Option<i32> {
    let fitting = 24.0 / width;
    let greater = DIVISORS.iter().position(|divisor| f64::from(*divisor) > fitting)?;
    DIVISORS.get(greater.saturating_sub(1)).copied()
}

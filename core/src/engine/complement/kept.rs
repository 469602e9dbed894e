//! Losses that a complement has made good.

use super::Restored;
use crate::engine::migrate::{Call, Task, print};
use crate::engine::report::Loss;
use crate::json::{Parsed, Style, sorted};
use std::cmp::Ordering;

impl Task<'_> {
    /// Leaves out what the steps dropped and the document holds all the same, thanks to its complement.
    ///
    /// A document that is again what it was holds everything. Of another one a loss is none if it would be told again
    /// of the document that the result leads back to: that can only have it from the result.
    pub(in crate::engine) fn leave_out_kept(
        &self,
        call: Call<'_, '_>,
        parsed: &Parsed<'_>,
        restored: Restored,
        losses: &mut Vec<Loss>,
    ) {
        match restored {
            Restored::All => losses.clear(),
            Restored::Parts if !losses.is_empty() => {
                let again = sorted(self.losses_of_a_trip(call, parsed), order);
                losses.retain(|loss| again.binary_search_by(|other| order(other, loss)).is_err());
            }
            Restored::Parts | Restored::Nothing => {}
        }
    }

    /// Returns what is told when the result goes back and comes up again; where nothing leads back, nothing.
    fn losses_of_a_trip(&self, call: Call<'_, '_>, parsed: &Parsed<'_>) -> Vec<Loss> {
        let Ok(document) = print(parsed, Style::Compact) else { return Vec::new() };
        let (start, end) = (self.start.qualified(), self.end.qualified());
        let Ok(back) = call.to(&self.start, Some(end), document.as_bytes()) else { return Vec::new() };
        let again = call.to(&self.end, Some(start), &back.document);
        again.map(|again| again.report.losses).unwrap_or_default()
    }
}

fn order(left: &Loss, right: &Loss) -> Ordering {
    let key = |loss: &Loss| (loss.code.code(), loss.kind.name());
    let places = left.at.cmp(&right.at).then_with(|| left.step.cmp(&right.step));
    places.then_with(|| left.value.cmp(&right.value)).then_with(|| key(left).cmp(&key(right)))
}

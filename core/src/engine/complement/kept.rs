//! Losses that a complement has made good.

use super::{Restored, digest};
use crate::engine::migrate::{Call, Task, print};
use crate::engine::report::Loss;
use crate::json::{Arena, Parsed, Style, parse, sorted};
use std::cmp::Ordering;

impl Task<'_> {
    /// Leaves out what the steps dropped and the document holds all the same, thanks to its complement.
    ///
    /// A document that leads to the very one that was given holds everything. Of another one a loss is none if it would
    /// be told again of the document that the result leads back to: that can only have it from the result.
    pub(in crate::engine) fn leave_out_kept(
        &self,
        call: Call<'_, '_>,
        parsed: &Parsed<'_>,
        restored: &Restored,
        losses: &mut Vec<Loss>,
    ) {
        if losses.is_empty() || matches!(restored, Restored::Nothing) {
            return;
        }
        let Some(back) = self.led_back(call, parsed) else { return };
        if matches!(restored, Restored::All(hash) if is_document(&back, hash)) {
            losses.clear();
            return;
        }
        let again = call.to(&self.end, Some(self.start.qualified()), &back);
        let again = sorted(again.map(|again| again.report.losses).unwrap_or_default(), order);
        losses.retain(|loss| again.binary_search_by(|other| order(other, loss)).is_err());
    }

    /// Returns the document that the result leads back to.
    fn led_back(&self, call: Call<'_, '_>, parsed: &Parsed<'_>) -> Option<Vec<u8>> {
        let document = print(parsed, Style::Compact).ok()?;
        let back = call.to(&self.start, Some(self.end.qualified()), document.as_bytes()).ok()?;
        Some(back.document.into_owned())
    }
}

/// Returns whether a document has this hash.
fn is_document(document: &[u8], hash: &str) -> bool {
    let arena = Arena::new();
    parse(&arena, document).is_ok_and(|parsed| digest::hash(&parsed.root) == hash)
}

fn order(left: &Loss, right: &Loss) -> Ordering {
    let key = |loss: &Loss| (loss.code.code(), loss.kind.name());
    let places = left.at.cmp(&right.at).then_with(|| left.step.cmp(&right.step));
    places.then_with(|| left.value.cmp(&right.value)).then_with(|| key(left).cmp(&key(right)))
}

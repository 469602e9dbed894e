//! What the targets share: a sample is asked of the core, and every law of the conformance suite must hold.

use dashlift_conformance::fuzz::face::{Core, Face as _};
use dashlift_conformance::fuzz::sample::Sample;
use dashlift_conformance::fuzz::verdict::{Skips, laws};
use std::cell::LazyCell;

thread_local! {
    static CORE: LazyCell<Core> = LazyCell::new(Core::default);
}

/// Asks the core and checks all laws.
///
/// # Panics
/// If a law is broken: that is how libFuzzer learns of it.
pub fn check(sample: &Sample) {
    CORE.with(|core| {
        let answer = core.ask(&sample.to_call());
        if let Some(find) = laws(sample, &answer, &**core, &mut Skips::new()) {
            panic!("`{}` is broken: {} by {sample:?}", find.law, find.detail);
        }
    });
}

/// Splits an input at its last NUL: what follows are bits that choose options. JSON has no NUL, so that a case's file is
/// an input as it is.
pub fn split(data: &[u8]) -> (&[u8], u32) {
    let Some(end) = data.iter().rposition(|byte| *byte == 0) else { return (data, 0) };
    let (document, bits) = data.split_at(end);
    let bits = bits.iter().skip(1).take(4).fold(0, |bits, byte| (bits << 8) | u32::from(*byte));
    (document, bits)
}

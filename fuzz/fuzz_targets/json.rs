//! Bytes through the reader and the writer; serde_json is the judge.
#![no_main]

use dashlift_conformance::fuzz::sample::Sample;
use dashlift_conformance::protocol::Verb;
use dashlift_fuzz::{check, split};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (document, bits) = split(data);
    let style =
        ["auto", "compact", "pretty", "canonical"].get((bits % 4) as usize).copied().unwrap_or("auto");
    check(&Sample { style: style.to_owned(), ..Sample::new(Verb::Format, document) });
});

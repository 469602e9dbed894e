//! Bytes through `detect`; it must say what `migrate` does.
#![no_main]

use dashlift_conformance::fuzz::sample::Sample;
use dashlift_conformance::protocol::Verb;
use dashlift_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| check(&Sample::new(Verb::Detect, data)));

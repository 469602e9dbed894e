//! Bytes and options through `migrate`.
#![no_main]

use dashlift_conformance::fuzz::sample::Sample;
use dashlift_conformance::protocol::Verb;
use dashlift_fuzz::{check, split};
use libfuzzer_sys::fuzz_target;

/// Members of the options, and how many bits choose among them.
const OPTIONS: [(&str, &[&str]); 9] = [
    ("style", &[r#""auto""#, r#""compact""#, r#""pretty""#, r#""canonical""#]),
    ("normalize", &["false", "true"]),
    ("explain", &["false", "true"]),
    ("strict", &["false", "true"]),
    ("exportKeys", &[r#""keep""#, r#""drop""#]),
    ("family", &["null", r#""grafana""#]),
    ("from", &["null", r#""grafana@40""#, r#""41""#, r#""42""#]),
    ("to", &["null", r#""latest""#, r#""grafana 12.4""#, r#""41""#]),
    (
        "context",
        &["null", r#"{"datasources":[{"uid":"p1","name":"Prom","type":"prometheus","isDefault":true}]}"#],
    ),
];

fuzz_target!(|data: &[u8]| {
    let (document, mut bits) = split(data);
    let members = OPTIONS.map(|(name, values)| {
        let count = values.len() as u32;
        let value = values.get((bits % count) as usize).copied().unwrap_or("null");
        bits /= count;
        format!("\"{name}\":{value}")
    });
    let options = format!("{{{}}}", members.join(","));
    check(&Sample { options, ..Sample::new(Verb::Migrate, document) });
});

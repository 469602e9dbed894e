//! What `explain` tells about the dashboards of the corpora, with data sources and without: applied in order, the
//! operations turn the input's value into exactly the output's. The law is that of the fuzzer.

#![expect(clippy::unwrap_used, reason = "whatever fails here fails the test")]

use dashlift_conformance::case::{Case, Expectation};
use dashlift_conformance::fuzz::face::{Core, Face as _};
use dashlift_conformance::fuzz::laws::{Evidence, LAWS, Verdict};
use dashlift_conformance::fuzz::sample::Sample;
use dashlift_conformance::places::Places;
use dashlift_conformance::protocol::{Answer, Call, Document, Verb};
use dashlift_conformance::suites;
use serde_json::Value;

#[test]
fn the_operations_rebuild_every_dashboard_of_the_corpora() {
    let places = Places::find(None);
    let cases = suites::load(&places, &["parity/corpus/*".to_owned()]).unwrap();
    let broken: Vec<String> = cases.iter().flat_map(complaints).collect();
    assert!(broken.is_empty(), "{} of {} cases:\n{}", broken.len(), cases.len(), broken.join("\n"));
}

/// Returns what is wrong with a case, asked with its data sources and without.
fn complaints(case: &Case) -> Vec<String> {
    let Some(call) = &case.call else {
        let Expectation::Unavailable { reason, fails } = &case.expectation else {
            return vec![format!("{} asks nothing", case.full_name())];
        };
        println!("skipped: {reason}");
        return if *fails { vec![reason.clone()] } else { Vec::new() };
    };
    let document = document(call);
    let options: Value = serde_json::from_str(call.options.as_deref().unwrap()).unwrap();
    let mut bare = options.clone();
    assert!(bare.as_object_mut().unwrap().shift_remove("context").is_some(), "{}", case.full_name());
    let asked = [("with", options), ("without", bare)].map(|(how, options)| {
        let options = options.to_string();
        let sample = Sample { options, ..Sample::new(Verb::Migrate, document.as_slice()) };
        let complaint = complaint(&sample)?;
        Some(format!("{} {how} data sources: {complaint}", case.full_name()))
    });
    asked.into_iter().flatten().collect()
}

fn complaint(sample: &Sample) -> Option<String> {
    let core = Core::default();
    let answer = core.ask(&sample.to_call());
    if !matches!(answer, Answer::Document { .. }) {
        return Some(format!("{answer:?}"));
    }
    let law = LAWS.iter().find(|law| law.name == "explain-rebuilds-the-output").unwrap();
    match (law.check)(&Evidence::new(sample, &answer, &core)) {
        Verdict::Holds => None,
        other => Some(format!("{other:?}")),
    }
}

fn document(call: &Call) -> Vec<u8> {
    match call.document.as_ref().unwrap() {
        Document::Bytes(bytes) => bytes.to_vec(),
        Document::File(path) => std::fs::read(path).unwrap(),
    }
}

//! What every step file promises: its title is its summary, its example is true.

use super::{resource, v1, v1beta1, v2, v2alpha1, v2beta1};
use crate::engine::{Context, Notes, Options, Step, Up};
use crate::json::{Arena, parse};
use std::path::Path;

const STEPS: [(&str, Step); 6] = [
    ("resource", resource::STEP),
    ("v1", v1::STEP),
    ("v1beta1", v1beta1::STEP),
    ("v2", v2::STEP),
    ("v2alpha1", v2alpha1::STEP),
    ("v2beta1", v2beta1::STEP),
];

fn check(act: Up, before: &str, after: &str) {
    let arena = Arena::new();
    let mut found = parse(&arena, before.as_bytes()).unwrap().root;
    let expected = parse(&arena, after.as_bytes()).unwrap().root;
    let (context, options) = (Context::default(), Options::default());
    act(found.as_mut().into_object().unwrap(), &mut Notes::new(&context, &options)).unwrap();
    assert_eq!(found.to_json(), expected.to_json());
}

#[test]
fn titles_are_summaries_and_examples_run() {
    for (file, step) in STEPS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/grafana/api/{file}.rs"));
        let text = std::fs::read_to_string(path).unwrap();
        let line = |start: &str| text.lines().find_map(|line| line.strip_prefix(start));
        assert_eq!(step.id, format!("grafana/{file}"));
        assert_eq!(line(&format!("//! {file}: ")), Some(format!("{}.", step.summary).as_str()));
        let example = |label: &str| line(label).map(|text| text.trim().trim_matches('`'));
        // What only a part of an object shows is tested beside the step.
        if let (Some(before), Some(after)) = (example("//! Before: "), example("//! After:  ")) {
            check(step.up, before, after);
        }
    }
}

#[test]
fn an_object_is_read_and_its_status_is_new() {
    check(
        v1::STEP.up,
        r#"{"extra":1,"spec":null,"kind":"","apiVersion":"dashboard.grafana.app/v1beta1","status":{"conversion":{"failed":true,"error":"x"}},
            "metadata":{"x":1,"generation":0,"labels":{"a":null},"annotations":{},"creationTimestamp":"2024-02-03T04:05:06.7+02:00"}}"#,
        r#"{"spec":null,"apiVersion":"dashboard.grafana.app/v1beta1","status":{"conversion":{"failed":false,"storedVersion":"v1beta1"}},
            "metadata":{"labels":{"a":""},"creationTimestamp":"2024-02-03T02:05:06Z"}}"#,
    );
}

//! What the cases cannot say: the example in the title, and inputs that no dashboard of a test should have.

use super::inputs::STAGE;
use super::{STEP, up};
use crate::engine::{Context, Notes, Options, StepError};
use crate::json::{Arena, Object, parse};

type Run = for<'a> fn(&mut Object<'a>, &mut Notes<'_>) -> Result<(), StepError>;

fn check(run: Run, context: &str, input: &str, expected: &str) {
    let (context, options) = (Context::from_json(context).unwrap(), Options::default());
    let arena = Arena::new();
    let mut root = parse(&arena, input.as_bytes()).unwrap().root;
    run(root.as_mut().into_object().unwrap(), &mut Notes::new(&context, &options)).unwrap();
    assert_eq!(root.to_json(), expected, "{input}");
}

#[test]
fn the_example_runs() {
    let text = include_str!("mod.rs");
    let example = |label: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(label)).unwrap().trim().trim_matches('`');
        let arena = Arena::new();
        parse(&arena, line.as_bytes()).unwrap().root.to_json()
    };
    check(STEP.up, "{}", &example("//! Before: "), &example("//! After:  "));
}

#[test]
fn inputs_are_replaced_in_texts_and_names() {
    let check = |inputs: &str, input: &str, expected: &str| {
        check(STAGE.run, &format!("{{\"inputs\": {inputs}}}"), input, expected);
    };
    check(
        r#"{"A":"1","AB":"2"}"#,
        r#"{"x":["$A ${A} $AB $ABC ${ABC}","A"]}"#,
        r#"{"x":["1 1 2 2C ${ABC}","A"]}"#,
    );
    check(r#"{"A":"\"\\\u0001é"}"#, r#"{"x":"$A"}"#, r#"{"x":"\"\\\u0001é"}"#);
    check(r#"{"A":"b"}"#, r#"{"$A":"$A","b":2}"#, r#"{"b":2}"#);
    check(r#"{"A":"b"}"#, r#"{"$A":"\u0024A\ud800${A}","c":1}"#, r#"{"b":"\u0024A\ud800b","c":1}"#);
    check(r#"{"AA":"$B","B":"$AA"}"#, r#"{"x":"$AA"}"#, r#"{"x":"$AA"}"#);
    check(r#"{"":"no","a\\":"no"}"#, r#"{"x":"$ ${} $a\\n"}"#, r#"{"x":"$ ${} $a\\n"}"#);
}

#[test]
fn inputs_that_grow_without_bound_are_refused() {
    let names: Vec<String> = (0..40).map(|n| format!("\"I{n:02}\":\"$I{0:02}$I{0:02}\"", n + 1)).collect();
    let context = Context::from_json(&format!("{{\"inputs\":{{{}}}}}", names.join(","))).unwrap();
    let options = Options::default();
    let arena = Arena::new();
    let mut root = parse(&arena, br#"{"x":"$I00"}"#).unwrap().root;
    let error = (STAGE.run)(root.as_mut().into_object().unwrap(), &mut Notes::new(&context, &options));
    assert_eq!(error.unwrap_err().kind.code(), "too-large");
}

#[test]
fn a_deep_dashboard_does_not_overflow() {
    let deep = format!("{}1{}", "{\"a\":[".repeat(120), "]}".repeat(120));
    let input = format!("{{\"x\":{deep},\"panels\":[{{\"type\":\"gauge\",\"options\":{deep}}}]}}");
    let (context, options) = (Context::from_json(r#"{"inputs":{"A":"b"}}"#).unwrap(), Options::default());
    let arena = Arena::new();
    let mut root = parse(&arena, input.as_bytes()).unwrap().root;
    let mut notes = Notes::new(&context, &options);
    (STAGE.run)(root.as_mut().into_object().unwrap(), &mut notes).unwrap();
    up(root.as_mut().into_object().unwrap(), &mut notes).unwrap();
    assert_eq!(notes.losses.len(), 2);
}

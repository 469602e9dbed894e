//! An independent judge: serde_json reads values, json-patch applies operations.

use dashlift::{Loss, Outcome, StepReport, Warning};
use serde_json::Value;

/// Reads a text.
pub(crate) fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Returns whether two values are the same, numbers as 64-bit floats.
pub(crate) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let found = |(name, left)| right.get(name).is_some_and(|right| same(left, right));
            left.len() == right.len() && left.iter().all(found)
        }
        _ => left == right,
    }
}

/// Applies the operations of an explained report, step by step, and returns each step's input, and the last output.
pub(crate) fn replay(input: &str, outcome: &Outcome<'_>) -> Vec<Value> {
    let report = value(&outcome.report.to_json());
    let mut states = vec![value(input)];
    for step in report["steps"].as_array().unwrap() {
        let patch: json_patch::Patch = serde_json::from_value(step["changes"].clone()).unwrap();
        let mut state = states.last().cloned().unwrap();
        json_patch::patch(&mut state, &patch).unwrap_or_else(|error| panic!("{error}: {step} on {state}"));
        states.push(state);
    }
    states
}

/// Checks that warnings and losses point at what was there when their step ran.
pub(crate) fn check_pointers(states: &[Value], outcome: &Outcome<'_>) {
    let report = &outcome.report;
    for (StepReport { id, .. }, state) in report.steps.iter().zip(states) {
        for Warning { at, .. } in report.warnings.iter().filter(|note| note.step.as_ref() == Some(id)) {
            let at = at.as_deref().unwrap_or_default();
            assert!(state.pointer(at).is_some(), "{id} warns of `{at}`, which is not in {state}");
        }
        for Loss { at, value: lost, .. } in report.losses.iter().filter(|note| note.step == *id) {
            let found = state.pointer(at).unwrap_or_else(|| panic!("{id} lost `{at}`, not in {state}"));
            let lost = value(lost.as_deref().unwrap());
            assert!(same(found, &lost), "{id} lost {lost}, but at `{at}` stood {found}");
        }
    }
}

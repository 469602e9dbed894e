//! The worked example of `docs/perses.md` is true.

#![expect(clippy::unwrap_used, reason = "whatever fails here fails the test")]

use dashlift::{Options, migrate};
use dashlift_conformance::judge;
use serde_json::Value;
use std::path::Path;

/// Returns the block that follows a mark.
fn block(page: &str, mark: &str) -> String {
    let rest = page.split(&format!("<!-- {mark} -->\n```json\n")).nth(1).unwrap();
    rest.split("```").next().unwrap().to_owned()
}

#[test]
fn the_worked_example_is_true() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/perses.md");
    let page = std::fs::read_to_string(page).unwrap();
    let input = block(&page, "input");
    let convert = |options: &str| migrate(input.as_bytes(), &Options::from_json(options).unwrap());
    let outcome = convert(r#"{"to": "perses"}"#).unwrap();
    let expected = judge::read(block(&page, "output").as_bytes()).unwrap();
    let found = judge::read(&outcome.document).unwrap();
    assert_eq!(judge::difference(&expected, &found), None);

    let mut report: Value = serde_json::from_str(&outcome.report.to_json()).unwrap();
    let losses = report["losses"].as_array_mut().unwrap();
    for loss in losses.iter_mut() {
        loss.as_object_mut().unwrap().remove("value");
    }
    let told: Value = serde_json::from_str(&block(&page, "losses")).unwrap();
    assert_eq!(report["losses"], told);
    assert_eq!(report["warnings"], Value::Array(Vec::new()));

    let error = convert(r#"{"to": "perses", "strict": true}"#).unwrap_err();
    assert_eq!(error.code(), "panel-conversion-failed");
}

//! Annotations (spec 10-model, 9).

use super::members::annotations;
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// An annotation has no name (V10).
pub(super) const ANNOTATION_WITHOUT_NAME: Rule =
    Rule { id: "perses/annotation-without-name", severity: Severity::Error, check: annotation_without_name };

fn annotation_without_name(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in annotations(doc) {
        let display = site.object("display");
        let name = display.and_then(|display| display.text("name"));
        if name.is_none_or(|name| name.is_empty()) {
            let at = match display {
                Some(display) if display.contains("name") => site.below("/display/name"),
                Some(_) => site.below("/display"),
                None => site.at,
            };
            findings.report(at, "annotation name cannot be empty");
        }
    }
}

//! Versions that are read, but not as they stand.

use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// `schemaVersion` is missing, no number, or not whole: what the migration reads instead decides which steps run
/// (spec 00-pipeline 7.1).
///
/// A version that no rule can be chosen by, negative or too new, is an error of `validate`, as it is of `migrate`.
pub(super) const INVALID_VERSION: Rule =
    Rule { id: "grafana/invalid-version", severity: Severity::Warning, check: invalid_version };

fn invalid_version(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let read_as = findings.version();
    match doc.pointer("/schemaVersion") {
        None => findings.report("", format!("`schemaVersion` is missing; the version counts as {read_as}")),
        Some(Value::Number(number)) if number.to_f64().fract() == 0.0 => {}
        Some(other) => {
            let found = match other {
                Value::Number(number) => number.to_string(),
                other => other.kind_name().to_owned(),
            };
            let message = format!("expected a whole number, found {found}; the version counts as {read_as}");
            findings.report("/schemaVersion", message);
        }
    }
}

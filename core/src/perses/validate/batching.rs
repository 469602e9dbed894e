//! How the queries of a dashboard are sent (spec 10-model, 3).

use super::members::spec;
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Number, Value};

/// A setting of `queryBatching` has no meaning (V11).
pub(super) const INVALID_QUERY_BATCHING: Rule =
    Rule { id: "perses/invalid-query-batching", severity: Severity::Error, check: invalid_query_batching };

const MODES: [&str; 4] = ["off", "panel", "viewport", "dashboard"];

fn invalid_query_batching(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let Some(batching) = spec(doc).and_then(|spec| spec.object("queryBatching")) else { return };
    let mode = batching.get("mode").filter(|mode| !mode.is_null() && !mode.is_text(""));
    if mode.is_some_and(|mode| !MODES.iter().any(|known| mode.is_text(known))) {
        let message = "the mode must be one of `off`, `panel`, `viewport`, `dashboard`";
        findings.report("/spec/queryBatching/mode", message);
    }
    let is_count = |number: Number<'_>| number.to_f64() >= 0.0 && number.to_f64().fract() == 0.0;
    match batching.get("maxPerRequest") {
        None | Some(Value::Null) => {}
        Some(Value::Number(number)) if is_count(*number) => {}
        Some(_) => {
            let message = "the number of queries per request must be a whole number from 0";
            findings.report("/spec/queryBatching/maxPerRequest", message);
        }
    }
}

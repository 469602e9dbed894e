//! Documents that must not be refused.

use super::{Evidence, Verdict, holds, show};
use crate::protocol::{Answer, Verb};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Error {
    code: String,
    step: Option<String>,
}

/// Where `plan` knows a way for a classic dashboard, `migrate` arrives, whatever the dashboard holds.
pub(super) fn what_is_planned_arrives(evidence: &Evidence<'_>) -> Verdict {
    let (Answer::Error(text), Verb::Migrate) = (evidence.answer, evidence.sample.verb) else {
        return Verdict::Holds;
    };
    let named = ["from", "family"].iter().any(|name| !evidence.option(name).is_null());
    let Ok(error) = serde_json::from_str::<Error>(text) else { return Verdict::Holds };
    let excused = match error.code.as_str() {
        "invalid-option" | "unknown-option" => true,
        // Infinity, not-a-number, or what RFC 8785 cannot write (design section 3).
        "unrepresentable-number" => true,
        "invalid-unicode" => evidence.option("style") == "canonical",
        // A panel wider than its row: Grafana never ends (spec 10-versions-02-16, step 16 G5).
        // A group-by variable without a type crashes Grafana on the way to v2beta1 (spec 40, 6.4).
        "reference-crash" => {
            ["grafana/16", "grafana/v2beta1"].iter().any(|step| error.step.as_deref() == Some(*step))
        }
        // What the bridge cannot read; one bad panel sinks a dashboard only where that is asked for.
        "invalid-grafana-dashboard" => error.step.as_deref() == Some("grafana-perses"),
        "panel-conversion-failed" => evidence.option("strict") == true,
        _ => false,
    };
    if named || excused {
        return Verdict::Holds;
    }
    let detected = match evidence.detect(&evidence.sample.document) {
        Answer::Result(text) => serde_json::from_str::<Value>(&text).unwrap_or_default(),
        _ => return Verdict::Holds,
    };
    let text = |name: &str| detected.get(name).and_then(Value::as_str).unwrap_or_default();
    if text("form") != "classic" || !matches!(text("status"), "current" | "upgradable") {
        return Verdict::Holds;
    }
    let to = evidence.option("to");
    let plan = evidence.plan(text("version"), to.as_str().unwrap_or(text("latest")));
    holds(matches!(plan, Answer::Error(_)), || {
        format!("plan says {}, migrate {}", show(&plan), show(evidence.answer))
    })
}

/// What `migrate` accepts, `validate` has findings of, not errors.
pub(super) fn what_migrates_can_be_validated(evidence: &Evidence<'_>) -> Verdict {
    let Some((_, report)) = evidence.migration() else { return Verdict::Holds };
    if !evidence.option("from").is_null() {
        // `validate` believes the document.
        return Verdict::Holds;
    }
    let mut sample = super::Sample::new(Verb::Validate, evidence.sample.document.clone());
    sample.options = json!({"family": report.family}).to_string();
    let answer = evidence.ask(&sample);
    holds(matches!(answer, Answer::Result(_)), || format!("validate says {}", show(&answer)))
}

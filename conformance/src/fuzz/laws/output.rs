//! Laws of the document that comes out.

use super::{Evidence, Verdict, holds, show};
use crate::fuzz::judge;
use crate::fuzz::laws::report::Report;
use crate::protocol::Answer;
use serde_json::{Value, json};

/// The output is JSON that holds no less than the input did, and says that it is at the target.
pub(super) fn is_json_at_the_target(evidence: &Evidence<'_>) -> Verdict {
    let Some(document) = evidence.document() else { return Verdict::Holds };
    if !judge::is_json(document) {
        return Verdict::Broken(format!("the output is not JSON: {}", show(evidence.answer)));
    }
    if evidence.input().is_none() {
        return Verdict::Skipped("the judge cannot hold the input");
    }
    let Some(value) = evidence.output() else {
        return Verdict::Broken("the judge can hold the input, but not the output".to_owned());
    };
    let Some((_, report)) = evidence.migration().filter(|(_, report)| report.changed) else {
        return Verdict::Holds;
    };
    if let Some(version) = super::api::version(&report.to) {
        let expected = json!(format!("dashboard.grafana.app/{version}"));
        let written = judge::dashboard(value).get("apiVersion");
        // A `spec` that came by itself goes by itself.
        return holds(written.is_none_or(|written| *written == expected), || {
            format!("the report says {}, the document {}", report.to, json!(written))
        });
    }
    let Some(version) = report.to.strip_prefix("grafana@").and_then(|version| version.parse::<f64>().ok())
    else {
        return Verdict::Holds;
    };
    let written = judge::dashboard(value).get("schemaVersion").cloned().unwrap_or_default();
    holds(written.as_f64() == Some(version), || {
        format!("the report says {}, the document {written}", report.to)
    })
}

/// `changed: false` means the same value, with style `auto` the same bytes; `changed: true` means another value.
pub(super) fn untouched_means_same_bytes(evidence: &Evidence<'_>) -> Verdict {
    let Some((document, report)) = evidence.migration() else { return Verdict::Holds };
    let style = evidence.option("style");
    if !report.changed && (style.is_null() || style == "auto") && document != evidence.sample.document {
        return Verdict::Broken("unchanged, but the bytes are others".to_owned());
    }
    let (Some(input), Some(output)) = (evidence.input(), evidence.output()) else {
        return Verdict::Skipped("the judge cannot hold the input");
    };
    holds(judge::same(input, output) != report.changed, || {
        format!(
            "`changed` is {}, but the value is {}",
            report.changed,
            if report.changed { "the same" } else { "another" }
        )
    })
}

/// Returns whether a document looks like one of another form than the caller said, such as a v2 `spec` that is called a
/// classic dashboard. What comes out of it may look the same, so that the caller has to say it again.
fn is_overruled(evidence: &Evidence<'_>, from: &str) -> bool {
    let Answer::Result(detected) = evidence.detect(&evidence.sample.document) else { return false };
    let detected: Value = serde_json::from_str(&detected).unwrap_or_default();
    let is_api = |version: &str| super::api::version(version).is_some();
    detected.get("version").and_then(Value::as_str).is_some_and(|version| is_api(version) != is_api(from))
}

/// Migrating the output once more changes nothing, not even a byte.
pub(super) fn a_second_time_changes_nothing(evidence: &Evidence<'_>) -> Verdict {
    let Some((document, report)) = evidence.migration() else { return Verdict::Holds };
    if judge::text(document).is_some_and(|text| judge::depth(text) > 256) {
        return Verdict::Skipped("the output is too deep to be read again");
    }
    // Without a target some documents stay as they are, even without the version that they count as.
    let to = if evidence.option("to").is_null() { Value::Null } else { json!(report.to) };
    let is_api = super::api::version(&report.to).is_some();
    if is_api && evidence.output().is_none() {
        return Verdict::Skipped("the judge cannot hold the output");
    }
    let is_bare = is_api
        && evidence.output().is_some_and(|output| {
            output.get("apiVersion").is_none() && judge::dashboard(output).get("apiVersion").is_none()
        });
    let is_overruled = !evidence.option("from").is_null() && is_overruled(evidence, &report.from);
    let options = evidence.options_with(&[
        ("to", to),
        // `from` may have named the family where nothing in the document does; a bridge leads to another one.
        ("family", json!(report.to.split('@').next())),
        // A `spec` that came by itself does not say its version.
        ("from", if is_bare || is_overruled { json!(report.to) } else { Value::Null }),
        ("normalize", Value::Null),
    ]);
    let again = evidence.migrate(document, &options);
    let Answer::Document { document: second, report: Some(text), .. } = &again else {
        return Verdict::Broken(format!("the output is refused: {}", show(&again)));
    };
    let unchanged = Report::read(text).is_ok_and(|report| !report.changed && report.steps.is_empty());
    holds(unchanged && second == document, || format!("the second time gives {}", show(&again)))
}

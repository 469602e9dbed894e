//! `detect` and `plan` say what `migrate` does.

use super::report::Report;
use super::{Evidence, Verdict, holds, show};
use crate::protocol::{Answer, Verb};
use serde_json::Value;

/// Errors that `detect` would have told of.
const FORETOLD: [&str; 8] = [
    "invalid-json",
    "invalid-utf8",
    "too-deep",
    "too-large",
    "too-new",
    "unknown-family",
    "invalid-version",
    "invalid-option",
];

/// What `migrate` says of documents that `detect` finds unsupported; Perses dashboards have words of their own.
const UNSUPPORTED: [&str; 4] =
    ["invalid-version", "invalid-schema-version", "invalid-document", "no-migration-path"];

/// What `detect` says of version and status is what `migrate` finds.
pub(super) fn agrees_with_migrate(evidence: &Evidence<'_>) -> Verdict {
    let document = &evidence.sample.document;
    match evidence.sample.verb {
        Verb::Migrate => {
            let Some((_, report)) = evidence.migration() else { return Verdict::Holds };
            if !evidence.option("from").is_null() || !evidence.option("family").is_null() {
                return Verdict::Holds;
            }
            let detected = evidence.detect(document);
            holds(text_of(&detected, "version").as_deref() == Some(&report.from), || {
                format!("migrate starts at {}, detect says {}", report.from, show(&detected))
            })
        }
        Verb::Detect => agree(evidence, evidence.answer, &evidence.migrate(document, "{}")),
        _ => Verdict::Holds,
    }
}

fn agree(evidence: &Evidence<'_>, detected: &Answer, migrated: &Answer) -> Verdict {
    let code = migrated.error_code();
    let code = code.as_deref();
    let report = match migrated {
        Answer::Document { report: Some(report), .. } => Report::read(report).ok(),
        _ => None,
    };
    let says = |name: &str| text_of(detected, name);
    let agreed = match (detected, says("status").as_deref()) {
        (Answer::Error(_), _) => detected == migrated,
        (_, Some("unknown")) => code == Some("unknown-family"),
        (_, Some("too-new")) => code == Some("too-new"),
        (_, Some("unsupported")) => code.is_some_and(|code| UNSUPPORTED.contains(&code)),
        (_, Some("current")) => {
            let same = matches!(migrated, Answer::Document { document, .. } if *document == evidence.sample.document);
            same && report.is_some_and(|report| !report.changed && Some(report.from) == says("version"))
        }
        (_, Some("upgradable")) => match (code, report) {
            (Some(code), _) => !FORETOLD.contains(&code),
            (None, Some(report)) => {
                report.changed && Some(report.from) == says("version") && Some(report.to) == says("latest")
            }
            (None, None) => false,
        },
        _ => false,
    };
    holds(agreed, || format!("detect says {}, migrate gives {}", show(detected), show(migrated)))
}

/// The steps that ran are those that `plan` lists; where there is no way, `plan` says so too.
pub(super) fn plan_agrees_with_migrate(evidence: &Evidence<'_>) -> Verdict {
    // A plan knows no options: ways back that are taken only when forced are none to it.
    if evidence.option("forceInverse") == true {
        return Verdict::Holds;
    }
    if let Some((_, report)) = evidence.migration() {
        let plan = evidence.plan(&report.from, &report.to);
        let moved = report.steps.iter().filter(|step| step.moves()).map(|step| step.id.as_str());
        // What is done to the dashboard inside of such an object is part of one step.
        let is_inner = |id: &str| report.from == "grafana@v0alpha1" && is_classic(id);
        let ran: Vec<&str> = moved.filter(|id| !is_inner(id)).collect();
        let planned = result(&plan).map(|plan| match plan.get("steps") {
            Some(Value::Array(steps)) => steps
                .iter()
                .map(|step| step.get("id").and_then(Value::as_str).unwrap_or("?").to_owned())
                .collect(),
            _ => vec!["no steps".to_owned()],
        });
        return holds(planned.is_some_and(|planned| planned == ran), || {
            format!("{ran:?} ran, but plan says {}", show(&plan))
        });
    }
    let without_options = evidence.sample.verb == Verb::Migrate && evidence.sample.options == "{}";
    let code = evidence.answer.error_code();
    if !without_options || !matches!(code.as_deref(), Some("no-migration-path" | "downgrade-unsupported")) {
        return Verdict::Holds;
    }
    let detected = evidence.detect(&evidence.sample.document);
    let (Some(from), Some(to)) = (text_of(&detected, "version"), text_of(&detected, "latest")) else {
        return Verdict::Broken(format!("no version is detected: {}", show(&detected)));
    };
    // The two errors differ in what they can point at.
    let plan = evidence.plan(&from, &to);
    holds(plan.error_code() == code, || {
        format!("migrate gives {}, plan {}", show(evidence.answer), show(&plan))
    })
}

/// Returns whether a step is one of the classic Grafana chain.
fn is_classic(id: &str) -> bool {
    id.strip_prefix("grafana/").is_some_and(|version| version.bytes().all(|byte| byte.is_ascii_digit()))
}

fn result(answer: &Answer) -> Option<Value> {
    match answer {
        Answer::Result(text) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

fn text_of(answer: &Answer, name: &str) -> Option<String> {
    result(answer)?.get(name)?.as_str().map(str::to_owned)
}

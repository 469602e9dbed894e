//! Durations and the time zone (spec 10-model, 3 and 10; 30-schema-versions, 6).

use super::super::durations::{is_iso, read_compact, read_seconds};
use super::members::{FIRST_WITH_ISO, spec};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// A duration of the dashboard cannot be read in its version (V8); empty and null are the default.
pub(super) const INVALID_DURATION: Rule =
    Rule { id: "perses/invalid-duration", severity: Severity::Error, check: invalid_duration };

/// The time zone is neither `local` nor spelled like an IANA name (V9).
///
/// Whether a name that is spelled well exists depends on the database of the server.
pub(super) const INVALID_TIMEZONE: Rule =
    Rule { id: "perses/invalid-timezone", severity: Severity::Error, check: invalid_timezone };

fn invalid_duration(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let is_iso_version = findings.version() >= FIRST_WITH_ISO;
    for name in ["duration", "refreshInterval"] {
        let Some(value) = spec(doc).and_then(|spec| spec.get(name)) else { continue };
        let is_sound = match value {
            Value::Null => true,
            Value::String(text) => {
                let text = text.to_text();
                let reads = if is_iso_version { is_iso(&text) } else { read_compact(&text).is_some() };
                reads || text.is_empty()
            }
            Value::Number(number) => !is_iso_version && read_seconds(*number).is_some(),
            _ => false,
        };
        if !is_sound {
            let wanted = match is_iso_version {
                true => "an ISO 8601 duration such as `PT1H30M`",
                false => "a duration such as `1h30m`, or a number of seconds",
            };
            let found = shown(value);
            findings.report(format!("/spec/{name}"), format!("expected {wanted}, found {found}"));
        }
    }
}

/// Returns a value as JSON, or what it is if it may be large.
fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Array(_) | Value::Object(_) => value.kind_name().to_owned(),
        leaf => leaf.to_json(),
    }
}

fn invalid_timezone(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let Some(value) = spec(doc).and_then(|spec| spec.get("timezone")) else { return };
    let is_sound = match value {
        Value::Null => true,
        Value::String(zone) => {
            let zone = zone.to_text();
            zone.is_empty() || zone == "local" || zone.split('/').all(is_zone_part)
        }
        _ => false,
    };
    if !is_sound {
        let message = format!(
            "{} is not a valid timezone: write a name such as \"Europe/Berlin\", or \"local\"",
            shown(value)
        );
        findings.report("/spec/timezone", message);
    }
}

/// Returns whether text is spelled like a part of an IANA name: `Europe`, `Port-au-Prince`, `GMT+1`.
fn is_zone_part(part: &str) -> bool {
    part.starts_with(|first: char| first.is_ascii_uppercase())
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-+".contains(&byte))
}

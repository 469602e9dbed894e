//! Which vectors wait for a step that a driver does not have yet.
//!
//! A vector waits only if its run needs a missing step *and* the driver says `no-migration-path`; anything else that
//! is not what the vendor's result says is a failure. The version is read here by code of its own (spec 00-pipeline,
//! 7.1), so that a mistake in the core cannot make a failing vector wait.

use serde_json::Value;
use std::collections::BTreeSet;

/// The newest version of the classic chain, and therefore its last step.
const LAST: i64 = 42;

/// Returns the version of a classic Grafana document as the reference reads it.
///
/// A number is truncated (a magnitude outside `i64` gives -2^63), a string counts if all of it is a decimal integer that
/// fits, and everything else is 0.
pub fn version_of(document: &Value) -> i64 {
    match document.get("schemaVersion") {
        Some(Value::Number(number)) => number.as_f64().map_or(0, truncate),
        Some(Value::String(text)) => read_whole(text),
        _ => 0,
    }
}

fn truncate(number: f64) -> i64 {
    let limit = 9_223_372_036_854_775_808.0;
    if number >= -limit && number < limit {
        // In range, so that the conversion only drops the fraction.
        #[expect(clippy::cast_possible_truncation, reason = "the fraction is meant to go")]
        let whole = number as i64;
        whole
    } else {
        i64::MIN
    }
}

fn read_whole(text: &str) -> i64 {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if decimal { text.parse().unwrap_or(0) } else { 0 }
}

/// Returns the steps that a run from one version to another needs, as step numbers.
pub fn steps_between(from: i64, to: i64) -> BTreeSet<i64> {
    let first = from.saturating_add(1).max(2);
    if from < 0 { BTreeSet::new() } else { (first..=to.min(LAST)).collect() }
}

/// Reads the classic Grafana steps from the JSON text of `families()`: the `to` numbers of its `steps`.
///
/// # Errors
/// If the text is not what `families()` gives.
pub fn known_steps(families: &str) -> anyhow::Result<BTreeSet<i64>> {
    #[derive(serde::Deserialize)]
    struct Family {
        id: String,
        steps: Vec<Step>,
    }
    #[derive(serde::Deserialize)]
    struct Step {
        to: String,
    }
    let families: Vec<Family> = serde_json::from_str(families)?;
    let grafana = families.iter().filter(|family| family.id == "grafana");
    let targets =
        grafana.flat_map(|family| &family.steps).filter_map(|step| step.to.strip_prefix("grafana@"));
    Ok(targets.filter_map(|number| number.parse().ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_reference_reads_them() {
        for (version, expected) in [
            ("41", 41),
            ("41.9", 41),
            ("-0.9", 0),
            ("-3", -3),
            ("1e30", i64::MIN),
            ("9223372036854775808", i64::MIN),
            ("\"41\"", 41),
            ("\"+41\"", 41),
            ("\"-3\"", -3),
            ("\"0041\"", 41),
            ("\" 41\"", 0),
            ("\"4_1\"", 0),
            ("\"41.0\"", 0),
            ("\"\"", 0),
            ("\"+\"", 0),
            ("\"9223372036854775807\"", i64::MAX),
            ("\"9223372036854775808\"", 0),
            ("null", 0),
            ("true", 0),
            ("[41]", 0),
        ] {
            let document = serde_json::from_str(&format!("{{\"schemaVersion\":{version}}}")).unwrap();
            assert_eq!(version_of(&document), expected, "{version}");
        }
        assert_eq!(version_of(&Value::Null), 0);
    }

    #[test]
    fn only_steps_of_the_way_are_needed() {
        let check = |from, to, expected: &[i64]| {
            assert_eq!(steps_between(from, to), expected.iter().copied().collect(), "{from} to {to}");
        };
        check(39, 42, &[40, 41, 42]);
        check(42, 42, &[]);
        check(43, 42, &[]);
        check(0, 1, &[]);
        check(0, 3, &[2, 3]);
        check(41, 43, &[42]);
        check(-1, 42, &[]);
        check(i64::MAX, 42, &[]);
    }

    #[test]
    fn steps_are_read_from_the_tables() {
        let families = r#"[{"id":"grafana","steps":[{"to":"grafana@40"},{"to":"grafana@v2beta1"}]},
                           {"id":"perses","steps":[{"to":"perses@1.2.0"}]}]"#;
        assert_eq!(known_steps(families).unwrap(), BTreeSet::from([40]));
        assert!(known_steps("{}").is_err());
    }
}

//! Whether a conversion of Grafana's API is the one that a vector expects: the object, or the failure that the vendor
//! answers with, and the vendor's own count.

use crate::judge;
use serde_json::Value;

/// What a conversion has to give.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The object; if it says that the conversion failed, the error has it in `details.object`.
    pub result: Value,
    /// What the report has as `counts`, if the vector says.
    pub counts: Option<Value>,
    /// Why nobody has to give it, if that is so.
    pub optional: Option<String>,
}

impl Conversion {
    fn is_failure(&self) -> bool {
        self.result.pointer("/status/conversion/failed") == Some(&Value::Bool(true))
    }
}

/// Says how a result differs from the expected one; `None` if it is equal.
pub fn fault(expected: &Conversion, document: &[u8], report: Option<&str>) -> Option<String> {
    if expected.is_failure() {
        return Some(format!("a result instead of a failure: {}", String::from_utf8_lossy(document)));
    }
    let found = match judge::read(document) {
        Ok(found) => found,
        Err(error) => return Some(format!("the result is not JSON: {error}")),
    };
    differs("value", &expected.result, &found).or_else(|| {
        let counts = expected.counts.as_ref()?;
        let report = match judge::read(report.unwrap_or_default().as_bytes()) {
            Ok(report) => report,
            Err(error) => return Some(format!("the report is not JSON: {error}")),
        };
        differs("`counts`", counts, report.get("counts").unwrap_or(&Value::Null))
    })
}

/// Says how an error differs from the expected failure; `None` if it is equal.
pub fn failure_fault(expected: &Conversion, error: &str) -> Option<String> {
    if !expected.is_failure() {
        return Some(format!("error instead of a result: {error}"));
    }
    let found = match judge::read(error.as_bytes()) {
        Ok(found) => found,
        Err(error) => return Some(format!("the error is not JSON: {error}")),
    };
    if found.get("code").and_then(Value::as_str) != Some("conversion-failed") {
        return Some(format!("another error than `conversion-failed`: {error}"));
    }
    let object = found.pointer("/details/object").unwrap_or(&Value::Null);
    differs("`details.object`", &expected.result, object)
}

fn differs(what: &str, expected: &Value, found: &Value) -> Option<String> {
    let judge::Difference { at, expected, found } = judge::difference(expected, found)?;
    Some(format!("{what} differs at `{at}`\n  expected {expected}\n  found    {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn conversion(result: Value, counts: Option<Value>) -> Conversion {
        Conversion { result, counts, optional: None }
    }

    #[test]
    fn a_result_and_its_counts_must_be_equal() {
        let expected = conversion(json!({"a": 1}), Some(json!({"message": null})));
        let check = |document: &str, report: &str| fault(&expected, document.as_bytes(), Some(report));
        assert_eq!(check(r#"{"a":1.0}"#, r#"{"counts":{"message":null}}"#), None);
        assert!(check(r#"{"a":2}"#, r#"{"counts":{"message":null}}"#).unwrap().starts_with("value differs"));
        assert!(
            check(r#"{"a":1}"#, r#"{"counts":{"message":"x"}}"#).unwrap().starts_with("`counts` differs")
        );
        assert!(check(r#"{"a":1}"#, "{}").unwrap().starts_with("`counts` differs"));
        assert_eq!(fault(&conversion(json!({}), None), b"{}", None), None);
        assert!(failure_fault(&expected, r#"{"code":"conversion-failed"}"#).is_some());
    }

    #[test]
    fn a_failure_is_an_error_with_the_object() {
        let object = json!({"spec": null, "status": {"conversion": {"failed": true}}});
        let expected = conversion(object.clone(), None);
        let error = |code: &str, object: &Value| {
            failure_fault(&expected, &json!({"code": code, "details": {"object": object}}).to_string())
        };
        assert_eq!(error("conversion-failed", &object), None);
        assert!(error("internal", &object).is_some());
        assert!(error("conversion-failed", &json!({})).unwrap().starts_with("`details.object` differs"));
        assert!(failure_fault(&expected, r#"{"code":"conversion-failed"}"#).is_some());
        assert!(fault(&expected, object.to_string().as_bytes(), None).is_some());
    }
}

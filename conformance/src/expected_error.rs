//! Whether an error is the one that a vector expects: every member that it gives must be equal.
//!
//! Vectors say `path` where the contract says `at`; what the contract has in `details`, they have beside `code`.

use crate::judge;
use serde_json::Value;

/// Says how an error differs from the expected one; `None` if all given members are equal.
///
/// Both are JSON values: `expected` as the vector has it, `found` as the contract has it.
pub fn fault(expected: &Value, found: &Value) -> Option<String> {
    let Some(members) = expected.as_object().filter(|members| members.contains_key("code")) else {
        return Some("the vector expects an error without a code".to_owned());
    };
    members.iter().find_map(|(name, value)| {
        let place = match name.as_str() {
            "code" | "message" => format!("/{name}"),
            "path" => "/at".to_owned(),
            other => format!("/details/{other}"),
        };
        let given = found.pointer(&place);
        let is_equal = given.is_some_and(|given| judge::difference(value, given).is_none());
        let shown = given.map_or("(absent)".to_owned(), Value::to_string);
        (!is_equal).then(|| format!("error differs at `{place}`\n  expected {value}\n  found    {shown}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_given_member_must_be_equal() {
        let found =
            json!({"code": "a-b", "step": "s", "at": "/x", "details": {"panelType": "text"}, "message": "M"});
        for equal in [
            json!({"code": "a-b"}),
            json!({"code": "a-b", "message": "M", "path": "/x"}),
            json!({"code": "a-b", "panelType": "text"}),
        ] {
            assert_eq!(fault(&equal, &found), None);
        }
        for (other, place) in [
            (json!({"code": "a"}), "/code"),
            (json!({"code": "a-b", "message": "m"}), "/message"),
            (json!({"code": "a-b", "path": ""}), "/at"),
            (json!({"code": "a-b", "panelType": "x"}), "/details/panelType"),
            (json!({"code": "a-b", "panelTitle": "x"}), "/details/panelTitle"),
        ] {
            assert!(fault(&other, &found).unwrap().contains(&format!("differs at `{place}`")), "{other}");
        }
    }

    #[test]
    fn an_expectation_without_a_code_is_none() {
        for empty in [json!({}), json!("a-b"), json!({"message": "M"})] {
            assert!(fault(&empty, &json!({"code": "a-b", "message": "M"})).is_some(), "{empty}");
        }
    }
}

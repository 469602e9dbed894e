//! Whether a migration is the one that a vector of the Perses chain expects: document, steps, warnings and losses.
//!
//! Vectors have words of their own: a step is `v1.0.0->v1.2.0`, a warning has `path` and `paths`, a loss `path` and
//! `reason`. They are put into the contract's words; what the contract says beyond them (the step of a warning, code and
//! kind of a loss) is not compared.

use crate::judge;
use serde_json::{Map, Value};

/// The first versions of the lines of the chain, rising.
const LINES: [&str; 4] = ["1.0.0", "1.1.0", "1.2.0", "2.0.0"];

/// What a vector calls the members of a warning, and what the contract calls them.
const WARNING: &[(&str, &str)] =
    &[("code", "code"), ("message", "message"), ("path", "at"), ("paths", "related")];

/// The same for a loss.
const LOSS: &[(&str, &str)] = &[("path", "at"), ("value", "value"), ("reason", "message")];

/// Says how a migration differs from the expected one; `None` if everything is equal.
pub fn fault(expected: &Value, document: &Value, report: &Value) -> Option<String> {
    let wanted = match wanted(expected) {
        Ok(wanted) => wanted,
        Err(error) => return Some(format!("the vector cannot be read: {error}")),
    };
    let found = [
        ("document", document.clone()),
        ("steps", Value::Array(steps(report))),
        ("warnings", list(report, "warnings", WARNING)),
        ("losses", list(report, "losses", LOSS)),
    ];
    found.iter().find_map(|(name, found)| {
        let difference = judge::difference(wanted.get(*name)?, found)?;
        let judge::Difference { at, expected, found } = difference;
        Some(format!("{name} differ at `{at}`\n  expected {expected}\n  found    {found}"))
    })
}

/// Puts an expectation into the words of the contract; it has all four members and no other.
fn wanted(expected: &Value) -> Result<Map<String, Value>, String> {
    let members = expected.as_object().ok_or("it is no object")?;
    let mut wanted = Map::new();
    for name in ["document", "steps", "warnings", "losses"] {
        let value = members.get(name).ok_or_else(|| format!("it has no `{name}`"))?;
        let value = match name {
            "steps" => each(value, step_id)?,
            "warnings" => each(value, |warning| renamed(warning, WARNING))?,
            "losses" => each(value, |loss| renamed(loss, LOSS))?,
            _ => value.clone(),
        };
        wanted.insert(name.to_owned(), value);
    }
    match members.keys().find(|name| !wanted.contains_key(*name)) {
        Some(surplus) => Err(format!("it has a member `{surplus}`")),
        None => Ok(wanted),
    }
}

fn each(list: &Value, act: impl Fn(&Value) -> Result<Value, String>) -> Result<Value, String> {
    let list = list.as_array().ok_or_else(|| format!("{list} is no array"))?;
    list.iter().map(act).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn renamed(entry: &Value, names: &[(&str, &str)]) -> Result<Value, String> {
    let mut renamed = Map::new();
    for (name, value) in entry.as_object().ok_or_else(|| format!("{entry} is no object"))? {
        let known = names.iter().find(|(theirs, _)| theirs == name);
        let (_, ours) = known.ok_or_else(|| format!("{entry} has a member `{name}`"))?;
        renamed.insert((*ours).to_owned(), value.clone());
    }
    Ok(Value::Object(renamed))
}

/// Returns the id of the step that a vector calls `v1.0.0->v1.2.0`; downwards it is that of the step that is undone.
fn step_id(name: &Value) -> Result<Value, String> {
    let unknown = || format!("{name} is no step");
    let (from, to) = name.as_str().and_then(|name| name.split_once("->")).ok_or_else(unknown)?;
    let line = |version: &str| {
        let version = version.strip_prefix('v')?;
        LINES.iter().position(|line| *line == version)
    };
    let (from, to) = line(from).zip(line(to)).ok_or_else(unknown)?;
    let (low, high) = (from.min(to), from.max(to));
    let (low_name, high_name) =
        LINES.get(low).zip(LINES.get(high)).filter(|_| low < high).ok_or_else(unknown)?;
    Ok(match high - low {
        1 => format!("perses/{high_name}"),
        _ => format!("perses/{low_name}-{high_name}"),
    }
    .into())
}

/// Returns the ids of the steps of a report, without those entries that are none, such as `perses/version`.
fn steps(report: &Value) -> Vec<Value> {
    let entries = report.get("steps").and_then(Value::as_array).into_iter().flatten();
    let ids = entries.filter_map(|entry| entry.get("id"));
    let is_step = |id: &&Value| {
        let version = id.as_str().and_then(|id| id.strip_prefix("perses/"));
        version.is_none_or(|version| version.starts_with(|first: char| first.is_ascii_digit()))
    };
    ids.filter(is_step).cloned().collect()
}

/// Returns the entries of a list of the report, each with the members that vectors have.
fn list(report: &Value, name: &str, members: &[(&str, &str)]) -> Value {
    let entries = report.get(name).and_then(Value::as_array).into_iter().flatten();
    let entries = entries.map(|entry| {
        let member = |(_, name): &(&str, &str)| Some(((*name).to_owned(), entry.get(*name)?.clone()));
        Value::Object(members.iter().filter_map(member).collect())
    });
    Value::Array(entries.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn expected() -> Value {
        json!({
            "document": {"a": 1}, "steps": ["v1.0.0->v1.2.0", "v1.2.0->v2.0.0"],
            "warnings": [{"code": "c", "message": "M", "path": "/a"}, {"code": "d", "message": "N", "paths": ["/b"]}],
            "losses": [{"path": "/c", "value": 30, "reason": "R"}]
        })
    }

    fn report() -> Value {
        json!({
            "steps": [{"id": "perses/1.0.0-1.2.0"}, {"id": "perses/version"}, {"id": "perses/2.0.0"}],
            "warnings": [{"code": "c", "step": "s", "at": "/a", "message": "M"}, {"code": "d", "related": ["/b"], "message": "N"}],
            "losses": [{"code": "merged", "kind": "member", "step": "s", "at": "/c", "value": 30.0, "message": "R"}]
        })
    }

    #[test]
    fn words_of_vectors_are_put_into_those_of_the_contract() {
        assert_eq!(fault(&expected(), &json!({"a": 1.0}), &report()), None);
        for (name, id) in [
            ("v1.0.0->v1.1.0", Some("perses/1.1.0")),
            ("v1.1.0->v1.0.0", Some("perses/1.1.0")),
            ("v1.0.0->v1.2.0", Some("perses/1.0.0-1.2.0")),
            ("v2.0.0->v1.2.0", Some("perses/2.0.0")),
            ("v1.2.0->v1.2.0", None),
            ("v1.2.0->v3.0.0", None),
            ("1.2.0->2.0.0", None),
            ("v1.2.0", None),
        ] {
            assert_eq!(step_id(&json!(name)).ok(), id.map(Value::from), "{name}");
        }
    }

    #[test]
    fn every_difference_is_told() {
        let differs =
            |document: &Value, report: &Value| fault(&expected(), document, report).unwrap_or_default();
        assert!(differs(&json!({"a": 2}), &report()).starts_with("document differ at `/a`"));
        for (place, value, told) in [
            ("/steps/0/id", json!("perses/1.2.0"), "steps differ at `/0`"),
            ("/steps", json!([]), "steps differ at `/0`"),
            ("/steps/1/id", json!("grafana-perses"), "steps differ at `/1`"),
            ("/warnings/0/message", json!("m"), "warnings differ at `/0/message`"),
            ("/warnings/0/at", json!("/b"), "warnings differ at `/0/at`"),
            ("/warnings/1/related", json!(["/b", "/c"]), "warnings differ at `/1/related/1`"),
            ("/warnings", json!([]), "warnings differ at `/0`"),
            ("/losses/0/value", json!(31), "losses differ at `/0/value`"),
            ("/losses/0/message", json!("r"), "losses differ at `/0/message`"),
            ("/losses", json!([]), "losses differ at `/0`"),
        ] {
            let mut report = report();
            *report.pointer_mut(place).unwrap() = value;
            let found = differs(&json!({"a": 1}), &report);
            assert!(found.starts_with(told), "{place}: {found}");
        }
        for surplus in ["warnings", "losses"] {
            let mut report = report();
            report[surplus].as_array_mut().unwrap().push(json!({"code": "x"}));
            assert!(differs(&json!({"a": 1}), &report).starts_with(surplus));
        }
        let mut swapped = report();
        swapped["warnings"].as_array_mut().unwrap().reverse();
        assert!(differs(&json!({"a": 1}), &swapped).starts_with("warnings differ at `/0/"));
    }

    #[test]
    fn an_expectation_of_another_shape_is_a_fault() {
        for (place, value) in [
            ("", json!([])),
            ("/steps", json!(["x"])),
            ("/steps", json!(1)),
            ("/warnings/0", json!({"code": "c", "message": "M", "at": "/a"})),
            ("/losses/0", json!("x")),
        ] {
            let mut expected = expected();
            *expected.pointer_mut(place).unwrap() = value;
            let found = fault(&expected, &json!({"a": 1}), &report()).unwrap();
            assert!(found.starts_with("the vector cannot be read"), "{found}");
        }
        for (name, value) in [("losses", None), ("surplus", Some(json!(1)))] {
            let mut expected = expected();
            let members = expected.as_object_mut().unwrap();
            members.remove(name);
            members.extend(value.map(|value| (name.to_owned(), value)));
            assert!(fault(&expected, &json!({"a": 1}), &report()).is_some(), "{name}");
        }
    }
}

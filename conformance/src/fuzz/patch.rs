//! RFC 6902 `add`, `remove` and `replace` over serde_json, to check what `explain` tells.

use serde_json::Value;

/// Applies the operations in order.
///
/// # Errors
/// If one of them is malformed or does not fit the value; the message says which.
pub fn apply(root: &mut Value, operations: &[Value]) -> Result<(), String> {
    operations.iter().try_for_each(|operation| {
        apply_one(root, operation).ok_or_else(|| format!("cannot apply {operation}"))
    })
}

fn apply_one(root: &mut Value, operation: &Value) -> Option<()> {
    let path = operation.get("path")?.as_str()?;
    let value = operation.get("value").cloned();
    let kind = operation.get("op")?.as_str()?;
    let Some((parent, token)) = path.rsplit_once('/') else {
        // The whole document: it can be set, not removed.
        *root = value.filter(|_| path.is_empty() && kind != "remove")?;
        return Some(());
    };
    let token = token.replace("~1", "/").replace("~0", "~");
    match (root.pointer_mut(parent)?, kind) {
        (Value::Object(members), "add") => drop(members.insert(token, value?)),
        (Value::Object(members), "remove") => drop(members.shift_remove(&token)?),
        (Value::Object(members), "replace") => *members.get_mut(&token)? = value?,
        (Value::Array(items), "add") if token == "-" => items.push(value?),
        (Value::Array(items), "add") => {
            let index = index(&token).filter(|index| *index <= items.len())?;
            items.insert(index, value?);
        }
        (Value::Array(items), "remove") => {
            let index = index(&token).filter(|index| *index < items.len())?;
            items.remove(index);
        }
        (Value::Array(items), "replace") => *items.get_mut(index(&token)?)? = value?,
        _ => return None,
    }
    Some(())
}

fn index(token: &str) -> Option<usize> {
    let plain = token == "0" || (!token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit()));
    if plain { token.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(input: Value, operations: Value, expected: Option<Value>) {
        let mut value = input;
        let done = apply(&mut value, operations.as_array().unwrap());
        assert_eq!(done.is_ok().then_some(value), expected, "{operations}");
    }

    #[test]
    fn operations_do_what_the_rfc_says() {
        check(
            json!({"a": [1, 2], "b/~": 1}),
            json!([
                {"op": "add", "path": "/a/1", "value": 9},
                {"op": "remove", "path": "/a/0"},
                {"op": "add", "path": "/a/-", "value": 3},
                {"op": "replace", "path": "/b~1~0", "value": null},
                {"op": "add", "path": "/c", "value": {}}
            ]),
            Some(json!({"a": [9, 2, 3], "b/~": null, "c": {}})),
        );
        check(json!(1), json!([{"op": "replace", "path": "", "value": 2}]), Some(json!(2)));
    }

    #[test]
    fn operations_that_do_not_fit_are_refused() {
        for operation in [
            json!({"op": "remove", "path": "/x"}),
            json!({"op": "replace", "path": "/x", "value": 1}),
            json!({"op": "add", "path": "/a/3", "value": 1}),
            json!({"op": "add", "path": "/a/01", "value": 1}),
            json!({"op": "add", "path": "/a"}),
            json!({"op": "move", "path": "/a", "from": "/b"}),
            json!({"op": "remove", "path": ""}),
            json!({"op": "add", "path": "x", "value": 1}),
        ] {
            check(json!({"a": [1, 2]}), json!([operation]), None);
        }
    }
}

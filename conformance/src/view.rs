//! Which part of a document a parity case compares.

use serde_json::Value;

/// A place in the document that was found, and what is left out below it on both sides.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Pointer to the part of the found document that is compared with the expectation.
    pub at: String,
    /// Pointers below that place; a `*` stands for every member or element. What they point at is not compared.
    pub masks: Vec<String>,
}

impl View {
    /// Returns the part of a found document that is compared; `None` if there is nothing at its place.
    pub fn of_found(&self, mut found: Value) -> Option<Value> {
        found.pointer_mut(&self.at).map(Value::take).map(|part| self.masked(part))
    }

    /// Returns a value without what is not compared.
    pub fn masked(&self, mut value: Value) -> Value {
        for mask in &self.masks {
            let tokens: Vec<&str> = mask.split('/').skip(1).collect();
            remove(&mut value, &tokens);
        }
        value
    }
}

/// Removes the members that a mask points at.
fn remove(value: &mut Value, tokens: &[&str]) {
    let Some((token, rest)) = tokens.split_first() else { return };
    match value {
        Value::Object(members) if rest.is_empty() => {
            members.retain(|name, _| *token != "*" && name != token);
        }
        Value::Object(members) => {
            let below = members.iter_mut().filter(|(name, _)| *token == "*" || name == token);
            below.for_each(|(_, value)| remove(value, rest));
        }
        Value::Array(elements) if *token == "*" => elements.iter_mut().for_each(|value| remove(value, rest)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn masks_take_members_out() {
        let check = |mask: &str, value: Value, expected: Value| {
            assert_eq!(
                View { masks: vec![mask.to_owned()], ..View::default() }.masked(value),
                expected,
                "{mask}"
            );
        };
        check("/a", json!({"a": 1, "b": 2}), json!({"b": 2}));
        check("/a/b", json!({"a": {"b": 1, "c": 2}, "b": 3}), json!({"a": {"c": 2}, "b": 3}));
        check("/*/b", json!({"a": {"b": 1}, "c": {"b": 2}, "d": 3}), json!({"a": {}, "c": {}, "d": 3}));
        check("/a/*/b", json!({"a": [{"b": 1}, {"c": 2}, 3]}), json!({"a": [{}, {"c": 2}, 3]}));
        check("/a/b", json!({"a": [{"b": 1}]}), json!({"a": [{"b": 1}]}));
        check("/a/*", json!({"a": {"b": 1}}), json!({"a": {}}));
    }

    #[test]
    fn a_place_may_be_missing() {
        let view = View { at: "/a/0".to_owned(), masks: Vec::new() };
        assert_eq!(view.of_found(json!({"a": [7]})), Some(json!(7)));
        assert_eq!(view.of_found(json!({"a": []})), None);
    }
}

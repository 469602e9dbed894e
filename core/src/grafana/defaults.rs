//! The values that a panel has when nobody sets any (spec 00-pipeline 5.2 and 9.5).

use crate::json::{Number, Object, Value};

/// Members and their defaults, as `prepare` writes them.
pub(super) const PANEL: [(&str, &str); 7] = [
    ("gridPos", r#"{"x":0,"y":0,"h":3,"w":6}"#),
    ("targets", r#"[{"refId":"A"}]"#),
    ("cachedPluginOptions", "{}"),
    ("transparent", "false"),
    ("options", "{}"),
    ("links", "[]"),
    ("title", r#""""#),
];

/// Returns whether a member equals its default in the way of clean-up (9.6).
pub(super) fn is_default(name: &str, value: &Value<'_>) -> bool {
    match name {
        "gridPos" => is_default_grid_position(value),
        "targets" => is_default_targets(value),
        "transparent" => matches!(value, Value::Bool(false)),
        "options" => is_empty_object(value),
        "links" => is_empty_array(value),
        "fieldConfig" => is_default_field_config(value),
        "title" => value.is_text(""),
        _ => false,
    }
}

/// An object of four members, each of which equals the default's or is null where the default has none.
fn is_default_grid_position(value: &Value<'_>) -> bool {
    let Some(position) = value.as_object() else { return false };
    position.len() == 4
        && position.iter().all(|(name, value)| match &*name.to_text() {
            "x" | "y" => is_written(value, 0.0),
            "h" => is_written(value, 3.0),
            "w" => is_written(value, 6.0),
            _ => value.is_null(),
        })
}

/// Numbers that a step computed never equal a default's (9.6, "Quirks").
fn is_written(value: &Value<'_>, expected: f64) -> bool {
    matches!(value, Value::Number(number @ Number::Text(_)) if number.to_f64() == expected)
}

fn is_default_targets(value: &Value<'_>) -> bool {
    let Some([Value::Object(target)]) = value.as_array().map(|array| array.as_slice()) else { return false };
    // A foreign member alone would have to be null, but every target has its letter by now.
    target.len() == 1
        && target
            .iter()
            .all(|(name, value)| if name == "refId" { value.is_text("A") } else { value.is_null() })
}

/// Returns whether a field configuration holds nothing.
pub(super) fn is_default_field_config(value: &Value<'_>) -> bool {
    let Some(config) = value.as_object() else { return false };
    config.len() == 2
        && config.iter().all(|(name, value)| match &*name.to_text() {
            "defaults" => is_empty_object(value),
            "overrides" => is_empty_array(value),
            _ => value.is_null(),
        })
}

/// An empty object, or a lasting null that stands for one (0.8).
pub(super) fn is_empty_object(value: &Value<'_>) -> bool {
    match value {
        Value::LastingNull(lasting) => *lasting == crate::json::Lasting::EmptyObject,
        value => value.as_object().is_some_and(Object::is_empty),
    }
}

/// An empty array, or a lasting null that stands for one (0.8).
pub(super) fn is_empty_array(value: &Value<'_>) -> bool {
    match value {
        Value::LastingNull(lasting) => *lasting == crate::json::Lasting::EmptyArray,
        value => value.as_array().is_some_and(|array| array.is_empty()),
    }
}

//! How members are read, whatever their type (spec 10-versions-02-16, 0.3; spec 20-versions-17-30, C6 and C7).

use crate::json::{Object, Value};
use std::borrow::Cow;

/// Returns whether a member is exactly `true` (0.3.1, C6).
pub(super) fn flag(object: &Object<'_>, name: &str) -> bool {
    matches!(object.get(name), Some(Value::Bool(true)))
}

/// Returns the text of a member; what is no string reads as the empty text (0.3.2, C6).
pub(super) fn text<'a>(object: &Object<'a>, name: &str) -> Cow<'a, str> {
    object.text(name).unwrap_or_default()
}

/// Returns the text of a member unless it is empty or no string.
pub(super) fn filled_text<'a>(object: &Object<'a>, name: &str) -> Option<Cow<'a, str>> {
    object.text(name).filter(|text| !text.is_empty())
}

/// Returns the truncated number of a member, if it is a number (0.3.3, C7).
pub(super) fn integer(object: &Object<'_>, name: &str) -> Option<i64> {
    object.get(name)?.as_number().map(|number| number.to_i64())
}

//! Hashes of values.

use super::sha256::sha256;
use crate::json::{Value, write_canonical};

/// How many digits of a hash tell whether a value is still the same.
const SHORT: usize = 16;

/// Returns the SHA-256 of a value's canonical form (RFC 8785), as `dashlift hash` prints it.
///
/// A value without a canonical form is hashed as compact text.
pub(super) fn hash(value: &Value<'_>) -> String {
    let mut text = String::new();
    if write_canonical(value, &mut text).is_err() {
        text = value.to_json();
    }
    sha256(text.as_bytes())
}

/// Returns the beginning of a value's hash.
pub(super) fn fingerprint(value: &Value<'_>) -> String {
    let mut digits = hash(value);
    digits.truncate(SHORT);
    digits
}

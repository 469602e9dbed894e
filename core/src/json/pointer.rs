//! RFC 6901 pointers.

use super::value::Value;

/// Appends a member's name to a pointer, escaped.
///
/// # Example
/// ```
/// let mut pointer = String::from("/panels/0");
/// dashlift::json::push_name(&mut pointer, "a/b~c");
/// assert_eq!(pointer, "/panels/0/a~1b~0c");
/// ```
pub fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    if !name.contains(['~', '/']) {
        pointer.push_str(name);
        return;
    }
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Appends an element's index to a pointer.
pub fn push_index(pointer: &mut String, index: usize) {
    pointer.push('/');
    push_digits(pointer, index);
}

/// Recursive, as deep as there are digits.
fn push_digits(out: &mut String, number: usize) {
    if number >= 10 {
        push_digits(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

pub(super) fn find<'v, 'a>(root: &'v Value<'a>, pointer: &str) -> Option<&'v Value<'a>> {
    if pointer.is_empty() {
        return Some(root);
    }
    pointer.strip_prefix('/')?.split('/').try_fold(root, |value, token| match value {
        Value::Object(object) if token.contains('~') => {
            object.get(&token.replace("~1", "/").replace("~0", "~"))
        }
        Value::Object(object) => object.get(token),
        Value::Array(array) => array.get(read_index(token)?),
        _ => None,
    })
}

fn read_index(token: &str) -> Option<usize> {
    let canonical = token == "0" || !token.starts_with('0');
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    if canonical && digits { token.parse().ok() } else { None }
}

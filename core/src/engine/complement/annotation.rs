//! A complement inside of its document: compressed (RFC 1951), as base64 (RFC 4648), in an annotation.

use super::base64;
use crate::json::{Object, Value, ValueMut, object};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The name of the annotation.
pub(super) const NAME: &str = "dashlift.dev/complement";

/// The effort of the compressor. The version of the crate is pinned, too, because both decide the bytes.
const LEVEL: u8 = 6;

/// The largest complement that is read, in bytes: 64 MiB.
pub(super) const MAX_SIZE: usize = 64 * 1024 * 1024;

/// What Kubernetes allows for all annotations of an object together, in bytes.
pub(super) const MAX_ANNOTATIONS: usize = 256 * 1024;

/// Makes the text of the annotation.
pub(in crate::engine) fn pack(text: &str) -> String {
    base64::encode(&compress_to_vec(text.as_bytes(), LEVEL))
}

/// Reads the text of the annotation.
pub(in crate::engine) fn unpack(text: &str) -> Option<String> {
    let bytes = decompress_to_vec_with_limit(&base64::decode(text)?, MAX_SIZE).ok()?;
    String::from_utf8(bytes).ok()
}

/// Returns what the annotation holds; `at` points to the annotations.
pub(super) fn find<'v>(document: &'v Value<'_>, at: &str) -> Option<std::borrow::Cow<'v, str>> {
    document.pointer(at)?.as_object()?.text(NAME)
}

/// Removes the annotation, and annotations that it leaves empty.
pub(super) fn remove<'a>(document: &mut Object<'a>, at: &str) -> Option<Value<'a>> {
    let (parent, name) = parent(document, at)?;
    let annotations = parent.object_mut(name)?;
    let removed = annotations.remove(NAME);
    if annotations.is_empty() && removed.is_some() {
        parent.remove(name);
    }
    removed
}

/// Sets the annotation; false if the document has no place for it.
pub(super) fn put(document: &mut Object<'_>, at: &str, text: String) -> bool {
    let Some((parent, name)) = parent(document, at) else { return false };
    match parent.get_mut(name) {
        Some(ValueMut::Object(annotations)) => {
            annotations.set(NAME, text);
        }
        _ => {
            parent.set(name.to_owned(), object([(NAME, text)]));
        }
    }
    true
}

fn parent<'v, 'p, 'a>(document: &'v mut Object<'a>, at: &'p str) -> Option<(&'v mut Object<'a>, &'p str)> {
    let (path, name) = at.rsplit_once('/')?;
    let parent = path.split('/').skip(1).try_fold(document, |object, name| object.object_mut(name))?;
    Some((parent, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec as compress;

    #[test]
    fn packed_bytes_are_pinned() {
        let text =
            r#"{"dashlift":1,"changes":[{"path":"/spec/elements/soil"},{"path":"/spec/elements/rain"}]}"#;
        let packed = pack(text);
        assert_eq!(
            packed,
            "dckxDoAgDAXQu/yZhLhyFePQYBWSWontRnp3T8D8Jk6yJv1ylC2hNtKbDWWfGOQNBdkG18zCD6tbtrcLIq34o66II34="
        );
        assert_eq!(unpack(&packed).as_deref(), Some(text));
    }

    #[test]
    fn what_is_no_complement_is_not_read() {
        let bomb = base64::encode(&compress(&vec![b' '; MAX_SIZE + 1], 1));
        let not_text = base64::encode(&compress(b"\xff", 1));
        for text in ["", "!", "AAAA", "////", &not_text, &bomb] {
            assert_eq!(unpack(text), None);
        }
    }
}

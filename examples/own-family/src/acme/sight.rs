//! How Acme's documents are recognized, and where their version stands.

use super::V1BETA1;
use dashlift::engine::{Certainty, Outline, Sighting, Version};
use dashlift::json::{Number, Object, Value};

/// What stands before the version in the `apiVersion` of the cloud form.
const GROUP: &str = "boards.acme.example/";

/// Recognizes a board, a cloud resource, and the answer `{"board": {…}, "revision": 7}` of Acme's server.
pub(super) fn detect(outline: &Outline<'_>) -> Option<Sighting> {
    if let Some(board) = outline.member("board").filter(|_| outline.member("revision").is_some()) {
        return detect(board).map(|inner| Sighting { at: "/board", ..inner }).filter(|_| is_board(board));
    }
    if outline.member("apiVersion").and_then(Outline::text).is_some_and(|text| text.starts_with(GROUP)) {
        return Some(cloud(outline));
    }
    is_board(outline).then(|| board(outline))
}

/// Reads any object: one with an `apiVersion` as a cloud resource, else as a board.
pub(super) fn read(outline: &Outline<'_>) -> Option<Sighting> {
    let plain = || match outline.member("apiVersion") {
        Some(_) => cloud(outline),
        None => board(outline),
    };
    detect(outline).or_else(|| outline.is_object().then(plain))
}

fn is_board(outline: &Outline<'_>) -> bool {
    outline.member("acme").is_some() && outline.has_array("widgets")
}

fn board(outline: &Outline<'_>) -> Sighting {
    let number = outline.member("acme").and_then(Outline::number);
    let version = number.filter(is_whole).map(|number| Version::Integer(number.to_i64())).into();
    Sighting::new(Certainty::Shaped, "board", version)
}

fn is_whole(number: &Number<'_>) -> bool {
    number.to_f64().fract() == 0.0
}

/// The document states an API version, which `from` must not contradict.
fn cloud(outline: &Outline<'_>) -> Sighting {
    let stated = outline.member("apiVersion").and_then(Outline::text);
    let known = stated.is_some_and(|text| text.strip_prefix(GROUP) == Some("v1beta1"));
    let version = known.then_some(V1BETA1).into();
    Sighting { binding: true, ..Sighting::new(Certainty::Declared, "cloud", version) }
}

/// Writes the version as a number; one that is there already keeps its spelling, and a new one goes to the front.
pub(super) fn stamp_board(doc: &mut Object<'_>, version: Version) {
    let Version::Integer(version) = version else { return };
    let number = Number::Computed(version as f64);
    if !doc.contains("acme") {
        doc.insert(0, "acme", number);
    } else if doc.get("acme") != Some(&Value::Number(number)) {
        doc.set("acme", number);
    }
}

/// Writes the API version; a new one goes to the front.
pub(super) fn stamp_cloud(doc: &mut Object<'_>, version: Version) {
    let text = format!("{GROUP}{version}");
    if !doc.contains("apiVersion") {
        doc.insert(0, "apiVersion", text);
    } else if !doc.has_text("apiVersion", &text) {
        doc.set("apiVersion", text);
    }
}

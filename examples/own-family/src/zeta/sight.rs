//! How a Zeta wall is recognized, and where its version stands.

use super::VERSIONS;
use dashlift::engine::{Certainty, Outline, Sighting, Version};
use dashlift::json::Object;

/// Recognizes an object with the text `zeta` and a list of tiles.
pub(super) fn detect(outline: &Outline<'_>) -> Option<Sighting> {
    let version = outline.member("zeta").and_then(Outline::text);
    (version.is_some() && outline.has_array("tiles")).then(|| wall(outline))
}

/// Reads any object as a wall.
pub(super) fn read(outline: &Outline<'_>) -> Option<Sighting> {
    outline.is_object().then(|| wall(outline))
}

fn wall(outline: &Outline<'_>) -> Sighting {
    let version = outline.member("zeta").and_then(Outline::text);
    let version = version.and_then(|text| VERSIONS.read(&text)).into();
    Sighting::new(Certainty::Shaped, "wall", version)
}

/// Writes the version as text; a new one goes to the front.
pub(super) fn stamp(doc: &mut Object<'_>, version: Version) {
    let text = version.to_string();
    if !doc.contains("zeta") {
        doc.insert(0, "zeta", text);
    } else if !doc.has_text("zeta", &text) {
        doc.set("zeta", text);
    }
}

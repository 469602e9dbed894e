//! How a layout is recognized, and where its version stands (design section 4, "Detection").

use super::region::{Said, is_live};
use super::v01::{MEMBERS, corrections};
use crate::engine::{Certainty, Outline, Sighting, Stated, Version};

/// Recognizes an object with an array `regions`, and an array of objects that all have `grid_row`.
pub(super) fn detect(outline: &Outline<'_>) -> Option<Sighting> {
    let regions = outline.elements();
    let bare = !regions.is_empty() && regions.iter().all(|region| region.member("grid_row").is_some());
    if bare || outline.has_array("regions") { read(outline) } else { None }
}

/// Reads any object and any array as a layout.
pub(super) fn read(outline: &Outline<'_>) -> Option<Sighting> {
    let version = if outline.is_object() {
        stated(outline.member("schemaVersion"))
    } else if outline.is_array() {
        let normal = outline.elements().iter().all(is_normal);
        Stated::Assumed(Version::Integer(normal.into()))
    } else {
        return None;
    };
    let bare = outline.is_array();
    Some(Sighting { bare, ..Sighting::new(Certainty::Shaped, "grid", version) })
}

/// Reads `schemaVersion`: a whole number counts, nothing is version 0, all else cannot be read.
fn stated(version: Option<&Outline<'_>>) -> Stated {
    match Said::of_outline(version) {
        Said::Nothing => Stated::Assumed(Version::Integer(0)),
        // What is too large becomes the largest, which is too new as well.
        Said::Number(number) if number.fract() == 0.0 => Stated::Version(Version::Integer(number as i64)),
        _ => Stated::Unreadable,
    }
}

/// Returns whether step 1 would leave an element of a bare array as it is.
pub(super) fn is_normal(region: &Outline<'_>) -> bool {
    let said = |name| Said::of_outline(region.member(name));
    !region.is_object()
        || !is_live(said("deleted_at"))
        || corrections(MEMBERS.map(said)).iter().all(Option::is_none)
}

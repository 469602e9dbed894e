//! v1.1.0: the `chart` of a tile is called `view`.
//!
//! Before: `{"tiles": [{"chart": "line", "title": "Load"}]}`
//! After:  `{"tiles": [{"view": "line", "title": "Load"}]}`
//!
//! A tile that has a `view` already is a conflict.

use dashlift::ErrorKind;
use dashlift::engine::{Down, Kind, Notes, Step, StepError, Version};
use dashlift::json::Object;

pub(super) const STEP: Step = Step {
    id: "zeta/1.1.0",
    summary: "the `chart` of a tile is called `view`",
    kind: Kind::Rename,
    up,
    down: Down::Run { run: down, lossy: false },
    ..Step::new(Version::Semver(1, 0, 0), Version::Semver(1, 1, 0))
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    rename(doc, "chart", "view")
}

fn down(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    rename(doc, "view", "chart")
}

fn rename(doc: &mut Object<'_>, old: &str, new: &'static str) -> Result<(), StepError> {
    let Some(tiles) = doc.array_mut("tiles") else { return Ok(()) };
    for (index, tile) in tiles.iter_mut().enumerate() {
        let Some(tile) = tile.into_object() else { continue };
        if tile.contains(new) {
            let message = format!("a tile with `{old}` cannot have `{new}`");
            return Err(StepError::new(ErrorKind::FieldConflict, format!("/tiles/{index}/{new}"), message));
        }
        tile.rename(old, new);
    }
    Ok(())
}

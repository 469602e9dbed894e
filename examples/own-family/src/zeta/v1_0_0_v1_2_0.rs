//! v1.2.0 directly from v1.0.0: the `chart` of a tile becomes the object `view`.
//!
//! Before: `{"tiles": [{"chart": "line", "title": "Load"}]}`
//! After:  `{"tiles": [{"view": {"type": "line"}, "title": "Load"}]}`
//!
//! It does in one go what the two steps do that it shortens; a test holds it to that.

use dashlift::ErrorKind;
use dashlift::engine::{Kind, Notes, Step, StepError, Version, unexpected};
use dashlift::json::{Object, Value, object};

pub(super) const STEP: Step = Step {
    id: "zeta/1.0.0-1.2.0",
    summary: "the `chart` of a tile becomes the object `view`",
    kind: Kind::TypeChange,
    breaking: true,
    up,
    ..Step::new(Version::Semver(1, 0, 0), Version::Semver(1, 2, 0))
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(tiles) = doc.array_mut("tiles") else { return Ok(()) };
    for (index, tile) in tiles.iter_mut().enumerate() {
        let Some(tile) = tile.into_object() else { continue };
        if tile.contains("view") {
            let at = format!("/tiles/{index}/view");
            return Err(StepError::new(
                ErrorKind::FieldConflict,
                at,
                "a tile with `chart` cannot have `view`",
            ));
        }
        match tile.get("chart") {
            None => {}
            Some(Value::Null) => drop(tile.rename("chart", "view")),
            Some(Value::String(chart)) => {
                let view = object([("type", *chart)]);
                tile.replace("chart", "view", view);
            }
            Some(other) => return Err(unexpected(&format!("/tiles/{index}/chart"), "a string", other)),
        }
    }
    Ok(())
}

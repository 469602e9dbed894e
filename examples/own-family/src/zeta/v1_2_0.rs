//! v1.2.0: the `view` of a tile is an object.
//!
//! Before: `{"tiles": [{"view": "line", "title": "Load"}]}`
//! After:  `{"tiles": [{"view": {"type": "line"}, "title": "Load"}]}`
//!
//! `null` counts as absent and stays; whatever else is no text is refused. The way back keeps the type and loses what
//! else is in the object.

use dashlift::engine::{Down, Kind, Notes, Step, StepError, Version, unexpected};
use dashlift::json::{Object, Str, Value, object, push_name};
use dashlift::{LossCode, LossKind};

pub(super) const STEP: Step = Step {
    id: "zeta/1.2.0",
    summary: "the `view` of a tile is an object",
    kind: Kind::TypeChange,
    breaking: true,
    up,
    down: Down::Run { run: down, lossy: true },
    ..Step::new(Version::Semver(1, 1, 0), Version::Semver(1, 2, 0))
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(tiles) = doc.array_mut("tiles") else { return Ok(()) };
    for (index, tile) in tiles.iter_mut().enumerate() {
        let Some(tile) = tile.into_object() else { continue };
        match tile.get("view") {
            None | Some(Value::Null) => {}
            Some(Value::String(view)) => {
                let view = object([("type", *view)]);
                tile.set("view", view);
            }
            Some(other) => return Err(unexpected(&format!("/tiles/{index}/view"), "a string", other)),
        }
    }
    Ok(())
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(tiles) = doc.array_mut("tiles") else { return Ok(()) };
    for (index, tile) in tiles.iter_mut().enumerate() {
        let Some(tile) = tile.into_object() else { continue };
        let at = format!("/tiles/{index}/view");
        let kind = match tile.get("view") {
            None | Some(Value::Null) => continue,
            Some(Value::Object(view)) => type_of(view, &at, notes)?,
            Some(other) => return Err(unexpected(&at, "an object", other)),
        };
        tile.set("view", kind);
    }
    Ok(())
}

/// Returns the type of a view and reports the rest as lost.
fn type_of<'a>(view: &Object<'a>, at: &str, notes: &mut Notes<'_>) -> Result<Option<Str<'a>>, StepError> {
    let mut kind = None;
    for (name, value) in view.iter() {
        let mut at = at.to_owned();
        push_name(&mut at, &name.to_text());
        match value {
            Value::String(text) if name == *"type" => kind = Some(*text),
            other if name == *"type" => return Err(unexpected(&at, "a string", other)),
            other => {
                let message = "version 1.1.0 knows the type only";
                notes.lose(LossCode::NotRepresentable, LossKind::Member, at, Some(other), message);
            }
        }
    }
    Ok(kind)
}

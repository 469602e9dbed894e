//! The bridge from Acme: a board becomes a wall.
//!
//! Before: `{"title": "Fleet", "refreshSeconds": 300, "widgets": [{"id": 1, "type": "graph"}]}`
//! After:  `{"name": "Fleet", "poll": "300s", "tiles": [{"id": 1, "chart": "line"}]}`
//!
//! Widgets that are no graph, number or text, and members of the board that Zeta does not know, are reported as lost;
//! with `strict` such a widget is an error.

use dashlift::engine::{Kind, Notes, Step, StepError, Version, unexpected};
use dashlift::json::{Array, Draft, JsonWriter, Number, Object, Value, array, push_name};
use dashlift::{ErrorKind, LossCode, LossKind};

pub(super) const STEP: Step = Step {
    id: "acme-zeta",
    summary: "a board becomes a wall",
    kind: Kind::Bridge,
    breaking: true,
    lossy: true,
    from_family: Some("acme"),
    up,
    ..Step::new(Version::Integer(5), Version::Semver(1, 0, 0))
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for member in doc.take_all() {
        let name = member.name.to_text();
        match (&*name, member.value) {
            ("acme", _) | ("refreshSeconds", Value::Null) => {}
            ("title", title) => drop(doc.set("name", title)),
            ("refreshSeconds", Value::Number(seconds)) => drop(doc.set("poll", poll(seconds)?)),
            ("refreshSeconds", other) => return Err(unexpected("/refreshSeconds", "a number", &other)),
            ("widgets", Value::Array(widgets)) => {
                let tiles = tiles(widgets, notes)?;
                doc.set("tiles", tiles);
            }
            (_, value) => {
                let mut at = String::new();
                push_name(&mut at, &name);
                let message = "a wall has no place for it";
                notes.lose(LossCode::NotRepresentable, LossKind::Member, at, Some(&value), message);
            }
        }
    }
    Ok(())
}

/// An infinite number would be spelled `null`.
fn poll(seconds: Number<'_>) -> Result<String, StepError> {
    if seconds.to_f64().is_finite() {
        return Ok(format!("{}s", Value::Number(seconds).to_json()));
    }
    let message = "the number of seconds is too large";
    Err(StepError::new(ErrorKind::UnrepresentableNumber, "/refreshSeconds", message))
}

fn tiles<'a>(widgets: &mut Array<'a>, notes: &mut Notes<'_>) -> Result<Draft<'a>, StepError> {
    let mut tiles = Vec::new();
    for (index, widget) in widgets.take_all().into_iter().enumerate() {
        let at = format!("/widgets/{index}");
        match (chart(&widget), widget) {
            (Some(chart), Value::Object(tile)) => {
                tile.replace("type", "chart", chart);
                tiles.push(Value::Object(tile));
            }
            (_, widget) if notes.options().strict => return Err(refusal(&widget, at)),
            (_, widget) => {
                let message = "Zeta has no such tile";
                notes.lose(LossCode::NotRepresentable, LossKind::Panel, at, Some(&widget), message);
            }
        }
    }
    Ok(array(tiles))
}

/// Returns what Zeta calls this type of widget.
fn chart(widget: &Value<'_>) -> Option<&'static str> {
    match &*widget.as_object()?.text("type")? {
        "graph" => Some("line"),
        "number" => Some("stat"),
        "text" => Some("note"),
        _ => None,
    }
}

fn refusal(widget: &Value<'_>, at: String) -> StepError {
    let kind = widget.as_object().and_then(|widget| widget.text("type"));
    let mut details = JsonWriter::new();
    details.open_object();
    details.optional_text("widgetType", kind.as_deref());
    details.close_object();
    let message = "Zeta has no such tile";
    let error = StepError::new(ErrorKind::PanelConversionFailed, at, message);
    StepError { details: Some(details.finish()), ..error }
}

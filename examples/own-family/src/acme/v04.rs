//! v4: a widget refers to its data source by `uid` and `type`.
//!
//! Before: `{"widgets": [{"id": 1, "source": "Fleet metrics"}]}`
//! After:  `{"widgets": [{"id": 1, "source": {"uid": "m1", "type": "prometheus"}}]}`
//!
//! The name is looked up in the context. One that is not there, or an empty context, gives `{"name": "…"}` and the
//! warning `unknown-source`. `null` counts as absent and stays.

use dashlift::engine::{Down, Kind, Notes, Step, StepError, unexpected};
use dashlift::json::{Object, Value, object};

pub(super) const STEP: Step = Step {
    id: "acme/4",
    summary: "a widget refers to its data source by `uid` and `type`",
    kind: Kind::TypeChange,
    breaking: true,
    manual_review: true,
    up,
    down: Down::Unsupported("the names of data sources are not kept"),
    path_warnings: &["data sources are looked up by name: give `context.datasources`"],
    ..Step::between(3, 4)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(widgets) = doc.array_mut("widgets") else { return Ok(()) };
    for (index, widget) in widgets.iter_mut().enumerate() {
        let Some(widget) = widget.into_object() else { continue };
        let at = format!("/widgets/{index}/source");
        let name = match widget.get("source") {
            None | Some(Value::Null) => continue,
            Some(Value::String(name)) => *name,
            Some(other) => return Err(unexpected(&at, "a string", other)),
        };
        let reference = match notes.context().datasource(&name.to_text()) {
            Some(source) => object([("uid", source.uid.clone()), ("type", source.kind.clone())]),
            None => {
                notes.warn("unknown-source", at, format!("no data source is called `{}`", name.to_text()));
                object([("name", name)])
            }
        };
        widget.set("source", reference);
    }
    Ok(())
}

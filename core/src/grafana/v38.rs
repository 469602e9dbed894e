//! v38: `displayMode` of table cells becomes `cellOptions`.
//!
//! Before: `{"panels": [{"type": "table", "fieldConfig": {"defaults": {"custom": {"displayMode": "lcd-gauge"}}, "overrides": []}}]}`
//! After:  `{"panels": [{"type": "table", "fieldConfig": {"defaults": {"custom": {"cellOptions": {"type": "gauge", "mode": "lcd"}}}, "overrides": []}}]}`
//!
//! In overrides the property keeps its place; there a value that is no text stays, and an absent one becomes `{}`. In the
//! defaults a mode that is no text goes, and older cell options give way. Panels in rows are visited, children of other
//! panels are not (spec 30-versions-31-42).

use super::losses::{defaulted, dropped};
use super::panels::in_rows;
use super::place::Place;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Draft, Object, Str, Value, object};

pub(super) const STEP: Step = Step {
    id: "grafana/38",
    summary: "`displayMode` of table cells becomes `cellOptions`",
    kind: Kind::TypeChange,
    lossy: true,
    up,
    ..Step::between(37, 38)
};

/// Where a panel keeps its settings of cells.
const CUSTOM: &str = "/fieldConfig/defaults/custom";

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    in_rows(doc, |panel, place| {
        if !panel.has_text("type", "table") {
            return;
        }
        let Some(config) = panel.object_mut("fieldConfig") else { return };
        if let Some(custom) = config.object_mut("defaults").and_then(|defaults| defaults.object_mut("custom"))
        {
            convert_defaults(custom, place, notes);
        }
        for entry in config.array_mut("overrides").into_iter().flat_map(Array::objects_mut) {
            entry.array_mut("properties").into_iter().flat_map(Array::objects_mut).for_each(convert_property);
        }
    });
    Ok(())
}

fn convert_defaults(custom: &mut Object<'_>, panel: &Place<'_>, notes: &mut Notes<'_>) {
    let Some(mode) = custom.get("displayMode") else { return };
    if let Value::String(mode) = *mode {
        let older = custom.remove("cellOptions");
        custom.replace("displayMode", "cellOptions", cell_options(mode));
        if let Some(older) = older.filter(|older| custom.get("cellOptions") != Some(older)) {
            let message = "`displayMode` takes its place";
            defaulted(notes, format_args!("{panel}{CUSTOM}/cellOptions"), &older, message);
        }
    } else if let Some(mode) = custom.remove("displayMode") {
        dropped(notes, format_args!("{panel}{CUSTOM}/displayMode"), &mode, "a display mode is a text");
    }
}

fn convert_property(property: &mut Object<'_>) {
    if !property.has_text("id", "custom.displayMode") {
        return;
    }
    property.set("id", "custom.cellOptions");
    match property.get("value") {
        Some(Value::String(mode)) => drop(property.set("value", cell_options(*mode))),
        Some(_) => {}
        None => drop(property.set("value", Draft::json("{}"))),
    }
}

fn cell_options(mode: Str<'_>) -> Draft<'_> {
    Draft::json(match &*mode.to_text() {
        "basic" => r#"{"type":"gauge","mode":"basic"}"#,
        "gradient-gauge" => r#"{"type":"gauge","mode":"gradient"}"#,
        "lcd-gauge" => r#"{"type":"gauge","mode":"lcd"}"#,
        "color-background" => r#"{"type":"color-background","mode":"gradient"}"#,
        "color-background-solid" => r#"{"type":"color-background","mode":"basic"}"#,
        _ => return object([("type", mode)]),
    })
}

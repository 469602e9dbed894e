//! v30: value mappings are typed, and `tooltipOptions` becomes `tooltip`.
//!
//! Before: `{"panels": [{"fieldConfig": {"defaults": {"thresholds": {"steps": [{"color": "blue", "value": null}, {"color": "purple", "value": 50}]}, "mappings": [{"id": 1, "type": 2, "from": "0", "to": "9.5", "text": "low"}, {"id": 2, "type": 1, "value": "7", "text": "70"}]}}}, {"type": "xychart", "options": {"tooltipOptions": {"mode": "single"}}}]}`
//! After:  `{"panels": [{"fieldConfig": {"defaults": {"thresholds": {"steps": [{"color": "blue", "value": null}, {"color": "purple", "value": 50}]}, "mappings": [{"type": "value", "options": {"7": {"text": "70", "color": "purple"}}}, {"type": "range", "options": {"from": 0, "to": 9.5, "result": {"text": "low"}}}]}}}, {"type": "xychart", "options": {"tooltip": {"mode": "single"}}}]}`
//!
//! Mappings stand in the defaults and in overrides; a text that is a number takes the colour of its threshold, in the
//! defaults only. A list of which nothing is left becomes a lasting null. The panels within a panel are visited, too
//! (spec 20-versions-17-30).

use super::mappings::{Colors, needs_upgrade, upgrade};
use super::panels::numbered;
use crate::engine::{Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/30",
    summary: "value mappings are typed, and `tooltipOptions` becomes `tooltip`",
    kind: Kind::TypeChange,
    breaking: true,
    lossy: true,
    up,
    ..Step::between(29, 30)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (index, panel) in doc.array_mut("panels").into_iter().flat_map(numbered) {
        convert(panel, &|| format!("/panels/{index}"), notes);
        for (inner, nested) in panel.array_mut("panels").into_iter().flat_map(numbered) {
            convert(nested, &|| format!("/panels/{index}/panels/{inner}"), notes);
        }
    }
    Ok(())
}

/// Converts a panel; `at` gives its place.
fn convert(panel: &mut Object<'_>, at: &dyn Fn() -> String, notes: &mut Notes<'_>) {
    if let Some(config) = panel.object_mut("fieldConfig") {
        if let Some(defaults) = config.object_mut("defaults") {
            let colors = Colors::of(defaults.object("thresholds"));
            let place = || format!("{}/fieldConfig/defaults/mappings", at());
            upgrade_member(defaults, "mappings", &colors, &place, notes);
        }
        for (index, entry) in config.array_mut("overrides").into_iter().flat_map(numbered) {
            let properties = entry.array_mut("properties").into_iter().flat_map(numbered);
            for (inner, property) in properties.filter(|(_, property)| property.has_text("id", "mappings")) {
                let place = || format!("{}/fieldConfig/overrides/{index}/properties/{inner}/value", at());
                upgrade_member(property, "value", &Colors::default(), &place, notes);
            }
        }
    }
    if matches!(panel.text("type").as_deref(), Some("timeseries" | "xychart" | "xychart2"))
        && let Some(options) = panel.object_mut("options")
    {
        options.rename("tooltipOptions", "tooltip");
    }
}

/// Upgrades the list of mappings in a member, and tells of those that have no place any more.
fn upgrade_member<'a>(
    parent: &mut Object<'a>,
    name: &'static str,
    colors: &Colors<'a>,
    at: &dyn Fn() -> String,
    notes: &mut Notes<'_>,
) {
    let Some(mappings) = parent.array_mut(name).filter(|mappings| needs_upgrade(mappings)) else { return };
    let upgraded = upgrade(mappings.take_all(), colors);
    parent.set(name, upgraded.mappings);
    for (index, mapping) in &upgraded.dropped {
        let message = "the mapping says neither a value nor a range, and has no place in the typed form";
        let at = format!("{}/{index}", at());
        notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(mapping), message);
    }
}

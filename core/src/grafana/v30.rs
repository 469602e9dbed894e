//! v30: value mappings are typed, and `tooltipOptions` becomes `tooltip`.
//!
//! Before: `{"panels": [{"fieldConfig": {"defaults": {"thresholds": {"steps": [{"color": "blue", "value": null}, {"color": "purple", "value": 50}]}, "mappings": [{"id": 1, "type": 2, "from": "0", "to": "9.5", "text": "low"}, {"id": 2, "type": 1, "value": "7", "text": "70"}]}}}, {"type": "xychart", "options": {"tooltipOptions": {"mode": "single"}}}]}`
//! After:  `{"panels": [{"fieldConfig": {"defaults": {"thresholds": {"steps": [{"color": "blue", "value": null}, {"color": "purple", "value": 50}]}, "mappings": [{"type": "value", "options": {"7": {"text": "70", "color": "purple"}}}, {"type": "range", "options": {"from": 0, "to": 9.5, "result": {"text": "low"}}}]}}}, {"type": "xychart", "options": {"tooltip": {"mode": "single"}}}]}`
//!
//! Mappings stand in the defaults and in overrides; a text that is a number takes the colour of its threshold, in the
//! defaults only. A list of which nothing is left becomes a lasting null. The panels within a panel are visited, too
//! (spec 20-versions-17-30).

use super::losses::defaulted;
use super::mappings::{Colors, needs_upgrade, upgrade};
use super::panels::numbered;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Object};
use std::fmt;

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
        convert(panel, format_args!("/panels/{index}"), notes);
        for (inner, nested) in panel.array_mut("panels").into_iter().flat_map(numbered) {
            convert(nested, format_args!("/panels/{index}/panels/{inner}"), notes);
        }
    }
    Ok(())
}

fn convert(panel: &mut Object<'_>, at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    if let Some(config) = panel.object_mut("fieldConfig") {
        convert_mappings(config, format_args!("{at}/fieldConfig"), notes);
    }
    if matches!(panel.text("type").as_deref(), Some("timeseries" | "xychart" | "xychart2"))
        && let Some(options) = panel.object_mut("options")
        && options.contains("tooltipOptions")
    {
        let old = options.remove("tooltip").unwrap_or_default();
        options.rename("tooltipOptions", "tooltip");
        if options.get("tooltip") != Some(&old) {
            defaulted(notes, format_args!("{at}/options/tooltip"), &old, "`tooltipOptions` takes its place");
        }
    }
}

/// Upgrades the mappings of the defaults and of the overrides (rule 1).
fn convert_mappings(config: &mut Object<'_>, at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    if let Some(defaults) = config.object_mut("defaults")
        && defaults.array("mappings").is_some_and(needs_upgrade)
    {
        let colors = Colors::of(defaults.object("thresholds"));
        upgrade_member(defaults, "mappings", &colors, format_args!("{at}/defaults/mappings"), notes);
    }
    for (index, entry) in config.array_mut("overrides").into_iter().flat_map(numbered) {
        for (inner, property) in entry.array_mut("properties").into_iter().flat_map(numbered) {
            if property.has_text("id", "mappings") && property.array("value").is_some_and(needs_upgrade) {
                let at = format_args!("{at}/overrides/{index}/properties/{inner}/value");
                upgrade_member(property, "value", &Colors::default(), at, notes);
            }
        }
    }
}

fn upgrade_member<'a>(
    parent: &mut Object<'a>,
    name: &'static str,
    colors: &Colors<'a>,
    at: fmt::Arguments<'_>,
    notes: &mut Notes<'_>,
) {
    let mappings = parent.array_mut(name).map(Array::take_all).unwrap_or_default();
    let upgraded = upgrade(mappings, colors, at, notes);
    parent.set(name, upgraded);
}

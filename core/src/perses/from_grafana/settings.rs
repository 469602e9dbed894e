//! Settings of a panel that the conversion does not read: what says something is told as lost.

use super::bridge::Bridge;
use super::panel::{Kind, Panel};
use crate::json::{Number, Object, Value, push_name};

/// Returns whether a member of a panel is read for every type, or says nothing (P6).
fn is_common(name: &str) -> bool {
    matches!(
        name,
        "type"
            | "title"
            | "description"
            | "gridPos"
            | "repeat"
            | "repeatDirection"
            | "maxPerRow"
            | "links"
            | "targets"
            | "options"
            | "fieldConfig"
            | "id"
            | "datasource"
            | "pluginVersion"
            | "panels"
            | "scopedVars"
            | "repeatPanelId"
            | "repeatIteration"
            | "repeatedByRow"
            | "editable"
            | "error"
            | "isNew"
            | "span"
            | "renderer"
            | "autoMigrateFrom"
            | "_originallyHadFieldConfigCustom"
    )
}

/// Returns the values that say as much as their absence, for a member of this name.
fn usual_values(name: &str) -> &'static [&'static str] {
    match name {
        "alertThreshold" => &["true"],
        "axisColorMode" => &["text"],
        "barAlignment" => &["0"],
        "barWidthFactor" => &["0.6"],
        "colWidth" => &["0.9"],
        "collapse" => &["true"],
        "countRows" => &["false"],
        "dashLength" => &["10"],
        "dedupStrategy" => &["none"],
        "displayMode" => &["gradient"],
        "enable" => &["true"],
        "fill" => &["1"],
        "fillGradient" => &["0"],
        "format" => &["short", "time_series"],
        "frameIndex" => &["0"],
        "group" => &["A"],
        "intervalFactor" => &["1"],
        "lineInterpolation" => &["linear"],
        "lines" => &["true"],
        "linewidth" => &["1"],
        "logBase" => &["1"],
        "maxHeight" => &["600"],
        "maxVizHeight" => &["300"],
        "minVizHeight" => &["10", "16", "75"],
        "minVizWidth" => &["0", "75", "8"],
        "mode" => &["absolute", "multi", "palette-classic", "single", "thresholds", "time"],
        "now" => &["true"],
        "nullPointMode" => &["null"],
        "orientation" => &["horizontal"],
        "perPage" => &["20"],
        "percentChangeColorMode" => &["standard"],
        "pieType" => &["pie"],
        "pointSize" => &["5"],
        "pointradius" => &["2", "5"],
        "reducer" => &["sum"],
        "rowHeight" => &["0.9"],
        "shared" => &["true"],
        "show" => &["true"],
        "showHeader" => &["true"],
        "showThresholdMarkers" => &["true"],
        "showUnfilled" => &["true"],
        "sort" => &["0"],
        "sortOrder" => &["Descending"],
        "spaceLength" => &["10"],
        "status" => &["Stable"],
        "textMode" => &["value_and_name"],
        "type" => &["linear", "timepicker"],
        "unitScale" => &["true"],
        "valueMode" => &["color"],
        "value_type" => &["individual"],
        "wideLayout" => &["true"],
        _ => &[],
    }
}

/// The settings that a conversion reads, by the objects of a panel that hold them.
pub(super) struct Reads {
    pub(super) panel: &'static [&'static str],
    pub(super) options: &'static [&'static str],
    pub(super) defaults: &'static [&'static str],
    pub(super) custom: &'static [&'static str],
}

impl Reads {
    pub(super) const NONE: Self = Self { panel: &[], options: &[], defaults: &[], custom: &[] };
}

/// Tells of the settings of a converted panel that are not in the result.
pub(super) fn lose_unread(panel: &Panel<'_, '_>, kind: &Kind, bridge: &mut Bridge<'_, '_>) {
    let Reads { panel: of_panel, options, defaults, custom } = &kind.reads;
    let groups = [
        (Some(panel.object), "", of_panel),
        (panel.options, "/options", options),
        (panel.defaults, "/fieldConfig/defaults", defaults),
        (panel.custom, "/fieldConfig/defaults/custom", custom),
    ];
    for (object, path, read) in groups {
        for (name, value) in object.into_iter().flat_map(Object::iter) {
            let name = &*name.to_text();
            let is_common = match path {
                "" => is_common(name),
                "/fieldConfig/defaults" => name == "custom",
                _ => false,
            };
            if is_common || read.contains(&name) {
                continue;
            }
            if !is_quiet(name, value) && !is_plain_threshold(name, value) {
                let mut at = panel.place.pointer();
                at.push_str(path);
                push_name(&mut at, name);
                bridge.lose_member(at, value, "the conversion does not read this setting");
            }
        }
    }
    if !kind.reads_overrides {
        for (index, value) in panel.overrides().iter().enumerate() {
            panel.lose_override(bridge, index, value);
        }
    }
}

/// Returns whether a value says nothing: it is empty, switched off, automatic or the usual one.
///
/// Recursive; a document is at most 256 containers deep.
pub(super) fn is_quiet(name: &str, value: &Value<'_>) -> bool {
    if ["refresh_intervals", "time_options"].contains(&name) {
        return true;
    }
    let is_default = |text: &str| usual_values(name).contains(&text);
    match value {
        Value::Null | Value::LastingNull(_) | Value::Bool(false) => true,
        Value::Bool(true) => is_default("true"),
        Value::Number(Number::Text(number)) => is_default(number),
        Value::Number(Number::Computed(_)) => false,
        Value::String(text) => {
            let text = text.to_text();
            ["", "auto", "none", "off", "default"].contains(&&*text) || is_default(&text)
        }
        Value::Array(array) => array.iter().all(|value| is_quiet(name, value)),
        Value::Object(object) => object.iter().all(|(name, value)| is_quiet(&name.to_text(), value)),
    }
}

/// Returns whether thresholds have a base only, or the two steps that every new panel has.
fn is_plain_threshold(name: &str, value: &Value<'_>) -> bool {
    let steps = value.as_object().and_then(|value| value.array("steps"));
    name == "thresholds"
        && steps.is_some_and(|steps| {
            let last = steps.get(1).and_then(Value::as_object).and_then(|step| step.get("value"));
            let is_usual =
                steps.len() == 2 && last.and_then(Value::as_number).is_some_and(|last| last.to_f64() == 80.0);
            steps.len() <= 1 || is_usual
        })
}

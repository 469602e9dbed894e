//! Settings of a panel that the conversion does not read: what says something is told as lost.

use super::bridge::Bridge;
use super::fields::look;
use super::panel::{Kind, Panel};
use crate::json::{Object, Value, push_name};

/// The members of a panel that are read for every type, or that say nothing (P6).
const COMMON: &[&str] = &[
    "type",
    "title",
    "description",
    "gridPos",
    "repeat",
    "repeatDirection",
    "maxPerRow",
    "links",
    "targets",
    "options",
    "fieldConfig",
    "id",
    "datasource",
    "pluginVersion",
    "panels",
    "scopedVars",
    "repeatPanelId",
    "repeatIteration",
    "repeatedByRow",
    "editable",
    "error",
    "isNew",
    "span",
    "renderer",
    "autoMigrateFrom",
    "_originallyHadFieldConfigCustom",
];

/// Values that say as much as their absence, by the names of their members.
const DEFAULTS: &[(&str, &str)] = &[
    ("alertThreshold", "true"),
    ("axisColorMode", "text"),
    ("barAlignment", "0"),
    ("barWidthFactor", "0.6"),
    ("colWidth", "0.9"),
    ("collapse", "true"),
    ("countRows", "false"),
    ("dashLength", "10"),
    ("dedupStrategy", "none"),
    ("displayMode", "gradient"),
    ("enable", "true"),
    ("fill", "1"),
    ("fillGradient", "0"),
    ("format", "short"),
    ("format", "time_series"),
    ("frameIndex", "0"),
    ("group", "A"),
    ("intervalFactor", "1"),
    ("lineInterpolation", "linear"),
    ("lines", "true"),
    ("linewidth", "1"),
    ("logBase", "1"),
    ("mode", "absolute"),
    ("mode", "multi"),
    ("mode", "palette-classic"),
    ("mode", "single"),
    ("mode", "thresholds"),
    ("mode", "time"),
    ("maxHeight", "600"),
    ("maxVizHeight", "300"),
    ("minVizHeight", "10"),
    ("minVizHeight", "16"),
    ("minVizHeight", "75"),
    ("minVizWidth", "0"),
    ("minVizWidth", "8"),
    ("minVizWidth", "75"),
    ("now", "true"),
    ("nullPointMode", "null"),
    ("orientation", "horizontal"),
    ("percentChangeColorMode", "standard"),
    ("perPage", "20"),
    ("pieType", "pie"),
    ("pointSize", "5"),
    ("pointradius", "2"),
    ("pointradius", "5"),
    ("reducer", "sum"),
    ("rowHeight", "0.9"),
    ("shared", "true"),
    ("show", "true"),
    ("showHeader", "true"),
    ("showThresholdMarkers", "true"),
    ("showUnfilled", "true"),
    ("sort", "0"),
    ("sortOrder", "Descending"),
    ("spaceLength", "10"),
    ("status", "Stable"),
    ("textMode", "value_and_name"),
    ("type", "linear"),
    ("type", "timepicker"),
    ("unitScale", "true"),
    ("valueMode", "color"),
    ("value_type", "individual"),
    ("wideLayout", "true"),
];

/// Tells of the settings of a converted panel that are not in the result.
pub(super) fn lose_unread(panel: &Panel<'_, '_>, kind: &Kind, bridge: &mut Bridge<'_, '_>) {
    let reads = |group: &str, name: &str| {
        kind.reads.iter().any(|read| match group {
            "" => *read == name,
            group => {
                let inner = read.strip_prefix(group).and_then(|inner| inner.strip_prefix('/'));
                inner == Some(name)
            }
        })
    };
    let groups: [(&str, &[&str]); 4] = [
        ("", &[]),
        ("options", &["options"]),
        ("defaults", &["fieldConfig", "defaults"]),
        ("custom", &["fieldConfig", "defaults", "custom"]),
    ];
    for (group, path) in groups {
        let object = if path.is_empty() {
            Some(panel.object)
        } else {
            look(panel.object, path).and_then(Value::as_object)
        };
        for (name, value) in object.into_iter().flat_map(Object::iter) {
            let name = name.to_text();
            let is_known = reads(group, &name)
                || (group.is_empty() && COMMON.contains(&&*name))
                || (group == "defaults" && name == "custom");
            if !is_known && !is_quiet(&name, value) && !is_plain_threshold(&name, value) {
                let mut at = panel.place.to_string();
                path.iter().for_each(|name| push_name(&mut at, name));
                push_name(&mut at, &name);
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
    let is_default = |text: &str| DEFAULTS.iter().any(|(known, default)| *known == name && *default == text);
    match value {
        Value::Null | Value::LastingNull(_) | Value::Bool(false) => true,
        Value::Bool(true) => is_default("true"),
        Value::Number(number) => is_default(&number.to_string()),
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

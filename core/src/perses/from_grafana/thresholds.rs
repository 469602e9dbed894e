//! Thresholds (spec 20-grafana-to-perses, 6.5).

use super::bridge::Bridge;
use super::colours::colour;
use super::fault::{Fault, fault};
use super::fields::{Fields, given, look};
use super::panel::Panel;
use crate::json::{Draft, Value, array, object};

/// Makes the thresholds of a panel (C3).
pub(super) fn thresholds<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Option<Draft<'a>>, Fault> {
    let Some(steps) = given(look(panel.object, &["fieldConfig", "defaults", "thresholds", "steps"])) else {
        return Ok(None);
    };
    let Value::Array(steps) = steps else { return fault("the steps of the thresholds are not a list") };
    let mut kept = Vec::new();
    for (index, value) in steps.iter().enumerate() {
        let Value::Object(step) = value else { return fault("a step of the thresholds is not an object") };
        let Some(number) = step.get("value") else {
            let at = panel.at(format_args!("fieldConfig/defaults/thresholds/steps/{index}"));
            bridge.lose_member(at, value, "the base step has no `value`, so that its colour is lost");
            continue;
        };
        let Some(wanted) = step.get("color") else { return fault("a step of the thresholds has no colour") };
        let mut fields = Fields::default();
        fields.put(
            "value",
            given(Some(number)).map_or_else(|| Draft::json("0"), |number| number.copied().into()),
        );
        fields.put("color", colour(wanted));
        kept.push(Draft::from(fields));
    }
    let is_percentage = panel
        .default("thresholds")
        .and_then(Value::as_object)
        .is_some_and(|it| it.has_text("mode", "percentage"));
    if let Some(mode) =
        look(panel.object, &["fieldConfig", "defaults", "thresholds", "mode"]).filter(|_| is_percentage)
    {
        let at = panel.at("fieldConfig/defaults/thresholds/mode");
        bridge.lose_member(at, mode, "the steps become absolute values");
    }
    Ok(Some(object([("steps", array(kept))])))
}

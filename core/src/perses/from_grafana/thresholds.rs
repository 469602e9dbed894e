//! Thresholds (spec 20-grafana-to-perses, 6.5).

use super::bridge::Bridge;
use super::colours::colour;
use super::fault::{Fault, fault};
use super::fields::{Fields, given, member};
use super::panel::Panel;
use crate::json::{Draft, Value, array};

/// Makes the thresholds of a panel (C3).
pub(super) fn thresholds<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Option<Fields<'a>>, Fault> {
    let own = panel.default("thresholds");
    let Some(steps) = given(member(own, "steps")) else { return Ok(None) };
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
        let mut fields = panel.fields();
        fields.put(
            "value",
            given(Some(number)).map_or_else(|| Draft::json("0"), |number| number.copied().into()),
        );
        fields.put("color", colour(wanted));
        kept.push(Draft::from(fields));
    }
    if let Some(mode) = member(own, "mode").filter(|mode| mode.is_text("percentage")) {
        let at = panel.at("fieldConfig/defaults/thresholds/mode");
        bridge.lose_member(at, mode, "the steps become absolute values");
    }
    let mut thresholds = panel.fields();
    thresholds.put("steps", array(kept));
    Ok(Some(thresholds))
}

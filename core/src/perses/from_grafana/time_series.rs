//! `TimeSeriesChart` (spec 20-grafana-to-perses, 7.1).

use super::bridge::Bridge;
use super::fault::{Fault, fault};
use super::fields::{Fields, filled, given, is_text, member};
use super::legend;
use super::panel::Panel;
use super::query_settings::query_settings;
use super::settings::Reads;
use super::thresholds::thresholds;
use super::units::format;
use crate::json::{Draft, Value, read_decimal};

pub(super) const READS: Reads = Reads {
    panel: &["legend"],
    options: &["legend"],
    defaults: &["unit", "decimals", "decimal", "min", "max", "logBase", "thresholds"],
    custom: &[
        "axisSoftMin",
        "axisSoftMax",
        "axisLabel",
        "thresholdsStyle",
        "lineWidth",
        "lineStyle",
        "fillOpacity",
        "spanNulls",
        "drawStyle",
        "stacking",
        "transform",
    ],
};

/// Makes the `spec`.
pub(super) fn convert<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut spec = panel.fields();
    spec.put_some("legend", legend::of_series(panel, bridge)?);
    spec.put_filled("yAxis", axis(panel, bridge)?);
    let mode = member(panel.custom("thresholdsStyle"), "mode");
    if mode.is_some_and(|mode| !mode.is_text("off")) {
        spec.put_some("thresholds", thresholds(panel, bridge)?);
    }
    spec.put_filled("visual", visual(panel, bridge)?);
    spec.put_list("querySettings", query_settings(panel, bridge)?);
    Ok(spec)
}

/// TS2.
fn axis<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut axis = panel.fields();
    axis.put_filled("format", format(panel, bridge)?);
    let least = given(panel.default("min")).or(given(panel.custom("axisSoftMin")));
    let most = given(panel.default("max")).or(given(panel.custom("axisSoftMax")));
    axis.put_copy("min", least);
    axis.put_copy("max", most);
    if let (Some(Value::Number(least)), Some(Value::Number(most))) = (least, most)
        && most.to_f64() < least.to_f64()
    {
        bridge.reject(panel.at("fieldConfig/defaults"), "the maximum of the axis is below the minimum");
    }
    axis.put_copy("logBase", given(panel.default("logBase")));
    axis.put_some("label", filled(panel.custom("axisLabel")));
    Ok(axis)
}

/// TS4.
fn visual<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut visual = panel.fields();
    if let Some(width) = given(panel.custom("lineWidth")) {
        visual.put("lineWidth", line_width(panel, width, bridge)?);
    }
    let fill = member(panel.custom("lineStyle"), "fill");
    visual.put_some("lineStyle", given(fill).map(line_style).transpose()?);
    visual.put_some("areaOpacity", given(panel.custom("fillOpacity")).map(hundredth).transpose()?);
    match given(panel.custom("spanNulls")) {
        Some(Value::Bool(connects)) => visual.put("connectNulls", *connects),
        Some(other) => {
            bridge.lose_member(
                panel.at("fieldConfig/defaults/custom/spanNulls"),
                other,
                "gaps are bridged or not, whatever their length",
            );
        }
        None => {}
    }
    if let Some(style) = given(panel.custom("drawStyle")) {
        visual.put("display", if style.is_text("bars") { "bar" } else { "line" });
        if style.is_text("points") {
            bridge.lose_member(
                panel.at("fieldConfig/defaults/custom/drawStyle"),
                style,
                "points become lines",
            );
        }
    }
    let stacking = member(panel.custom("stacking"), "mode");
    if let Some(mode) = stacking.filter(|mode| !mode.is_text("none")) {
        visual.put("stack", "all");
        if is_text(stacking, "percent") {
            bridge.lose_member(
                panel.at("fieldConfig/defaults/custom/stacking/mode"),
                mode,
                "values are stacked, not percentages",
            );
        }
    }
    Ok(visual)
}

/// Returns a line width between 0.25 and 3.
fn line_width<'a>(
    panel: &Panel<'_, 'a>,
    value: &Value<'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Draft<'a>, Fault> {
    let (draft, width) = number(value)?;
    let limit = if width > 3.0 {
        "3"
    } else if width < 0.25 {
        "0.25"
    } else {
        return Ok(draft);
    };
    bridge.lose_member(
        panel.at("fieldConfig/defaults/custom/lineWidth"),
        value,
        "lines are between 0.25 and 3 wide",
    );
    Ok(Draft::json(limit))
}

/// Returns the line style of Perses.
pub(super) fn line_style(fill: &Value<'_>) -> Result<&'static str, Fault> {
    let styles = [("solid", "solid"), ("dash", "dashed"), ("dot", "dotted")];
    match styles.iter().find(|(grafana, _)| fill.is_text(grafana)) {
        Some((_, perses)) => Ok(perses),
        None => fault("a line is neither `solid` nor `dash` nor `dot`"),
    }
}

/// Returns a percentage as a fraction; the decimal point moves, so that nothing is rounded.
pub(super) fn hundredth(value: &Value<'_>) -> Result<f64, Fault> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        _ => number(value)?.1.to_string(),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
    let limit = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
    let exponent = exponent.parse::<i64>().map_or(limit, |exponent| exponent.saturating_sub(2));
    Ok(read_decimal(&format!("{mantissa}e{exponent}")).unwrap_or(0.0))
}

/// Returns a number, or the whole number that a text holds.
fn number<'a>(value: &Value<'a>) -> Result<(Draft<'a>, f64), Fault> {
    match value {
        Value::Number(number) => Ok((Draft::from(*number), number.to_f64())),
        Value::String(text) => match text.to_text().parse::<i64>() {
            Ok(whole) => Ok((Draft::from(whole), whole as f64)),
            Err(_) => fault("a text holds no whole number where one is needed"),
        },
        _ => fault("a line width or an opacity is no number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Number;

    #[test]
    fn the_point_of_a_percentage_moves_whatever_its_exponent() {
        for (text, fraction) in [
            ("50", 0.5),
            ("7e0", 0.07),
            ("-1.5E+2", -1.5),
            ("1e99999999999999999999", f64::INFINITY),
            ("1e-99999999999999999999", 0.0),
        ] {
            assert_eq!(hundredth(&Value::Number(Number::Text(text))).ok(), Some(fraction), "{text}");
        }
    }
}

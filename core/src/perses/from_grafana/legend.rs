//! Legends (spec 20-grafana-to-perses, TS1).

use super::bridge::Bridge;
use super::calculations::{CALCULATIONS, calculation};
use super::fault::{Fault, fault};
use super::fields::{Fields, elements, is_text, is_true, member};
use super::panel::Panel;
use crate::json::{Draft, Value, array};

/// Returns the panel's legend, if it is shown.
pub(super) fn shown<'p, 'a>(panel: &Panel<'p, 'a>) -> Result<Option<Option<&'p Value<'a>>>, Fault> {
    let legend = panel.option("legend");
    match member(legend, "showLegend") {
        None | Some(Value::Bool(true)) => Ok(Some(legend)),
        Some(Value::Bool(false)) => Ok(None),
        Some(_) => fault("`showLegend` of the legend is neither true nor false"),
    }
}

/// Makes a legend's place and mode.
pub(super) fn place_and_mode<'a>(panel: &Panel<'_, 'a>, legend: Option<&Value<'a>>) -> Fields<'a> {
    made(
        panel,
        is_text(member(legend, "placement"), "right"),
        is_text(member(legend, "displayMode"), "table"),
    )
}

/// Makes the legend of a `timeseries` or `graph` panel.
pub(super) fn of_series<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Option<Fields<'a>>, Fault> {
    if panel.option("legend").is_none() {
        return Ok(None);
    }
    let Some(legend) = shown(panel)? else { return Ok(None) };
    if panel.object.has_text("type", "graph") {
        return Ok(Some(old(panel)));
    }
    let mut fields = place_and_mode(panel, legend);
    let calculations = elements(member(legend, "calcs"));
    if !calculations.is_empty() {
        for (index, value) in
            calculations.iter().enumerate().filter(|(_, value)| calculation(value).is_none())
        {
            let at = panel.at(format_args!("options/legend/calcs/{index}"));
            bridge.lose_member(at, value, "Perses has no such calculation");
        }
        fields.put(
            "values",
            array(calculations.iter().filter_map(|value| calculation(value).map(Draft::from))),
        );
    }
    Ok(Some(fields))
}

fn old<'a>(panel: &Panel<'_, 'a>) -> Fields<'a> {
    let legend = panel.object.object("legend");
    let is_set = |name: &str| is_true(legend.and_then(|legend| legend.get(name)));
    let mut fields = made(panel, is_set("rightSide"), is_set("alignAsTable"));
    let values = CALCULATIONS.iter().filter(|(grafana, _)| is_set(grafana));
    fields.put("values", array(values.map(|(_, perses)| Draft::from(*perses))));
    fields
}

fn made<'a>(panel: &Panel<'_, 'a>, is_right: bool, is_table: bool) -> Fields<'a> {
    let mut fields = panel.fields();
    fields.put("position", if is_right { "right" } else { "bottom" });
    fields.put("mode", if is_table { "table" } else { "list" });
    fields
}

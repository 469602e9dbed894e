//! `StatChart` (spec 20-grafana-to-perses, 7.3).

use super::bridge::Bridge;
use super::charts::bar;
use super::fault::Fault;
use super::fields::{Fields, given, is_text, member, text};
use super::mappings::{Style, mappings, of_overrides};
use super::panel::Panel;
use super::settings::Reads;
use super::thresholds::thresholds;
use crate::json::Value;

pub(super) const READS: Reads = Reads {
    options: &["reduceOptions", "textMode", "text", "graphMode", "colorMode"],
    defaults: &["unit", "decimals", "decimal", "thresholds", "mappings"],
    ..Reads::NONE
};

/// Makes the `spec`.
pub(super) fn convert<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut spec = bar(panel, bridge)?;
    spec.put_some("thresholds", thresholds(panel, bridge)?);
    spec.put_some("metricLabel", label(panel));
    spec.put_copy("valueFontSize", given(member(panel.option("text"), "valueSize")));
    if is_text(panel.option("graphMode"), "area") {
        spec.put("sparkline", panel.fields());
    }
    spec.put_some("colorMode", given(panel.option("colorMode")).map(colour_mode));
    let style = Style { makes_cells: false, forgives_no_match: true, skips_unknown: false };
    let mut list = mappings(panel, style, bridge)?;
    of_overrides(panel, bridge, &mut list)?;
    spec.put_list("mappings", list);
    Ok(spec)
}

/// Returns what the text mode makes of the first query's legend or of the field's name (ST2).
fn label(panel: &Panel<'_, '_>) -> Option<String> {
    let mode = panel.option("textMode");
    if is_text(mode, "name") {
        return Some(text(panel.of_target(0, "legendFormat"))?.to_text().trim_matches(['{', '}']).to_owned());
    }
    if is_text(mode, "auto") && is_text(panel.of_target(0, "format"), "table") {
        let fields = text(member(panel.option("reduceOptions"), "fields"))?;
        return Some(fields.to_text().trim_matches(['/', '^', '$']).to_owned());
    }
    None
}

fn colour_mode(mode: &Value<'_>) -> &'static str {
    if mode.is_text("background") || mode.is_text("background_solid") {
        "background_solid"
    } else if mode.is_text("none") {
        "none"
    } else {
        "value"
    }
}

//! Panels of one value, pies and status histories (spec 20-grafana-to-perses, 7.2, 7.4, 7.5, 7.7).

use super::bridge::Bridge;
use super::calculations::single;
use super::colours::named;
use super::fault::Fault;
use super::fields::{Fields, given, is_text, member, text};
use super::legend;
use super::mappings::{Style, mappings};
use super::panel::Panel;
use super::settings::Reads;
use super::thresholds::thresholds;
use super::units::format;
use crate::json::{Draft, array};

pub(super) const GAUGE_READS: Reads = Reads {
    options: &["reduceOptions"],
    defaults: &["unit", "decimals", "decimal", "thresholds", "max"],
    ..Reads::NONE
};
pub(super) const BAR_READS: Reads =
    Reads { options: &["reduceOptions"], defaults: &["unit", "decimals", "decimal"], ..Reads::NONE };
pub(super) const PIE_READS: Reads = Reads {
    options: &["reduceOptions", "legend", "displayLabels"],
    defaults: &["unit", "decimals", "decimal", "color"],
    ..Reads::NONE
};
pub(super) const STATUS_HISTORY_READS: Reads =
    Reads { options: &["legend"], defaults: &["mappings"], ..Reads::NONE };

/// Makes the `spec` of a `GaugeChart`.
pub(super) fn gauge<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut spec = bar(panel, bridge)?;
    spec.put_some("thresholds", thresholds(panel, bridge)?);
    let most = panel.default("max");
    if most.is_some() && given(most).is_none() {
        bridge.reject(panel.at("fieldConfig/defaults/max"), "the maximum is null");
    }
    spec.put_copy("max", most);
    Ok(spec)
}

/// Makes the `spec` of a `BarChart`, which begins those of other plugins.
pub(super) fn bar<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut spec = panel.fields();
    spec.put("calculation", single(panel, bridge));
    spec.put_filled("format", format(panel, bridge)?);
    Ok(spec)
}

/// Makes the `spec` of a `PieChart`.
pub(super) fn pie<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut spec = bar(panel, bridge)?;
    spec.put("radius", Draft::json("50"));
    if panel.option("legend").is_some() {
        spec.put_some("legend", legend::shown(panel)?.map(|legend| legend::place_and_mode(panel, legend)));
    }
    spec.put_true("showLabels", given(panel.option("displayLabels")).is_some());
    let colour = panel.default("color");
    if is_text(member(colour, "mode"), "shades") {
        let name = text(member(colour, "fixedColor"));
        let found = name.and_then(|name| named(&name.to_text()));
        spec.put("colorPalette", array([found.unwrap_or("#555555")]));
        if let Some(colour) = colour.filter(|_| found.is_none()) {
            bridge.lose_member(
                panel.at("fieldConfig/defaults/color"),
                colour,
                "only colours with a name are kept",
            );
        }
    } else if let Some(colour) = colour.filter(|colour| !super::settings::is_quiet("color", colour)) {
        bridge.lose_member(
            panel.at("fieldConfig/defaults/color"),
            colour,
            "only shades of a colour are kept",
        );
    }
    Ok(spec)
}

/// Makes the `spec` of a `StatusHistoryChart`.
pub(super) fn status_history<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Fields<'a>, Fault> {
    let mut spec = panel.fields();
    spec.put("sorting", "asc");
    spec.put_some("legend", legend::shown(panel)?.map(|legend| legend::place_and_mode(panel, legend)));
    let style = Style { makes_cells: false, forgives_no_match: false, skips_unknown: true };
    spec.put_list("mappings", mappings(panel, style, bridge)?);
    Ok(spec)
}

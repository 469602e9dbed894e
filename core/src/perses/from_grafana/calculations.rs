//! Calculations (spec 20-grafana-to-perses, 6.2).

use super::bridge::Bridge;
use super::fields::{elements, member};
use super::panel::Panel;
use crate::engine::LossKind;
use crate::json::Value;

/// Grafana's calculations and those of Perses, in the order in which an old legend lists them (TS1).
pub(super) const CALCULATIONS: &[(&str, &str)] = &[
    ("first", "first"),
    ("firstNotNull", "first-number"),
    ("lastNotNull", "last-number"),
    ("min", "min"),
    ("max", "max"),
    ("current", "last"),
    ("last", "last"),
    ("avg", "mean"),
    ("mean", "mean"),
    ("total", "sum"),
    ("sum", "sum"),
];

/// Returns the calculation of Perses for one of Grafana.
pub(super) fn calculation<'a>(value: &Value<'_>) -> Option<&'a str> {
    CALCULATIONS.iter().find(|(grafana, _)| value.is_text(grafana)).map(|(_, perses)| *perses)
}

/// Returns the one calculation of a panel that shows a single value (C1).
pub(super) fn single(panel: &Panel<'_, '_>, bridge: &mut Bridge<'_, '_>) -> &'static str {
    let calculations = elements(member(panel.option("reduceOptions"), "calcs"));
    let (first, further) =
        calculations.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
    let found = first.and_then(calculation);
    if let Some(first) = first.filter(|_| found.is_none()) {
        let at = panel.at("options/reduceOptions/calcs/0");
        bridge.default(LossKind::Member, at, first, "Perses has no such calculation; `last` takes its place");
    }
    for (index, value) in further.iter().enumerate() {
        let at = panel.at(format_args!("options/reduceOptions/calcs/{}", index + 1));
        bridge.lose_member(at, value, "a panel has one calculation");
    }
    found.unwrap_or("last")
}

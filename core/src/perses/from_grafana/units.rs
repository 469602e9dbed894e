//! Units and number formats (spec 20-grafana-to-perses, 6.1 and 6.4).

use super::bridge::Bridge;
use super::fault::{Fault, fault};
use super::fields::{Fields, given};
use super::panel::Panel;
use crate::json::Value;
use std::fmt::Arguments;

/// Grafana's units and those of Perses; for any other there is none.
const UNITS: &[(&str, &str)] = &[
    ("ms", "milliseconds"),
    ("s", "seconds"),
    ("m", "minutes"),
    ("h", "hours"),
    ("d", "days"),
    ("dtdurations", "seconds"),
    ("dtdurationms", "milliseconds"),
    ("dateTimeAsIso", "datetime-iso"),
    ("percent", "percent"),
    ("percentunit", "percent-decimal"),
    ("none", "decimal"),
    ("short", "decimal"),
    ("bits", "bits"),
    ("decbits", "decbits"),
    ("bytes", "bytes"),
    ("decbytes", "decbytes"),
    ("bps", "bits/sec"),
    ("binbps", "decbits/sec"),
    ("Bps", "bytes/sec"),
    ("binBps", "decbytes/sec"),
    ("cps", "counts/sec"),
    ("mps", "messages/sec"),
    ("recps", "records/sec"),
    ("reqps", "requests/sec"),
    ("rowsps", "rows/sec"),
    ("rps", "reads/sec"),
    ("ops", "ops/sec"),
    ("pps", "packets/sec"),
    ("wps", "writes/sec"),
];

/// Returns the unit of Perses for one of Grafana.
pub(super) fn unit(value: Option<&Value<'_>>) -> Option<&'static str> {
    let value = value?;
    UNITS.iter().find(|(grafana, _)| value.is_text(grafana)).map(|(_, perses)| *perses)
}

/// Makes `{"unit": …}`.
pub(super) fn unit_format<'a>(panel: &Panel<'_, 'a>, unit: &'static str) -> Fields<'a> {
    let mut format = panel.fields();
    format.put("unit", unit);
    format
}

/// Makes the format of a panel (C2).
pub(super) fn format<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let (old, new) = (panel.default("decimal"), panel.default("decimals"));
    if old.zip(new).is_some_and(|(old, new)| old != new) {
        return fault("`decimal` and `decimals` differ");
    }
    let decimals = given(old).or(given(new));
    let grafana = panel.default("unit");
    let unit = unit(grafana);
    tell_unknown(panel, bridge, format_args!("fieldConfig/defaults/unit"), grafana);
    if decimals.is_some() && unit == Some("datetime-iso") {
        bridge.reject(panel.at("fieldConfig/defaults/decimals"), "dates have no decimal places");
    }
    let mut format = panel.fields();
    format.put_some("unit", unit.or(decimals.map(|_| "decimal")));
    format.put_copy("decimalPlaces", decimals);
    Ok(format)
}

/// Tells of a unit, if Perses does not have it.
pub(super) fn tell_unknown(
    panel: &Panel<'_, '_>,
    bridge: &mut Bridge<'_, '_>,
    at: Arguments<'_>,
    value: Option<&Value<'_>>,
) {
    if let Some(value) = given(value).filter(|value| !value.is_text("") && unit(Some(value)).is_none()) {
        bridge.lose_member(panel.at(at), value, "Perses has no such unit");
    }
}

//! Overrides that become settings of queries (spec 20-grafana-to-perses, TS5).

use super::bridge::Bridge;
use super::colours::{colour, is_hex};
use super::fault::{Fault, fault};
use super::fields::{elements, given, is_text, look, text};
use super::panel::Panel;
use super::pattern::Pattern;
use super::time_series::{hundredth, line_style};
use super::units::{tell_unknown, unit, unit_format};
use crate::json::{Draft, Object, Value};
use std::fmt::Arguments;

/// What the overrides say of one query.
#[derive(Debug, Default)]
struct Settings<'v, 'a> {
    colour: Option<&'v Value<'a>>,
    line_style: Option<&'static str>,
    opacity: Option<f64>,
    unit: Option<&'v Value<'a>>,
    /// Whether two units cancel one another out.
    has_two_units: bool,
    is_negative: bool,
}

/// Makes the settings of the queries for which there are any.
pub(super) fn query_settings<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Vec<Draft<'a>>, Fault> {
    let is_negative = is_text(panel.custom("transform"), "negative-Y");
    if !is_negative && panel.overrides().is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<Settings<'_, 'a>> =
        panel.targets().iter().map(|_| Settings { is_negative, ..Settings::default() }).collect();
    for (index, value) in panel.overrides().iter().enumerate() {
        let Some(rule) = value.as_object() else { continue };
        let properties = elements(rule.get("properties"));
        if properties.is_empty() {
            continue;
        }
        let matching = matching(panel, rule, index, bridge);
        if matching.is_empty() {
            panel.lose_override(bridge, index, value);
            continue;
        }
        for (number, property) in properties.iter().enumerate() {
            let Some(property) = property.as_object() else { continue };
            let at = format_args!("fieldConfig/overrides/{index}/properties/{number}");
            tell(panel, property, at, bridge);
            for target in &matching {
                if let Some(settings) = all.get_mut(*target) {
                    settings.read(property)?;
                }
            }
        }
    }
    for (index, _) in all.iter().enumerate().filter(|(_, settings)| settings.has_two_units) {
        let message = "two overrides give the query different units, so that it has none";
        bridge.warn("units-cancel-out", panel.at(format_args!("targets/{index}")), message);
    }
    Ok(all.iter().enumerate().filter_map(|(index, settings)| settings.write(panel, index)).collect())
}

/// Returns the positions of the queries that an override is about.
fn matching(
    panel: &Panel<'_, '_>,
    rule: &Object<'_>,
    index: usize,
    bridge: &mut Bridge<'_, '_>,
) -> Vec<usize> {
    let id = look(rule, &["matcher", "id"]);
    let Some(wanted) = text(look(rule, &["matcher", "options"])) else { return Vec::new() };
    let member = |index: usize, name: &str| text(panel.of_target(index, name));
    let targets = 0..panel.targets().len();
    if is_text(id, "byFrameRefID") {
        return targets.filter(|index| member(*index, "refId") == Some(wanted)).collect();
    }
    if !is_text(id, "byName") && !is_text(id, "byRegexp") {
        return Vec::new();
    }
    let expression = wanted.to_text();
    let pattern = Pattern::new(expression.trim_matches('/'));
    let at = || panel.at(format_args!("fieldConfig/overrides/{index}/matcher/options"));
    if pattern.is_none() {
        bridge.warn(
            "pattern-not-understood",
            at(),
            "the name is not understood as a regular expression and matches only as it is",
        );
    }
    let mut is_exhausted = false;
    let found = targets.filter(|index| {
        let Some(legend) = member(*index, "legendFormat") else { return false };
        if legend == wanted {
            return true;
        }
        let Some(pattern) = &pattern else { return false };
        let found = pattern.is_in(&legend.to_text(), &mut bridge.work);
        is_exhausted |= found.is_none();
        found == Some(true)
    });
    let found = found.collect();
    if is_exhausted {
        bridge.warn(
            "too-many-patterns",
            at(),
            "the dashboard has too many expressions to match them all; this one counts as not matched",
        );
    }
    found
}

/// Tells of what a matching override does not do in Perses.
fn tell(panel: &Panel<'_, '_>, property: &Object<'_>, at: Arguments<'_>, bridge: &mut Bridge<'_, '_>) {
    let value = property.get("value");
    if property.has_text("id", "unit") {
        tell_unknown(panel, bridge, format_args!("{at}/value"), value);
    } else if property.has_text("id", "color") {
        match given(look(property, &["value", "fixedColor"])) {
            Some(fixed) if !is_hex(fixed) => {
                bridge.reject(
                    panel.at(format_args!("{at}/value/fixedColor")),
                    "the colour is not `#rgb` or `#rrggbb`",
                );
            }
            Some(_) => {}
            None => lose(panel, property, at, bridge),
        }
    } else if !["custom.lineStyle", "custom.fillOpacity", "custom.transform"]
        .iter()
        .any(|id| property.has_text("id", id))
    {
        lose(panel, property, at, bridge);
    }
}

fn lose(panel: &Panel<'_, '_>, property: &Object<'_>, at: Arguments<'_>, bridge: &mut Bridge<'_, '_>) {
    bridge.lose_member(panel.at(at), &property.copied(), "the override has no effect in Perses");
}

impl<'v, 'a> Settings<'v, 'a> {
    /// Reads a property; what is there already must be the same.
    fn read(&mut self, property: &'v Object<'a>) -> Result<(), Fault> {
        let value = property.get("value");
        let inner = |name: &str| given(look(property, &["value", name]));
        if property.has_text("id", "color") {
            if let Some(fixed) = inner("fixedColor") {
                unite(&mut self.colour, fixed)?;
            }
        } else if property.has_text("id", "custom.lineStyle") {
            if let Some(fill) = inner("fill") {
                unite(&mut self.line_style, line_style(fill)?)?;
            }
        } else if property.has_text("id", "custom.fillOpacity") {
            if let Some(value) = value {
                unite(&mut self.opacity, hundredth(value)?)?;
            }
        } else if property.has_text("id", "unit") {
            if let Some(value) = value {
                self.has_two_units |= unite(&mut self.unit, value).is_err();
            }
        } else if property.has_text("id", "custom.transform") {
            self.is_negative |= is_text(value, "negative-Y");
        }
        Ok(())
    }

    fn write(&self, panel: &Panel<'_, 'a>, index: usize) -> Option<Draft<'a>> {
        let mut fields = panel.fields();
        if let Some(fixed) = self.colour {
            fields.put("colorMode", "fixed");
            fields.put("colorValue", colour(fixed));
        }
        fields.put_some("lineStyle", self.line_style);
        fields.put_some("areaOpacity", self.opacity);
        let known = unit(self.unit.filter(|_| !self.has_two_units));
        fields.put_some("format", known.map(|unit| unit_format(panel, unit)));
        fields.put_true("negativeY", self.is_negative);
        if fields.is_empty() {
            return None;
        }
        fields.put("queryIndex", i64::try_from(index).unwrap_or(i64::MAX));
        Some(fields.into())
    }
}

/// Sets what is not set; what is set must be the same.
fn unite<T: PartialEq>(slot: &mut Option<T>, value: T) -> Result<(), Fault> {
    match slot {
        Some(old) if *old != value => fault("two overrides set a member of one query to different values"),
        _ => {
            *slot = Some(value);
            Ok(())
        }
    }
}

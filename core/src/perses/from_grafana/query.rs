//! Queries (spec 20-grafana-to-perses, section 8).

use super::bridge::Bridge;
use super::fields::{Fields, given, is_text, is_true, text};
use super::panel::Panel;
use super::settings::is_quiet;
use crate::engine::{LossKind, StepError};
use crate::json::{Draft, Object, Value};
use std::fmt::Arguments;

/// What a converted query drops that may be missed (Q8).
const DROPPED: &[&str] = &["intervalFactor", "maxLines", "resolution", "format", "exemplar"];

/// Converts the queries of a panel.
pub(super) fn queries<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Vec<Draft<'a>>, StepError> {
    if let Some(value) = given(panel.object.get("targets")).filter(|value| value.as_array().is_none()) {
        bridge.refuse(LossKind::Query, panel.at("targets"), value, "an array")?;
    }
    if matches!(panel.targets(), [only] if is_blank(only)) {
        return Ok(Vec::new());
    }
    Ok(panel
        .targets()
        .iter()
        .enumerate()
        .map(|(index, target)| query(panel, target, format_args!("targets/{index}"), bridge))
        .collect())
}

fn query<'a>(
    panel: &Panel<'_, 'a>,
    value: &Value<'a>,
    at: Arguments<'_>,
    bridge: &mut Bridge<'_, '_>,
) -> Draft<'a> {
    let target = value.as_object();
    let converted = match target.map(|target| (target, fits_prometheus(target), fits_loki(target))) {
        Some((target, true, false)) => prometheus(target, bridge),
        Some((target, false, true)) => loki(target, bridge),
        Some((_, true, true)) => {
            bridge.lose(
                LossKind::Query,
                panel.at(at),
                value,
                "without a type of data source it may be Prometheus or Loki",
            );
            return placeholder(panel);
        }
        _ => {
            bridge.lose(
                LossKind::Query,
                panel.at(at),
                value,
                "only queries to Prometheus and Loki are converted",
            );
            return placeholder(panel);
        }
    };
    if is_true(target.and_then(|target| target.get("hide"))) {
        bridge.warn(
            "hidden-query-shown",
            panel.at(format_args!("{at}/hide")),
            "Perses does not hide queries: this one is shown",
        );
    }
    if is_text(target.and_then(|target| target.get("expr")), "") {
        bridge.reject(panel.at(format_args!("{at}/expr")), "the query is empty");
    }
    for name in DROPPED {
        let member = target.and_then(|target| target.get(name)).filter(|value| !is_quiet(name, value));
        if let Some(member) = member {
            bridge.lose_member(
                panel.at(format_args!("{at}/{name}")),
                member,
                "queries of Perses have no such setting",
            );
        }
    }
    converted
}

/// Returns whether it is the query that a lift gives to every panel without one (V10).
fn is_blank(value: &Value<'_>) -> bool {
    value.as_object().is_some_and(|target| {
        target.has_text("refId", "A")
            && target.iter().all(|(name, _)| name == "refId" || name == "datasource")
    })
}

/// Q2.
fn fits_prometheus(target: &Object<'_>) -> bool {
    let is_text_or_absent = |name: &str| matches!(target.get(name), None | Some(Value::String(_)));
    let fits_source = match target.get("datasource") {
        None => true,
        Some(Value::Object(source)) => text(source.get("uid")).is_some() && has_type(source, "prometheus"),
        Some(_) => false,
    };
    fits_source
        && text(target.get("expr")).is_some()
        && is_text_or_absent("legendFormat")
        && is_text_or_absent("interval")
        && matches!(target.get("instant"), None | Some(Value::Bool(_)))
}

/// Q3.
fn fits_loki(target: &Object<'_>) -> bool {
    let fits_source = match target.get("datasource") {
        None => true,
        Some(Value::Object(source)) => {
            matches!(source.get("uid"), None | Some(Value::String(_))) && has_type(source, "loki")
        }
        Some(_) => false,
    };
    fits_source && text(target.get("expr")).is_some()
}

fn has_type(source: &Object<'_>, kind: &str) -> bool {
    source.get("type").is_none_or(|value| value.is_text(kind))
}

/// Q6.
fn prometheus<'a>(target: &Object<'a>, bridge: &Bridge<'_, '_>) -> Draft<'a> {
    let mut spec = Fields::beside(target);
    spec.put_some("datasource", datasource(target, "PrometheusDatasource", bridge));
    spec.put_some("query", text(target.get("expr")));
    spec.put_some("seriesNameFormat", text(target.get("legendFormat")).filter(|format| *format != "__auto"));
    spec.put_copy("minStep", target.get("interval"));
    spec.put_copy("instant", target.get("instant"));
    plugin(target, spec.of_kind("PrometheusTimeSeriesQuery"), "TimeSeriesQuery")
}

/// Q7.
fn loki<'a>(target: &Object<'a>, bridge: &Bridge<'_, '_>) -> Draft<'a> {
    let mut spec = Fields::beside(target);
    spec.put_some("datasource", datasource(target, "LokiDatasource", bridge));
    spec.put_some("query", text(target.get("expr")));
    plugin(target, spec.of_kind("LokiLogQuery"), "LogQuery")
}

/// Makes the reference to a data source; the default one has no name (Q9).
fn datasource<'a>(target: &Object<'a>, kind: &'static str, bridge: &Bridge<'_, '_>) -> Option<Fields<'a>> {
    let uid = text(target.object("datasource")?.get("uid"))?;
    let mut fields = Fields::beside(target);
    fields.put("kind", kind);
    if !bridge.uses_default_datasource() {
        fields.put("name", uid);
    }
    Some(fields)
}

/// Makes what stands in the place of a query that no rule or more than one fits (Q4).
fn placeholder<'a>(panel: &Panel<'_, 'a>) -> Draft<'a> {
    let mut spec = panel.fields();
    spec.put("query", "migration_from_grafana_not_supported");
    plugin(panel.object, spec.of_kind("PrometheusTimeSeriesQuery"), "TimeSeriesQuery")
}

fn plugin<'a>(target: &Object<'a>, plugin: Draft<'a>, kind: &'static str) -> Draft<'a> {
    let mut spec = Fields::beside(target);
    spec.put("plugin", plugin);
    spec.of_kind(kind)
}

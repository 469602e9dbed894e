//! The plugins of list variables (spec 20-grafana-to-perses, VA4 to VA10).

use super::bridge::Bridge;
use super::fields::{Fields, is_text, text};
use super::variable::Place;
use crate::engine::LossKind;
use crate::json::{Draft, Object, Str, Value, array};

/// What stands in the place of a variable that has no conversion (VA10).
const PLACEHOLDER: &str =
    r#"{"kind": "StaticListVariable", "spec": {"values": ["grafana", "migration", "not", "supported"]}}"#;

/// What a variable over label names is (VA5).
const LABEL_NAMES: &str = r#"{"kind": "PrometheusLabelNamesVariable", "spec": {"matchers": []}}"#;

/// The kinds of data sources.
const DATASOURCES: &[(&str, &str)] = &[
    ("prometheus", "PrometheusDatasource"),
    ("loki", "LokiDatasource"),
    ("tempo", "TempoDatasource"),
    ("grafana-pyroscope-datasource", "PyroscopeDatasource"),
];

/// Makes the plugin, and says whether it is the placeholder.
pub(super) fn plugin<'a>(
    value: &Value<'a>,
    variable: &Object<'a>,
    at: Place,
    bridge: &mut Bridge<'_, '_>,
) -> (Draft<'a>, bool) {
    let kind = variable.get("type");
    let found = if is_text(kind, "query") {
        of_query(value, variable, at, bridge)
    } else if is_text(kind, "custom") || is_text(kind, "interval") {
        of_list(variable, at, bridge)
    } else if is_text(kind, "datasource") {
        text(variable.get("query")).map(|query| datasource(value, variable, query, at, bridge))
    } else {
        None
    };
    let is_placeholder = found.is_none();
    if is_placeholder {
        bridge.lose(
            LossKind::Variable,
            at.to_string(),
            value,
            "the conversion does not know variables like this one",
        );
    }
    (found.unwrap_or_else(|| Draft::json(PLACEHOLDER)), is_placeholder)
}

/// VA4 to VA6.
fn of_query<'a>(
    value: &Value<'a>,
    variable: &Object<'a>,
    at: Place,
    bridge: &mut Bridge<'_, '_>,
) -> Option<Draft<'a>> {
    let query = match variable.get("query") {
        Some(Value::Object(query)) => query.get("query"),
        query => query,
    };
    if query.is_none() {
        let message = "the query has no text; the variable lists label names";
        bridge.default(LossKind::Variable, at.to_string(), value, message);
        return Some(Draft::json(LABEL_NAMES));
    }
    let query = text(query)?.to_text();
    if query == "label_names()" {
        return Some(Draft::json(LABEL_NAMES));
    }
    label_values(variable, &query).or_else(|| query_result(value, variable, &query, at, bridge))
}

/// VA4: `label_values(matcher, label)` or `label_values(label)`.
fn label_values<'a>(variable: &Object<'a>, query: &str) -> Option<Draft<'a>> {
    let inside = query.strip_prefix("label_values(")?.strip_suffix(')')?;
    let before =
        inside.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter));
    let label = inside.get(before.len()..).filter(|label| !label.is_empty())?;
    let before = before.trim_end_matches(['\t', '\u{c}', ' ']);
    let matcher = if before.is_empty() { "" } else { before.strip_suffix(',')? };
    if matcher.contains(['\n', '\r']) {
        return None;
    }
    let mut spec = Fields::beside(variable);
    spec.put("labelName", label.to_owned());
    spec.put("matchers", array(Some(matcher).filter(|matcher| !matcher.is_empty()).map(str::to_owned)));
    Some(spec.of_kind("PrometheusLabelValuesVariable"))
}

/// VA6: `query_result(…)`.
fn query_result<'a>(
    value: &Value<'_>,
    variable: &Object<'a>,
    query: &str,
    at: Place,
    bridge: &mut Bridge<'_, '_>,
) -> Option<Draft<'a>> {
    let inside = query.strip_prefix("query_result(")?.strip_suffix(')')?;
    if inside.contains('\n') {
        return None;
    }
    let mut spec = Fields::beside(variable);
    match last_grouping(inside) {
        Some(label) => {
            spec.put("expr", inside.to_owned());
            spec.put("labelName", label.to_owned());
        }
        None => {
            let message = "the label cannot be told from the query; a placeholder takes its place";
            bridge.default(LossKind::Variable, at.to_string(), value, message);
            spec.put("expr", query.to_owned());
            spec.put("labelName", "migration_from_grafana_not_supported");
        }
    }
    Some(spec.of_kind("PrometheusPromQLVariable"))
}

/// Returns the word after the last `by (`.
fn last_grouping(query: &str) -> Option<&str> {
    query.rmatch_indices("by").find_map(|(start, _)| {
        let rest =
            query.get(start + 2..)?.trim_start_matches(['\t', '\u{c}', '\r', ' ']).strip_prefix('(')?;
        let end =
            rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(rest.len());
        rest.get(..end).filter(|word| !word.is_empty())
    })
}

/// VA7 and VA8: the options, or the query split at commas.
fn of_list<'a>(variable: &Object<'a>, at: Place, bridge: &mut Bridge<'_, '_>) -> Option<Draft<'a>> {
    let mut spec = Fields::beside(variable);
    match variable.get("options") {
        Some(Value::Array(options)) => {
            let options: Option<Vec<_>> = options.iter().map(read_option).collect();
            let values = options?.into_iter().map(|(label, value)| {
                check_value(&value.to_text(), at, bridge);
                listed(variable, label, value)
            });
            spec.put("values", array(values));
        }
        Some(_) => return None,
        None => match variable.get("query") {
            None => bridge.reject(at.to_string(), "the list has no values"),
            Some(query) => {
                let query = text(Some(query))?.to_text();
                let values = query.split(',').map(|value| {
                    check_value(value, at, bridge);
                    value.trim().to_owned()
                });
                spec.put("values", array(values));
            }
        },
    }
    Some(spec.of_kind("StaticListVariable"))
}

fn read_option<'a>(option: &Value<'a>) -> Option<(Str<'a>, Str<'a>)> {
    let option = option.as_object()?;
    text(option.get("text")).zip(text(option.get("value")))
}

fn listed<'a>(variable: &Object<'a>, label: Str<'a>, value: Str<'a>) -> Draft<'a> {
    if label == value {
        return trimmed(value);
    }
    let mut fields = Fields::beside(variable);
    fields.put("label", trimmed(label));
    fields.put("value", trimmed(value));
    fields.into()
}

fn trimmed<'a>(string: Str<'a>) -> Draft<'a> {
    let text = string.to_text();
    let inside = text.trim();
    if inside.len() == text.len() { string.into() } else { inside.to_owned().into() }
}

fn check_value(value: &str, at: Place, bridge: &mut Bridge<'_, '_>) {
    if value.trim().is_empty() {
        bridge.reject(at.to_string(), "a value of the list is empty");
    }
}

/// VA9.
fn datasource<'a>(
    value: &Value<'a>,
    variable: &Object<'a>,
    query: Str<'a>,
    at: Place,
    bridge: &mut Bridge<'_, '_>,
) -> Draft<'a> {
    let mut spec = Fields::beside(variable);
    match DATASOURCES.iter().find(|(grafana, _)| query == *grafana) {
        Some((_, perses)) => spec.put("datasourcePluginKind", *perses),
        None => {
            bridge.default(
                LossKind::Variable,
                at.to_string(),
                value,
                "Perses has no such data source; a placeholder takes its place",
            );
            spec.put("datasourcePluginKind", format!("not-supported-{query}"));
        }
    }
    spec.of_kind("DatasourceVariable")
}

//! Variables (spec 20-grafana-to-perses, section 9).

use super::bridge::Bridge;
use super::fault::invalid;
use super::fields::{Fields, elements, filled, given, integer, is_text, is_true, look, text};
use super::settings::is_quiet;
use super::variable_plugin::plugin;
use crate::engine::StepError;
use crate::json::{Draft, Object, Str, Value};
use crate::perses::model::{SORTS, identifier_fault};
use std::collections::BTreeSet;
use std::fmt::{self, Display};

/// What a list variable has beside its query, and what becomes of it.
const DROPPED: &[(&str, &str)] = &[
    ("regex", "the values are not filtered"),
    ("datasource", "the values come from the default data source"),
    ("auto", "an interval is not chosen by Perses"),
    ("skipUrlSync", "the value is always in the URL"),
];

/// Where a variable stands.
#[derive(Clone, Copy)]
pub(super) struct Place(usize);

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/templating/list/{}", self.0)
    }
}

/// Converts the variables of a dashboard.
pub(super) fn variables<'a>(
    doc: &Object<'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Vec<Draft<'a>>, StepError> {
    let templating = match given(doc.get("templating")) {
        None => return Ok(Vec::new()),
        Some(Value::Object(templating)) => templating,
        Some(other) => return Err(invalid("/templating", "an object", other)),
    };
    let list = given(templating.get("list"));
    if let Some(other) = list.filter(|list| list.as_array().is_none()) {
        return Err(invalid("/templating/list", "an array", other));
    }
    let mut names = BTreeSet::new();
    let mut out = Vec::new();
    for (index, value) in elements(list).iter().enumerate() {
        let at = Place(index);
        let Value::Object(variable) = value else { return Err(invalid(at, "an object", value)) };
        out.push(convert(value, variable, at, bridge)?);
        check_name(variable, at, &mut names, bridge);
    }
    Ok(out)
}

fn convert<'a>(
    value: &Value<'a>,
    variable: &Object<'a>,
    at: Place,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Draft<'a>, StepError> {
    let mut spec = Fields::beside(variable);
    spec.put("name", text(variable.get("name")).map_or_else(|| Draft::from(""), Draft::from));
    let mut display = Fields::beside(variable);
    display.put_some("name", filled(variable.get("label")));
    display.put_some("description", filled(variable.get("description")));
    display.put("hidden", variable.get("hide").and_then(integer).is_some_and(|hide| hide > 0));
    spec.put("display", display);
    let is_constant = variable.has_text("type", "constant");
    if is_constant || variable.has_text("type", "textbox") {
        let query = text(variable.get("query"));
        spec.put("value", query.map_or_else(|| Draft::from(""), Draft::from));
        spec.put_true("constant", is_constant);
        if is_constant && filled(variable.get("query")).is_none() {
            bridge.reject(at.to_string(), "the constant has no value");
        }
        return Ok(spec.of_kind("TextVariable"));
    }
    list(value, variable, at, &mut spec, bridge)?;
    Ok(spec.of_kind("ListVariable"))
}

/// VA3.
fn list<'a>(
    value: &Value<'a>,
    variable: &Object<'a>,
    at: Place,
    spec: &mut Fields<'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<(), StepError> {
    let (is_all, is_multi) = (is_true(variable.get("includeAll")), is_true(variable.get("multi")));
    spec.put_some("defaultValue", default_value(variable, at, is_multi, bridge)?);
    spec.put("allowAllValue", is_all);
    spec.put("allowMultiple", is_multi);
    spec.put_some("sort", sort(variable.get("sort"), at, bridge));
    let (plugin, is_placeholder) = plugin(value, variable, at, bridge);
    spec.put("plugin", plugin);
    if let Some(all) = filled(variable.get("allValue")) {
        if is_all || is_placeholder {
            spec.put("customAllValue", all);
        }
        if !is_all && is_placeholder {
            bridge.reject(format!("{at}/allValue"), "a value for all needs `allowAllValue`");
        }
    }
    if !is_placeholder {
        for (name, message) in DROPPED {
            let needs = *name != "datasource" || variable.has_text("type", "query");
            if let Some(member) = variable.get(name).filter(|member| needs && !is_quiet(name, member)) {
                bridge.lose_member(format!("{at}/{name}"), member, message);
            }
        }
    }
    Ok(())
}

fn default_value<'a>(
    variable: &Object<'a>,
    at: Place,
    is_multi: bool,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Option<Draft<'a>>, StepError> {
    if let Some(other) = given(variable.get("current")).filter(|current| current.as_object().is_none()) {
        return Err(invalid(format_args!("{at}/current"), "an object", other));
    }
    let Some(value) = given(look(variable, &["current", "value"])) else { return Ok(None) };
    match value {
        Value::String(text) if *text == "" => Ok(Some(Value::Null.into())),
        Value::String(text) => Ok(Some((*text).into())),
        Value::Array(list) if list.iter().all(|value| text(Some(value)).is_some()) => {
            if list.len() > 1 && !is_multi {
                bridge.reject(format!("{at}/current/value"), "two or more values where one is allowed");
            }
            Ok(Some(list.copied().into()))
        }
        other => Err(invalid(format_args!("{at}/current/value"), "a text or an array of texts", other)),
    }
}

fn sort(value: Option<&Value<'_>>, at: Place, bridge: &mut Bridge<'_, '_>) -> Option<&'static str> {
    let value = given(value)?;
    let Some(number) = integer(value) else { return Some("none") };
    let order = usize::try_from(number).ok().and_then(|number| SORTS.get(number)).copied();
    if order.is_none() {
        bridge.lose_member(format!("{at}/sort"), value, "Perses has no such order");
    }
    order
}

/// Tells of a name that Perses does not take.
fn check_name(variable: &Object<'_>, at: Place, names: &mut BTreeSet<String>, bridge: &mut Bridge<'_, '_>) {
    let name = text(variable.get("name")).map(Str::to_text).unwrap_or_default();
    if !is_identifier(&name) {
        bridge.reject(format!("{at}/name"), "a name has up to 75 letters, digits, `_`, `-` or `.` of ASCII");
    } else if name.bytes().all(|byte| byte.is_ascii_digit())
        && ["constant", "textbox"].iter().any(|kind| is_text(variable.get("type"), kind))
    {
        bridge.reject(format!("{at}/name"), "a text variable has a name of digits only");
    }
    if !names.insert(name.into_owned()) {
        bridge.reject(format!("{at}/name"), "another variable has the same name");
    }
}

/// Returns whether Perses takes a name of a dashboard or a variable (spec 10-model, 2.1).
pub(super) fn is_identifier(name: &str) -> bool {
    identifier_fault(name).is_none()
}

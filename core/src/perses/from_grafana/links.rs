//! Links of dashboards and panels (spec 20-grafana-to-perses, L1 and L2).

use super::bridge::Bridge;
use super::fault::invalid;
use super::fields::{Fields, filled, given, is_true, text};
use super::panel::Panel;
use crate::engine::{LossKind, StepError};
use crate::json::{Draft, Object, Value};

/// The members that are read, and whether each is text.
const MEMBERS: &[(&str, bool)] =
    &[("title", true), ("url", true), ("tooltip", true), ("includeVars", false), ("targetBlank", false)];

/// Converts the links of a dashboard; those without a URL are dropped.
pub(super) fn of_dashboard<'a>(
    doc: &Object<'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Vec<Draft<'a>>, StepError> {
    let list = match given(doc.get("links")) {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => return Err(invalid("/links", "an array", other)),
    };
    let mut out = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let at = format!("/links/{index}");
        let Some(link) = readable(value, &at, true, bridge)? else { continue };
        let Some(url) = filled(link.get("url")) else {
            bridge.lose(LossKind::Link, at, value, "the link has no URL");
            continue;
        };
        lose_time(link, &at, bridge);
        let mut fields = Fields::beside(link);
        fields.put_some("name", filled(link.get("title")));
        fields.put("url", url);
        fields.put_some("tooltip", filled(link.get("tooltip")));
        fields.put_true("renderVariables", is_true(link.get("includeVars")));
        fields.put_true("targetBlank", is_true(link.get("targetBlank")));
        out.push(fields.into());
    }
    Ok(out)
}

/// Converts the links of a panel, with or without a URL.
pub(super) fn of_panel<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Vec<Draft<'a>>, StepError> {
    let list = match given(panel.object.get("links")) {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => {
            bridge.refuse(LossKind::Link, panel.at("links"), other, "an array")?;
            return Ok(Vec::new());
        }
    };
    let mut out = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let at = panel.at(format_args!("links/{index}"));
        let Some(link) = readable(value, &at, false, bridge)? else { continue };
        lose_time(link, &at, bridge);
        let url = text(link.get("url"));
        let mut fields = Fields::beside(link);
        fields.put_some("name", filled(link.get("title")));
        match url {
            Some(url) => fields.put("url", url),
            None => {
                let message = "the link has no URL; it becomes one with an empty URL";
                bridge.warn("link-without-url", at, message);
                fields.put("url", "");
            }
        }
        fields.put_true("renderVariables", url.is_some_and(|url| has_variable(&url.to_text())));
        fields.put_true("targetBlank", is_true(link.get("targetBlank")));
        out.push(fields.into());
    }
    Ok(out)
}

/// Returns a link whose members have the right types.
fn readable<'v, 'a>(
    value: &'v Value<'a>,
    at: &str,
    is_of_dashboard: bool,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Option<&'v Object<'a>>, StepError> {
    let refuse = |bridge: &mut Bridge<'_, '_>, at: &str, found: &Value<'_>, expected: &str| {
        if is_of_dashboard {
            Err(invalid(at, expected, found))
        } else {
            bridge.refuse(LossKind::Link, at, found, expected)
        }
    };
    let Value::Object(link) = value else {
        refuse(bridge, at, value, "an object")?;
        return Ok(None);
    };
    for (name, is_text) in MEMBERS {
        match given(link.get(name)) {
            Some(Value::String(_)) if *is_text => {}
            Some(Value::Bool(_)) if !*is_text => {}
            Some(other) => {
                let expected = if *is_text { "a text" } else { "true or false" };
                refuse(bridge, &format!("{at}/{name}"), other, expected)?;
            }
            None => {}
        }
    }
    Ok(Some(link))
}

/// Tells of a link that kept the time range.
fn lose_time(link: &Object<'_>, at: &str, bridge: &mut Bridge<'_, '_>) {
    if let Some(value) = link.get("keepTime").filter(|value| is_true(Some(value))) {
        bridge.lose_member(format!("{at}/keepTime"), value, "links of Perses do not keep the time range");
    }
}

/// Returns whether there is a `${name}` in the text.
fn has_variable(url: &str) -> bool {
    url.split("${").skip(1).any(|rest| {
        let name = rest.split_once('}').map_or("", |(name, _)| name);
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

//! Value mappings (spec 20-grafana-to-perses, 6.6).

use super::bridge::Bridge;
use super::colours::{colour, is_hex};
use super::fault::{Fault, fault};
use super::fields::{Fields, elements, given, is_text, look};
use super::panel::Panel;
use crate::json::{Draft, Object, Str, Value, push_name};
use std::fmt::Display;

/// What a list of mappings becomes, and what it forgives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Whether they are the cells of a table.
    pub(super) makes_cells: bool,
    /// Whether a special mapping without a match is one for null.
    pub(super) forgives_no_match: bool,
    /// Whether a mapping of an unknown type is skipped; if not, it fails (V5).
    pub(super) skips_unknown: bool,
}

/// What a mapping looks for, by its type.
enum Condition<'v, 'a> {
    Value(Str<'a>),
    Range(Option<&'v Value<'a>>, Option<&'v Value<'a>>),
    Pattern(&'v Value<'a>),
    Special(Draft<'a>),
}

/// Converts the mappings of a panel (C4, TA6).
pub(super) fn mappings<'a>(
    panel: &Panel<'_, 'a>,
    style: Style,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Vec<Draft<'a>>, Fault> {
    let list = match given(panel.default("mappings")) {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return fault("the value mappings are not a list"),
    };
    let mut out = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let at = format!("fieldConfig/defaults/mappings/{index}");
        let mapping = value.as_object();
        let options = mapping.and_then(|mapping| mapping.object("options"));
        if is_text(mapping.and_then(|mapping| mapping.get("type")), "value") {
            of_values(panel, style, options, &at, bridge, &mut out);
            continue;
        }
        let Some(condition) = condition(panel, style, mapping, &at, bridge)? else {
            bridge.lose_member(panel.at(&at), value, "no known type of value mapping");
            continue;
        };
        let result = options.and_then(|options| options.object("result"));
        warn_colour(panel, bridge, format_args!("{at}/options/result"), result);
        out.push(entry(style, condition, result));
    }
    Ok(out)
}

/// Makes an entry of each option of a mapping of values.
fn of_values<'a>(
    panel: &Panel<'_, 'a>,
    style: Style,
    options: Option<&Object<'a>>,
    at: &str,
    bridge: &mut Bridge<'_, '_>,
    out: &mut Vec<Draft<'a>>,
) {
    for (key, option) in options.into_iter().flat_map(Object::iter) {
        let mut at = format!("{at}/options");
        push_name(&mut at, &key.to_text());
        warn_colour(panel, bridge, &at, option.as_object());
        if key == "" {
            bridge.reject(panel.at(&at), "a mapping for the empty text");
        }
        out.push(entry(style, Condition::Value(key), option.as_object()));
    }
}

/// Returns what a mapping of a range, of an expression or of a special value looks for; `None` if it is to be skipped.
fn condition<'v, 'a>(
    panel: &Panel<'_, 'a>,
    style: Style,
    mapping: Option<&'v Object<'a>>,
    at: &str,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Option<Condition<'v, 'a>>, Fault> {
    let kind = mapping.and_then(|mapping| mapping.get("type"));
    let options = mapping.and_then(|mapping| mapping.object("options"));
    let option = |name: &str| options.and_then(|options| options.get(name));
    if is_text(kind, "range") {
        warn_open_range(panel, bridge, at, options);
        return Ok(Some(Condition::Range(option("from"), option("to"))));
    }
    if is_text(kind, "regex") {
        return match option("pattern") {
            Some(pattern) => Ok(Some(Condition::Pattern(pattern))),
            None => fault("a mapping by expression has no pattern"),
        };
    }
    if is_text(kind, "special") {
        return Ok(Some(Condition::Special(special(option("match"), style)?)));
    }
    if style.skips_unknown { Ok(None) } else { fault("a value mapping has an unknown type") }
}

fn special<'a>(value: Option<&Value<'a>>, style: Style) -> Result<Draft<'a>, Fault> {
    match value {
        None if style.forgives_no_match => Ok(Draft::from("null")),
        None => fault("a special mapping has no match"),
        Some(value) if value.is_text("nan") => Ok(Draft::from("NaN")),
        Some(value) if value.is_text("null+nan") => Ok(Draft::from("null")),
        Some(value) => Ok(value.copied().into()),
    }
}

/// Makes a mapping, or a cell of a table, which names the same things differently.
fn entry<'a>(style: Style, condition: Condition<'_, 'a>, result: Option<&Object<'a>>) -> Draft<'a> {
    let cells = style.makes_cells;
    let mut spec = Fields::default();
    let kind = match condition {
        Condition::Value(key) => {
            spec.put("value", key);
            "Value"
        }
        Condition::Range(from, to) => {
            spec.put_copy(if cells { "min" } else { "from" }, from);
            spec.put_copy(if cells { "max" } else { "to" }, to);
            "Range"
        }
        Condition::Pattern(pattern) => {
            spec.put(if cells { "expr" } else { "pattern" }, pattern.copied());
            "Regex"
        }
        Condition::Special(value) => {
            spec.put("value", value);
            "Misc"
        }
    };
    let text = result.and_then(|result| given(result.get("text")));
    let wanted = result.and_then(|result| given(result.get("color"))).map(colour);
    if cells {
        let mut cell = Fields::default();
        cell.put("condition", Fields::kind_and_spec(kind, spec));
        cell.put_copy("text", text);
        cell.put_some("backgroundColor", wanted);
        return cell.into();
    }
    let mut result = Fields::default();
    result.put("value", text.map_or_else(|| Draft::from(""), |text| text.copied().into()));
    result.put_some("color", wanted);
    spec.put("result", result);
    Fields::kind_and_spec(kind, spec)
}

/// Tells of a colour that Perses does not take here.
pub(super) fn warn_colour(
    panel: &Panel<'_, '_>,
    bridge: &mut Bridge<'_, '_>,
    at: impl Display,
    result: Option<&Object<'_>>,
) {
    if given(result.and_then(|result| result.get("color"))).is_some_and(|value| !is_hex(value)) {
        bridge.reject(panel.at(format_args!("{at}/color")), "the colour is not `#rgb` or `#rrggbb`");
    }
}

fn warn_open_range(
    panel: &Panel<'_, '_>,
    bridge: &mut Bridge<'_, '_>,
    at: &str,
    options: Option<&Object<'_>>,
) {
    for name in ["from", "to"] {
        let end = options.and_then(|options| options.get(name));
        if end.is_some() && given(end).is_none() {
            bridge.reject(panel.at(format_args!("{at}/options/{name}")), "the end of a range is null");
        }
    }
}

/// Converts the mappings of overrides for the field `Value` (ST6).
pub(super) fn of_overrides<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
    out: &mut Vec<Draft<'a>>,
) -> Result<(), Fault> {
    for (index, value) in panel.overrides().iter().enumerate() {
        let at = format!("fieldConfig/overrides/{index}");
        let Some(rule) = value.as_object() else { continue };
        let fits = is_text(look(rule, &["matcher", "id"]), "byName")
            && is_text(look(rule, &["matcher", "options"]), "Value");
        if !fits {
            panel.lose_override(bridge, index, value);
            continue;
        }
        for (number, property) in elements(rule.get("properties")).iter().enumerate() {
            let at = format!("{at}/properties/{number}");
            let id = property.as_object().and_then(|property| property.get("id"));
            if is_text(id, "mappings") {
                let list = property.as_object().and_then(|property| property.get("value"));
                of_property(panel, bridge, &at, elements(list), out)?;
            } else {
                bridge.lose_member(panel.at(&at), property, "the override has no effect in Perses");
            }
        }
    }
    Ok(())
}

fn of_property<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
    at: &str,
    list: &[Value<'a>],
    out: &mut Vec<Draft<'a>>,
) -> Result<(), Fault> {
    for (index, value) in list.iter().enumerate() {
        let at = panel.at(format_args!("{at}/value/{index}"));
        let mapping = value.as_object();
        let kind = mapping.and_then(|mapping| mapping.get("type"));
        let options = mapping.and_then(|mapping| mapping.object("options"));
        if is_text(kind, "value") {
            for (key, option) in options.into_iter().flat_map(Object::iter) {
                let mut spec = Fields::default();
                spec.put("value", key);
                spec.put("result", colourless(option.as_object())?);
                out.push(Fields::kind_and_spec("Value", spec));
            }
        } else if is_text(kind, "range") {
            let mut spec = Fields::default();
            for name in ["from", "to"] {
                let Some(end) = options.and_then(|options| options.get(name)) else {
                    return fault("a range of an override lacks an end");
                };
                spec.put(name, end.copied());
            }
            spec.put("result", colourless(options.and_then(|options| options.object("result")))?);
            out.push(Fields::kind_and_spec("Range", spec));
        } else {
            bridge.lose_member(at, value, "in an override only mappings of values and ranges are converted");
            continue;
        }
        if value.to_json().contains("\"color\"") {
            bridge.lose_member(at, value, "the colours of an override's mappings are not kept");
        }
    }
    Ok(())
}

fn colourless<'a>(result: Option<&Object<'a>>) -> Result<Draft<'a>, Fault> {
    match result.and_then(|result| result.get("text")) {
        Some(text) => Ok(crate::json::object([("value", text.copied())])),
        None => fault("a mapping of an override has no text"),
    }
}

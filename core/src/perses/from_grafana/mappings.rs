//! Value mappings (spec 20-grafana-to-perses, 6.6).

use super::bridge::Bridge;
use super::colours::{colour, is_hex};
use super::fault::{Fault, fault};
use super::fields::{Fields, elements, given, is_text, look};
use super::panel::Panel;
use crate::json::{Draft, Object, Str, Value, push_name};

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
        let mapping = value.as_object();
        let options = mapping.and_then(|mapping| mapping.object("options"));
        if is_text(mapping.and_then(|mapping| mapping.get("type")), "value") {
            of_values(panel, style, options, index, bridge, &mut out);
            continue;
        }
        let Some(condition) = condition(panel, style, mapping, index, bridge)? else {
            let at = panel.at(format_args!("fieldConfig/defaults/mappings/{index}"));
            bridge.lose_member(at, value, "no known type of value mapping");
            continue;
        };
        let result = options.and_then(|options| options.object("result"));
        let at = || panel.at(format_args!("fieldConfig/defaults/mappings/{index}/options/result"));
        warn_colour(bridge, result, &at);
        out.push(entry(panel, style, condition, result));
    }
    Ok(out)
}

/// Makes an entry of each option of a mapping of values.
fn of_values<'a>(
    panel: &Panel<'_, 'a>,
    style: Style,
    options: Option<&Object<'a>>,
    index: usize,
    bridge: &mut Bridge<'_, '_>,
    out: &mut Vec<Draft<'a>>,
) {
    for (key, option) in options.into_iter().flat_map(Object::iter) {
        let at = || {
            let mut at = panel.at(format_args!("fieldConfig/defaults/mappings/{index}/options"));
            push_name(&mut at, &key.to_text());
            at
        };
        warn_colour(bridge, option.as_object(), &at);
        if key == "" {
            bridge.reject(at(), "a mapping for the empty text");
        }
        out.push(entry(panel, style, Condition::Value(key), option.as_object()));
    }
}

/// Returns what a mapping of a range, of an expression or of a special value looks for; `None` if it is to be skipped.
fn condition<'v, 'a>(
    panel: &Panel<'_, 'a>,
    style: Style,
    mapping: Option<&'v Object<'a>>,
    index: usize,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Option<Condition<'v, 'a>>, Fault> {
    let kind = mapping.and_then(|mapping| mapping.get("type"));
    let options = mapping.and_then(|mapping| mapping.object("options"));
    let option = |name: &str| options.and_then(|options| options.get(name));
    if is_text(kind, "range") {
        warn_open_range(panel, bridge, index, options);
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
fn entry<'a>(
    panel: &Panel<'_, 'a>,
    style: Style,
    condition: Condition<'_, 'a>,
    result: Option<&Object<'a>>,
) -> Draft<'a> {
    let cells = style.makes_cells;
    let mut spec = panel.fields();
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
        let mut cell = panel.fields();
        cell.put("condition", spec.of_kind(kind));
        cell.put_copy("text", text);
        cell.put_some("backgroundColor", wanted);
        return cell.into();
    }
    let mut result = panel.fields();
    result.put("value", text.map_or_else(|| Draft::from(""), |text| text.copied().into()));
    result.put_some("color", wanted);
    spec.put("result", result);
    spec.of_kind(kind)
}

/// Tells of a colour that Perses does not take in the result that stands there.
pub(super) fn warn_colour(bridge: &mut Bridge<'_, '_>, result: Option<&Object<'_>>, at: &dyn Fn() -> String) {
    if given(result.and_then(|result| result.get("color"))).is_some_and(|value| !is_hex(value)) {
        bridge.reject(at() + "/color", "the colour is not `#rgb` or `#rrggbb`");
    }
}

fn warn_open_range(
    panel: &Panel<'_, '_>,
    bridge: &mut Bridge<'_, '_>,
    index: usize,
    options: Option<&Object<'_>>,
) {
    for name in ["from", "to"] {
        let end = options.and_then(|options| options.get(name));
        if end.is_some() && given(end).is_none() {
            let at = panel.at(format_args!("fieldConfig/defaults/mappings/{index}/options/{name}"));
            bridge.reject(at, "the end of a range is null");
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
        let Some(rule) = value.as_object() else { continue };
        let fits = is_text(look(rule, &["matcher", "id"]), "byName")
            && is_text(look(rule, &["matcher", "options"]), "Value");
        if !fits {
            panel.lose_override(bridge, index, value);
            continue;
        }
        for (number, property) in elements(rule.get("properties")).iter().enumerate() {
            let at = || panel.at(format_args!("fieldConfig/overrides/{index}/properties/{number}"));
            let id = property.as_object().and_then(|property| property.get("id"));
            if is_text(id, "mappings") {
                let list = property.as_object().and_then(|property| property.get("value"));
                of_property(panel, bridge, &at, elements(list), out)?;
            } else {
                bridge.lose_member(at(), property, "the override has no effect in Perses");
            }
        }
    }
    Ok(())
}

fn of_property<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
    at: &dyn Fn() -> String,
    list: &[Value<'a>],
    out: &mut Vec<Draft<'a>>,
) -> Result<(), Fault> {
    for (index, value) in list.iter().enumerate() {
        let at = || format!("{}/value/{index}", at());
        let mapping = value.as_object();
        let kind = mapping.and_then(|mapping| mapping.get("type"));
        let options = mapping.and_then(|mapping| mapping.object("options"));
        if is_text(kind, "value") {
            for (key, option) in options.into_iter().flat_map(Object::iter) {
                let mut spec = panel.fields();
                spec.put("value", key);
                spec.put("result", colourless(panel, option.as_object())?);
                out.push(spec.of_kind("Value"));
            }
        } else if is_text(kind, "range") {
            let mut spec = panel.fields();
            for name in ["from", "to"] {
                let Some(end) = options.and_then(|options| options.get(name)) else {
                    return fault("a range of an override lacks an end");
                };
                spec.put(name, end.copied());
            }
            spec.put("result", colourless(panel, options.and_then(|options| options.object("result")))?);
            out.push(spec.of_kind("Range"));
        } else {
            bridge.lose_member(
                at(),
                value,
                "in an override only mappings of values and ranges are converted",
            );
            continue;
        }
        if value.to_json().contains("\"color\"") {
            bridge.lose_member(at(), value, "the colours of an override's mappings are not kept");
        }
    }
    Ok(())
}

fn colourless<'a>(panel: &Panel<'_, 'a>, result: Option<&Object<'a>>) -> Result<Fields<'a>, Fault> {
    let Some(text) = result.and_then(|result| result.get("text")) else {
        return fault("a mapping of an override has no text");
    };
    let mut colourless = panel.fields();
    colourless.put("value", text.copied());
    Ok(colourless)
}

//! Overrides of fields that become settings of columns (spec 20-grafana-to-perses, TA3).

use super::bridge::Bridge;
use super::colours::colour;
use super::columns::{Column, Columns, Names};
use super::fault::{Fault, fault};
use super::fields::{Fields, elements, given, is_text, is_true, look, text};
use super::mappings::warn_colour;
use super::panel::Panel;
use super::units::{tell_unknown, unit};
use crate::json::{Draft, Object, Value, push_name};
use std::fmt::Arguments;

/// The properties that say something of a column.
const KNOWN: [&str; 6] = ["displayName", "custom.width", "links", "unit", "noValue", "mappings"];

/// Reads the overrides by name.
pub(super) fn columns<'v, 'a>(
    panel: &Panel<'v, 'a>,
    organized: &Columns<'v, 'a>,
    names: &Names,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Columns<'v, 'a>, Fault> {
    let headers = organized.by_header();
    let mut columns = Columns::default();
    for (index, value) in panel.overrides().iter().enumerate() {
        let Some(rule) = value.as_object() else { continue };
        let field = text(look(rule, &["matcher", "options"])).map(|field| field.to_text());
        let Some(field) = field.filter(|_| is_text(look(rule, &["matcher", "id"]), "byName")) else {
            panel.lose_override(bridge, index, value);
            continue;
        };
        for (number, value) in elements(rule.get("properties")).iter().enumerate() {
            let id = value.as_object().and_then(|property| property.get("id"));
            let Some(property) = value.as_object().filter(|_| KNOWN.iter().any(|known| is_text(id, known)))
            else {
                let at = format_args!("fieldConfig/overrides/{index}/properties/{number}");
                bridge.lose_member(panel.at(at), value, "the override has no effect in Perses");
                continue;
            };
            let name = match headers.get(&*field) {
                Some(name) => name.clone(),
                None => names.of(&field)?,
            };
            let at = format_args!("fieldConfig/overrides/{index}/properties/{number}/value");
            tell(panel, property, at, bridge);
            if let Some(column) = columns.column(&name) {
                column.read(property)?;
            }
        }
    }
    Ok(columns)
}

/// Tells of what a property says and Perses has no place for.
fn tell(panel: &Panel<'_, '_>, property: &Object<'_>, at: Arguments<'_>, bridge: &mut Bridge<'_, '_>) {
    let value = property.get("value");
    if property.has_text("id", "unit") {
        tell_unknown(panel, bridge, at, value);
    }
    if !property.has_text("id", "mappings") {
        return;
    }
    for (index, mapping) in elements(value).iter().enumerate() {
        let object = mapping.as_object();
        if !is_text(object.and_then(|mapping| mapping.get("type")), "value") {
            let at = panel.at(format_args!("{at}/{index}"));
            bridge.lose_member(at, mapping, "in an override only mappings of values are converted");
            continue;
        }
        for (key, option) in
            object.and_then(|mapping| mapping.object("options")).into_iter().flat_map(Object::iter)
        {
            let at = || {
                let mut at = panel.at(format_args!("{at}/{index}/options"));
                push_name(&mut at, &key.to_text());
                at
            };
            warn_colour(bridge, option.as_object(), &at);
        }
    }
}

impl<'v, 'a> Column<'v, 'a> {
    fn read(&mut self, property: &'v Object<'a>) -> Result<(), Fault> {
        let value = property.get("value");
        let is = |id: &str| property.has_text("id", id);
        if is("displayName") {
            if let Some(text) = scalar(value)? {
                self.own_header.add(&text, || text.clone().into());
            }
        } else if is("custom.width") {
            let width = width(value)?;
            self.width.add(&width.map_or_else(String::new, |width| width.to_string()), || {
                width.map_or_else(|| Draft::from("auto"), Draft::from)
            });
        } else if is("links") {
            return self.read_links(value);
        } else if is("unit") {
            if let Some(unit) = unit(value) {
                self.unit.add(unit, || unit);
            }
        } else if is("noValue") {
            if let Some(text) = scalar(value)? {
                self.no_value.add(&text, || text.clone().into());
            }
        } else {
            for mapping in elements(value).iter().filter_map(Value::as_object) {
                self.read_mapping(mapping)?;
            }
        }
        Ok(())
    }

    /// Reads links; the same URL must come with the same title and target.
    fn read_links(&mut self, value: Option<&'v Value<'a>>) -> Result<(), Fault> {
        let list = match given(value) {
            None => return Ok(()),
            Some(Value::Array(list)) => list,
            Some(_) => return fault("the links of a column are not a list"),
        };
        for link in list.iter() {
            let link = link.as_object();
            let url = link.and_then(|link| text(link.get("url")));
            let (Some(link), Some(url)) = (link, url) else { return fault("a link of a column has no URL") };
            let Some(first) = self.links.entry(&url.to_text(), || link) else { continue };
            let opens = |link: &Object<'_>| is_true(link.get("targetBlank"));
            if first.get("title") != link.get("title") || opens(first) != opens(link) {
                return fault("two links of a column have one URL, but not the same title and target");
            }
        }
        Ok(())
    }

    /// Reads the texts and colours of values; the same value must come with the same ones.
    fn read_mapping(&mut self, mapping: &'v Object<'a>) -> Result<(), Fault> {
        let options = mapping.object("options").filter(|_| mapping.has_text("type", "value"));
        for (key, option) in options.into_iter().flat_map(Object::iter) {
            let member =
                |of: &Value<'a>, name: &str| of.as_object().and_then(|of| of.get(name)).map(Value::copied);
            let same = |name: &str, first: &Value<'a>| member(first, name) == member(option, name);
            let made = || {
                let mut spec = Fields::beside(mapping);
                spec.put("value", key);
                let mut cell = Fields::beside(mapping);
                cell.put("condition", spec.of_kind("Value"));
                cell.put_some("text", member(option, "text"));
                cell.put_some("backgroundColor", member(option, "color").map(|value| colour(&value)));
                (option, cell.into())
            };
            let Some((first, _)) = self.cells.entry(&key.to_text(), made) else { continue };
            if !same("text", first) || !same("color", first) {
                return fault("two mappings of a column give one value different texts or colours");
            }
        }
        Ok(())
    }
}

/// Returns a text, number or flag as text.
fn scalar(value: Option<&Value<'_>>) -> Result<Option<String>, Fault> {
    match given(value) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.to_text().into_owned())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(Value::Bool(flag)) => Ok(Some(flag.to_string())),
        Some(_) => fault("a name or a text of a column is an array or an object"),
    }
}

/// Returns a width; `None` stands for `auto`.
fn width(value: Option<&Value<'_>>) -> Result<Option<i64>, Fault> {
    match given(value) {
        None => Ok(None),
        Some(value) if value.is_text("auto") => Ok(None),
        Some(Value::String(text)) => match text.to_text().parse() {
            Ok(width) => Ok(Some(width)),
            Err(_) => fault("the width of a column is no whole number"),
        },
        Some(value) => match super::fields::integer(value) {
            Some(width) => Ok(Some(width)),
            None => fault("the width of a column is no whole number"),
        },
    }
}

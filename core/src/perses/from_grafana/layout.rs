//! The list of panels, their keys and the grids (spec 20-grafana-to-perses, section 4).

use super::bridge::Bridge;
use super::fault::invalid;
use super::fields::{Fields, filled, given, integer, is_text, is_true, member, text};
use super::panel::{Panel, Place, convert};
use crate::engine::{LossKind, StepError};
use crate::json::{Draft, Object, Value, array};

/// A panel of the regrouped list, with the panels of a row.
struct Entry<'p, 'a> {
    panel: Panel<'p, 'a>,
    /// `None` for a panel that is no row.
    children: Option<Vec<Panel<'p, 'a>>>,
}

/// The panels and the layouts of a dashboard.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) panels: Fields<'a>,
    pub(super) grids: Vec<Draft<'a>>,
}

/// Converts the panels of a dashboard; `empty` stands in for panels that are no objects.
pub(super) fn layout<'a>(
    doc: &Object<'a>,
    empty: &Object<'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Layout<'a>, StepError> {
    let panels = match given(doc.get("panels")) {
        None => &[],
        Some(Value::Array(panels)) => panels.as_slice(),
        Some(other) => return Err(invalid("/panels", "an array", other)),
    };
    let entries = regroup(panels, empty, bridge)?;
    let mut layout = Layout { panels: Fields::beside(empty), grids: Vec::new() };
    let mut orphans = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let Some(children) = &entry.children else {
            orphans.push(layout.place(&entry.panel, index.to_string(), bridge)?);
            continue;
        };
        let mut items = Vec::new();
        for (child, panel) in children.iter().enumerate() {
            items.push(layout.place(panel, format!("{index}_{child}"), bridge)?);
        }
        if items.is_empty() {
            lose_empty(&entry.panel, bridge);
        } else {
            let row = entry.panel.object;
            let mut collapse = Fields::beside(row);
            collapse.put("open", !is_true(row.get("collapsed")));
            let mut display = Fields::beside(row);
            display.put("title", text(row.get("title")).unwrap_or_default());
            display.put("collapse", collapse);
            layout.grids.push(grid(display.into(), items, row));
        }
    }
    if !orphans.is_empty() {
        layout.grids.insert(0, grid(Draft::json(r#"{"title": "Panel Group 1"}"#), orphans, empty));
    }
    Ok(layout)
}

/// Puts panels that follow an open row into it (G1).
fn regroup<'p, 'a>(
    panels: &'p [Value<'a>],
    empty: &'p Object<'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Vec<Entry<'p, 'a>>, StepError> {
    let mut entries: Vec<Entry<'p, 'a>> = Vec::new();
    let mut row: Option<Entry<'p, 'a>> = None;
    for (outer, value) in panels.iter().enumerate() {
        let panel = read(value, Place { outer, inner: None }, empty, bridge)?;
        if !is_text(panel.object.get("type"), "row") {
            match row.as_mut().and_then(|row| row.children.as_mut()) {
                Some(children) => children.push(panel),
                None => entries.push(Entry { panel, children: None }),
            }
            continue;
        }
        entries.extend(row.take());
        let entry = Entry { panel, children: Some(children(&panel, empty, bridge)?) };
        if is_true(panel.object.get("collapsed")) {
            entries.push(entry);
        } else {
            row = Some(entry);
        }
    }
    entries.extend(row);
    Ok(entries)
}

/// Returns the panels that stand in a row.
fn children<'p, 'a>(
    row: &Panel<'p, 'a>,
    empty: &'p Object<'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Vec<Panel<'p, 'a>>, StepError> {
    let list = match given(row.object.get("panels")) {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => {
            bridge.refuse(LossKind::Panel, row.at("panels"), other, "an array")?;
            return Ok(Vec::new());
        }
    };
    let place = |inner| Place { inner: Some(inner), ..row.place };
    list.iter().enumerate().map(|(inner, value)| read(value, place(inner), empty, bridge)).collect()
}

/// Returns a panel; one that is no object is empty, and becomes a placeholder.
fn read<'p, 'a>(
    value: &'p Value<'a>,
    place: Place,
    empty: &'p Object<'a>,
    bridge: &Bridge<'_, '_>,
) -> Result<Panel<'p, 'a>, StepError> {
    let object = value.as_object();
    if object.is_none() && given(Some(value)).is_some() && bridge.is_strict() {
        return Err(invalid(place.pointer(), "an object", value));
    }
    Ok(Panel::new(value, object.unwrap_or(empty), place))
}

impl<'a> Layout<'a> {
    /// Converts a panel and returns its item in a grid.
    fn place(
        &mut self,
        panel: &Panel<'_, 'a>,
        key: String,
        bridge: &mut Bridge<'_, '_>,
    ) -> Result<Draft<'a>, StepError> {
        let item = item(panel, &key, bridge)?;
        self.panels.put_key(&key, convert(panel, bridge)?);
        Ok(item)
    }
}

/// Makes an item (G6, G7).
fn item<'a>(panel: &Panel<'_, 'a>, key: &str, bridge: &mut Bridge<'_, '_>) -> Result<Draft<'a>, StepError> {
    let place = panel.object.get("gridPos");
    if let Some(value) = given(place).filter(|value| value.as_object().is_none()) {
        bridge.refuse(LossKind::Member, panel.at("gridPos"), value, "an object")?;
    }
    let mut item = panel.fields();
    for (name, grafana, needs_integer) in
        [("x", "x", false), ("y", "y", false), ("width", "w", true), ("height", "h", true)]
    {
        let value = given(member(place, grafana));
        let fits =
            |value: &Value<'a>| value.as_number().is_some() && (!needs_integer || integer(value).is_some());
        if let Some(value) = value.filter(|value| !fits(value)) {
            let expected = if needs_integer { "an integer" } else { "a number" };
            bridge.refuse(LossKind::Member, panel.at(format_args!("gridPos/{grafana}")), value, expected)?;
        }
        item.put(name, whole(value));
    }
    let mut content = panel.fields();
    content.put("$ref", "#/spec/panels/".to_owned() + key);
    item.put("content", content);
    item.put_some("repeatVariable", repeat(panel));
    Ok(item.into())
}

/// Returns a number without its fraction; 0 if there is none.
fn whole<'a>(value: Option<&Value<'a>>) -> Draft<'a> {
    match value.and_then(Value::as_number) {
        Some(number) if integer(&Value::Number(number)).is_some() => number.into(),
        Some(number) => number.to_i64().into(),
        None => Draft::json("0"),
    }
}

fn repeat<'a>(panel: &Panel<'_, 'a>) -> Option<Fields<'a>> {
    let mut fields = panel.fields();
    fields.put("value", filled(panel.object.get("repeat"))?);
    fields.put_some(
        "maxPer",
        given(panel.object.get("maxPerRow"))
            .map(|most| if integer(most).is_some() { most.copied().into() } else { Draft::json("0") }),
    );
    let is_vertical = panel.object.has_text("repeatDirection", "v");
    fields.put("alignment", if is_vertical { "vertical" } else { "horizontal" });
    Some(fields)
}

/// Makes a grid, which is repeated as the row says.
fn grid<'a>(display: Draft<'a>, items: Vec<Draft<'a>>, row: &Object<'a>) -> Draft<'a> {
    let mut spec = Fields::beside(row);
    spec.put("display", display);
    spec.put("items", array(items));
    spec.put_some("repeatVariable", filled(row.get("repeat")));
    spec.of_kind("Grid")
}

/// Tells of a row without panels, which gives no grid (G5).
fn lose_empty(row: &Panel<'_, '_>, bridge: &mut Bridge<'_, '_>) {
    bridge.lose(LossKind::Panel, row.place.pointer(), row.value, "a row without panels gives no group");
}

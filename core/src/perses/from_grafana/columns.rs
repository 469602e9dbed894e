//! The columns of a table: what transformations and overrides say of each (spec 20-grafana-to-perses, TA2 to TA5).

use super::bridge::Bridge;
use super::fault::{Fault, fault};
use super::fields::{Fields, text};
use super::ordered::Ordered;
use super::panel::Panel;
use super::units::unit_format;
use crate::json::{Draft, Object, Str, Value, array, push_name, sorted};
use std::collections::BTreeMap;

/// What columns are called in Perses.
pub(super) struct Names {
    /// The queries' letters, with their positions.
    queries: BTreeMap<String, usize>,
    /// Whether two queries have the same letter.
    has_twins: bool,
}

impl Names {
    pub(super) fn new(panel: &Panel<'_, '_>) -> Self {
        let mut names = Self { queries: BTreeMap::new(), has_twins: false };
        for index in 0..panel.targets().len() {
            if let Some(letter) = text(panel.of_target(index, "refId")) {
                names.has_twins |= names.queries.insert(letter.to_text().into_owned(), index + 1).is_some();
            }
        }
        names
    }

    /// Returns the name of the column that Grafana calls so.
    pub(super) fn of(&self, field: &str) -> Result<String, Fault> {
        if self.has_twins {
            return fault("two queries have the same `refId`");
        }
        let number = field.strip_prefix("Value #").and_then(|letter| self.queries.get(letter));
        Ok(match (field, number) {
            ("Time", _) => "timestamp".to_owned(),
            ("Value", _) => "value".to_owned(),
            (_, Some(number)) => format!("value #{number}"),
            _ => field.to_owned(),
        })
    }
}

/// One column.
#[derive(Debug, Default)]
pub(super) struct Column<'v, 'a> {
    name: String,
    /// The wanted place, and the transformation and the member that state it.
    index: Ordered<((usize, Str<'a>), &'v Value<'a>)>,
    hide: Ordered<Draft<'a>>,
    header: Ordered<Draft<'a>>,
    pub(super) own_header: Ordered<Draft<'a>>,
    pub(super) width: Ordered<Draft<'a>>,
    pub(super) links: Ordered<&'v Object<'a>>,
    pub(super) unit: Ordered<&'static str>,
    pub(super) no_value: Ordered<Draft<'a>>,
    pub(super) cells: Ordered<(&'v Value<'a>, Draft<'a>)>,
}

/// The columns, by their names.
#[derive(Debug, Default)]
pub(super) struct Columns<'v, 'a> {
    pub(super) list: Ordered<Column<'v, 'a>>,
}

impl<'v, 'a> Columns<'v, 'a> {
    /// Returns the column of this name, a new one if there is none; it is always there.
    pub(super) fn column(&mut self, name: &str) -> Option<&mut Column<'v, 'a>> {
        self.list.entry(name, || Column { name: name.to_owned(), ..Column::default() })
    }

    /// Reads an `organize` transformation (TA2).
    pub(super) fn organize(
        &mut self,
        options: &'v Object<'a>,
        index: usize,
        names: &Names,
    ) -> Result<(), Fault> {
        for group in ["indexByName", "excludeByName", "renameByName"] {
            for (field, value) in options.object(group).into_iter().flat_map(Object::iter) {
                let Some(column) = self.column(&names.of(&field.to_text())?) else { continue };
                match group {
                    "indexByName" => column.index.add(&value.to_json(), || ((index, field), value)),
                    "excludeByName" => column.hide.add(&value.to_json(), || value.copied().into()),
                    _ => column.header.add(&value.as_text().unwrap_or_default(), || value.copied().into()),
                }
            }
        }
        Ok(())
    }

    /// Returns the names of the columns by their headers; of equal headers the first one counts.
    pub(super) fn by_header(&self) -> BTreeMap<String, String> {
        let mut headers = BTreeMap::new();
        for column in self.list.iter() {
            if let Some((header, _)) = column.header.last() {
                headers.entry(header.to_owned()).or_insert_with(|| column.name.clone());
            }
        }
        headers
    }

    /// Unites the columns of overrides with those of transformations, and puts them in order (TA4, TA5).
    pub(super) fn settings(
        mut self,
        organized: Self,
        panel: &Panel<'_, 'a>,
        bridge: &mut Bridge<'_, '_>,
    ) -> Draft<'a> {
        for other in organized.list.into_items() {
            let Some(column) = self.column(&other.name) else { continue };
            (column.index, column.hide, column.header) = (other.index, other.hide, other.header);
        }
        let columns = self.list.into_items();
        let size = columns.len() as f64;
        let mut placed = Vec::new();
        for column in columns {
            let wanted = column
                .index
                .last()
                .and_then(|(_, (at, value))| Some((at, value, value.as_number()?.to_f64())));
            match wanted {
                None => placed.push((size, column)),
                Some((_, _, index)) if index.fract() == 0.0 && (0.0..size).contains(&index) => {
                    placed.push((index, column));
                }
                Some(((index, field), value, _)) => {
                    let mut at = panel.at(format_args!("transformations/{index}/options/indexByName"));
                    push_name(&mut at, &field.to_text());
                    let message = "the column is lost: its place is beyond the number of columns";
                    bridge.lose_member(at, value, message);
                }
            }
        }
        let placed = sorted(placed, |(left, _), (right, _)| left.total_cmp(right));
        array(placed.into_iter().map(|(_, column)| column.write(panel)))
    }
}

impl<'a> Column<'_, 'a> {
    fn write(self, panel: &Panel<'_, 'a>) -> Draft<'a> {
        let mut fields = panel.fields();
        fields.put("name", self.name);
        fields.put_some("header", self.own_header.pop().or_else(|| self.header.pop()));
        fields.put_some("hide", self.hide.pop());
        fields.put_some("width", self.width.pop());
        fields.put_some("dataLink", self.links.pop().map(data_link));
        fields.put_some("format", self.unit.pop().map(|unit| unit_format(panel, unit)));
        let mut cells = Vec::new();
        cells.extend(self.no_value.pop().map(|text| {
            let mut cell = panel.fields();
            cell.put("condition", Draft::json(r#"{"kind": "Misc", "spec": {"value": "null"}}"#));
            cell.put("text", text);
            Draft::from(cell)
        }));
        cells.extend(self.cells.into_items().into_iter().map(|(_, cell)| cell));
        fields.put_list("cellSettings", cells);
        fields.into()
    }
}

fn data_link<'a>(link: &Object<'a>) -> Draft<'a> {
    let mut fields = Fields::beside(link);
    fields.put_copy("url", link.get("url"));
    fields.put("openNewTab", link.get("targetBlank").map_or(Value::Bool(false), Value::copied));
    fields.put_copy("title", link.get("title"));
    fields.into()
}

//! From a layout to a list of classic panels (spec 30-v2-to-classic, section 9).

use super::{Kind, Layout, auto_grid, grid, rows, tabs};
use crate::engine::{ErrorKind, LossCode, LossKind, Notes, StepError};
use crate::grafana::v2::object;
use crate::grafana::v2::parts::integer;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::source::Source;
use crate::grafana::v2::{Members, elements};
use crate::json::{Arena, Draft, Object, Str, Value, ValueMut, array, sorted};

/// A layout that is walked.
///
/// The elements become panels only when the walk is over: it may fail, and one element may be named many times.
pub(super) struct Placing<'p, 'n, 'a> {
    elements: &'p mut Object<'a>,
    /// The names and positions of the elements, by name.
    names: Vec<(Str<'a>, usize)>,
    /// How often each element is named, and how many panels it has become.
    uses: Vec<Uses>,
    first_row: i64,
    rows: i64,
    pub(super) notes: &'p mut Notes<'n>,
}

#[derive(Clone, Copy, Default)]
struct Uses {
    named: usize,
    made: usize,
}

/// A panel to be.
pub(super) enum Placed<'a> {
    /// The element at a position, and what the layout says of it.
    Panel(usize, Members<'a>),
    /// A row panel, and what is inside of it.
    Row(Members<'a>, Vec<Self>),
}

impl<'p, 'n, 'a> Placing<'p, 'n, 'a> {
    pub(super) fn new(elements: &'p mut Object<'a>, notes: &'p mut Notes<'n>) -> Self {
        let names = elements.iter().enumerate().map(|(index, (name, _))| (name, index)).collect();
        let names = sorted(names, |left: &(Str<'_>, usize), right| left.0.cmp(&right.0));
        let id = |element: &Value<'a>| element.as_object()?.object("spec")?.get("id").and_then(integer);
        let greatest = elements.iter().filter_map(|(_, element)| id(element)).fold(0, i64::max);
        let uses = vec![Uses::default(); elements.len()];
        Self { elements, names, uses, first_row: greatest.wrapping_add(1), rows: 0, notes }
    }

    /// Places a layout from a line on; returns the lowest edge of the panels that it gives to its list.
    ///
    /// Recursive through layouts in layouts, as deep as the document.
    pub(super) fn place(
        &mut self,
        layout: Layout<'a>,
        at: &Path<'_>,
        line: i64,
        out: &mut Vec<Placed<'a>>,
    ) -> Result<i64, StepError> {
        let Layout { kind, spec } = layout;
        match kind {
            Kind::AutoGrid => self.lose_layout("AutoGridLayout", at, "panels have positions of their own"),
            Kind::Tabs => self.lose_layout("TabsLayout", at, "tabs become rows"),
            Kind::Grid | Kind::Rows => {}
        }
        let at = &at.member("spec");
        match kind {
            Kind::Grid => grid::down(spec, at, line, self, out),
            Kind::AutoGrid => auto_grid::down(spec, at, line, self, out),
            Kind::Rows => rows::down(spec, at, line, self, out),
            Kind::Tabs => tabs::down(spec, at, line, self, out),
        }
    }

    /// Places a layout that stands in a row or a tab.
    pub(super) fn place_inner(
        &mut self,
        layout: Layout<'a>,
        at: &Path<'_>,
        line: i64,
        out: &mut Vec<Placed<'a>>,
    ) -> Result<i64, StepError> {
        if layout.kind == Kind::Rows {
            self.lose_layout("RowsLayout", at, "rows in rows or tabs become rows one after the other");
        }
        self.place(layout, at, line, out)
    }

    /// Tells a layout that the classic dashboard does not know.
    fn lose_layout(&mut self, kind: &'static str, at: &Path<'_>, message: &'static str) {
        let (at, value) = (at.member("kind").to_string(), Value::String(Str::plain(kind)));
        self.notes.lose(LossCode::NotRepresentable, LossKind::Member, at, Some(&value), message);
    }

    /// Begins a row panel with what every one has (9.1.3).
    pub(super) fn row(&mut self, row: &mut Source<'_, 'a>, line: Option<i64>) -> Members<'a> {
        let mut panel = Members::of(
            row.arena(),
            [("type", "row".into()), ("id", Draft::whole(self.first_row.wrapping_add(self.rows)))],
        );
        self.rows += 1;
        panel.put_some("title", row.text("title"));
        panel.put_some("gridPos", line.map(|line| position(0, line, 24, 1, row.arena())));
        panel
    }

    /// Returns whether there is a row panel already.
    pub(super) fn has_rows(&self) -> bool {
        self.rows > 0
    }

    /// Returns the position of the element that an item names.
    pub(super) fn element(&mut self, item: &mut Source<'_, 'a>) -> Result<usize, StepError> {
        let at = item.at();
        let at = at.member("element");
        let name = item.object("element").and_then(|reference| match reference.take("name") {
            Some(Value::String(name)) => Some(name),
            _ => None,
        });
        let name = name.unwrap_or_default();
        let found = self.names.binary_search_by(|(other, _)| other.cmp(&name)).ok();
        let Some((_, index)) = found.and_then(|found| self.names.get(found)) else {
            let message = format!("panel with uid {name} not found in the dashboard elements");
            return Err(failed(&at.member("name"), &message));
        };
        let element = self.elements.members().get(*index);
        if element.and_then(|element| element.value.as_object()).is_none() {
            let why = "element has neither PanelKind nor LibraryPanelKind";
            return Err(failed(&at.member("name"), &format!("failed to convert panel {name}: {why}")));
        }
        if let Some(uses) = self.uses.get_mut(*index) {
            uses.named += 1;
        }
        Ok(*index)
    }

    /// Makes the panels, and tells the elements that no layout names.
    ///
    /// # Errors
    /// `too-large` if the copies of elements that are named several times are too many.
    pub(super) fn finish(mut self, placed: Vec<Placed<'a>>) -> Result<Vec<Draft<'a>>, StepError> {
        for ((name, element), uses) in self.elements.iter().zip(&self.uses) {
            if uses.named == 0 && element.as_object().is_some() {
                let at = Path::Root("/spec").member("elements").member(&name.to_text()).to_string();
                let message = "no layout places this element";
                self.notes.lose(LossCode::NotRepresentable, LossKind::Panel, at, Some(element), message);
            }
        }
        self.panels(placed)
    }

    fn panels(&mut self, placed: Vec<Placed<'a>>) -> Result<Vec<Draft<'a>>, StepError> {
        let make = |placed| match placed {
            Placed::Panel(index, position) => self.panel(index, position),
            Placed::Row(mut row, inside) => {
                if !inside.is_empty() {
                    row.put("panels", array(self.panels(inside)?));
                }
                Ok(row.into())
            }
        };
        placed.into_iter().map(make).collect()
    }

    /// Makes a panel of an element; only the last of several panels takes it.
    fn panel(&mut self, index: usize, position: Members<'a>) -> Result<Draft<'a>, StepError> {
        let Some(uses) = self.uses.get_mut(index) else { return Ok(Draft::json("null")) };
        uses.made += 1;
        let Uses { named, made } = *uses;
        if made == 1 {
            self.convert(index, named.saturating_sub(1))?;
        }
        let mut panel = match made == named {
            true => self.elements.set_value(index, Draft::json("null")),
            false => self.elements.members().get(index).map(|element| element.value.copied()),
        }
        .unwrap_or_default();
        if let ValueMut::Object(panel) = panel.as_mut() {
            for member in position {
                panel.push_member(member);
            }
        }
        Ok(panel.into())
    }

    /// Makes an element the panel that it becomes, and makes sure that it may be copied.
    fn convert(&mut self, index: usize, copies: usize) -> Result<(), StepError> {
        let Some((name, ValueMut::Object(element))) = self.elements.entry_mut(index) else { return Ok(()) };
        let text = name.to_text();
        let at = Path::Root("/spec").member("elements");
        let at = at.member(&text);
        let panel = elements::down(Source::new(element, at), name, self.notes);
        self.elements.set_value(index, panel);
        match self.elements.members().get(index) {
            Some(panel) if copies > 0 => {
                let why = "the layout shows an element many times";
                self.notes.copies(&panel.value, copies, || at.to_string(), why)
            }
            _ => Ok(()),
        }
    }
}

fn failed(at: &Path<'_>, why: &str) -> StepError {
    let message = format!("failed to convert dashboard spec: failed to convert panels: {why}");
    StepError::new(ErrorKind::ConversionFailed, at.to_string(), message)
}

/// Makes a `gridPos`.
pub(super) fn position<'a>(x: i64, y: i64, width: i64, height: i64, arena: &'a Arena) -> Draft<'a> {
    object(arena, [("x", x), ("y", y), ("w", width), ("h", height)].map(|(name, n)| (name, Draft::whole(n))))
}

/// Takes a list out of the `spec` of a layout.
pub(super) fn list<'a>(spec: &mut Object<'a>, name: &str) -> Vec<Value<'a>> {
    match spec.take(name) {
        Some(Value::Array(list)) => list.take_all(),
        _ => Vec::new(),
    }
}

//! Panels, rows and tabs that are repeated for each value of a variable (spec 20-classic-to-v2, section 12; spec
//! 30-v2-to-classic, section 9).

use crate::engine::Notes;
use crate::grafana::v2::parts::integer;
use crate::grafana::v2::schema::{INT, Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Arena, Draft, Members, Object, Str, Value, parse};
use std::collections::BTreeMap;

/// The member of rows, tabs and items of an automatic grid.
pub(super) const REPEAT: Member = member("repeat", Type::Object(&[MODE, VALUE]), Written::Set);

/// The member of items of a grid.
pub(super) const PANEL_REPEAT: Member = member(
    "repeat",
    Type::Object(&[
        MODE,
        VALUE,
        member("direction", Type::Text, Written::Set),
        member("maxPerRow", INT, Written::Set),
    ]),
    Written::Set,
);

const MODE: Member = member("mode", Type::Text, Written::Always);
const VALUE: Member = member("value", Type::Text, Written::Always);

/// Returns the repeat options of a panel, or those of the library element that it shows (12.1, 12.2).
pub(super) fn up<'a>(
    panel: &mut Source<'_, 'a>,
    library: &mut Library,
    notes: &mut Notes<'_>,
) -> Option<Draft<'a>> {
    if let Some(variable) = variable(panel) {
        let direction = panel.take_if("repeatDirection", is_direction);
        let most = panel.take_if("maxPerRow", |value| most_per_row(value).is_some());
        let most = most.as_ref().and_then(most_per_row);
        return Some(options(variable.into(), direction.map(Draft::from), most, panel.arena()));
    }
    let uid = panel.peek("libraryPanel")?.as_object()?.text("uid").filter(|uid| !uid.is_empty())?;
    let Repeat { variable, direction, most } = library.repeat(&uid, notes)?;
    Some(options(variable.clone().into(), direction.map(Draft::from), *most, panel.arena()))
}

/// Returns the repeat options of a row, which are nothing but a variable (12.3).
pub(super) fn row_up<'a>(row: &mut Source<'_, 'a>) -> Option<Draft<'a>> {
    variable(row).map(|variable| options(variable.into(), None, None, row.arena()))
}

fn variable<'a>(panel: &mut Source<'_, 'a>) -> Option<Str<'a>> {
    panel.filled_text("repeat")
}

fn is_direction(value: &Value<'_>) -> bool {
    value.is_text("h") || value.is_text("v")
}

fn most_per_row(value: &Value<'_>) -> Option<i64> {
    integer(value).filter(|most| *most > 0)
}

fn options<'a>(
    variable: Draft<'a>,
    direction: Option<Draft<'a>>,
    most: Option<i64>,
    arena: &'a Arena,
) -> Draft<'a> {
    let mut options = Members::of(arena, [("mode", "variable".into()), ("value", variable)]);
    options.put_some("direction", direction);
    options.put_some("maxPerRow", most.map(Draft::whole));
    options.into()
}

/// The repeat options of library elements, each read once.
#[derive(Default)]
pub(super) struct Library {
    by_uid: BTreeMap<String, usize>,
    read: Vec<Option<Repeat>>,
}

struct Repeat {
    variable: String,
    direction: Option<&'static str>,
    most: Option<i64>,
}

impl Library {
    fn repeat(&mut self, uid: &str, notes: &Notes<'_>) -> Option<&Repeat> {
        let index = match self.by_uid.get(uid) {
            Some(index) => *index,
            None => {
                self.by_uid.insert(uid.to_owned(), self.read.len());
                self.read.push(notes.context().library_element(uid).and_then(of_model));
                self.read.len() - 1
            }
        };
        self.read.get(index)?.as_ref()
    }
}

fn of_model(model: &str) -> Option<Repeat> {
    let arena = Arena::new();
    let parsed = parse(&arena, model.as_bytes()).ok()?;
    let model = parsed.root.as_object()?;
    Some(Repeat {
        variable: model.text("repeat").filter(|variable| !variable.is_empty())?.into_owned(),
        direction: ["h", "v"].into_iter().find(|direction| model.has_text("repeatDirection", direction)),
        most: model.get("maxPerRow").and_then(most_per_row),
    })
}

/// Adds the repeat options of an item of a grid to a classic panel (spec 30-v2-to-classic, 5.1).
pub(super) fn down<'a>(item: &mut Source<'_, 'a>, panel: &mut Members<'a>, notes: &mut Notes<'_>) {
    let Some(repeat) = item.object("repeat") else { return };
    let at = item.at();
    let mut repeat = Source::new(repeat, at.member("repeat"));
    panel.put("repeat", repeat.text("value").unwrap_or_default().into());
    if let Some(direction) = repeat.take_if("direction", is_direction) {
        panel.put("repeatDirection", direction.into());
    }
    if let Some(most) = repeat.take("maxPerRow") {
        panel.put("maxPerRow", most.into());
    }
    finish(repeat, notes);
}

/// Returns the variable of an item of an automatic grid, a row or a tab, if that is repeated.
pub(super) fn down_variable<'a>(item: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Str<'a>> {
    let repeat: &mut Object<'a> = item.object("repeat")?;
    let at = item.at();
    let mut repeat = Source::new(repeat, at.member("repeat"));
    let variable = repeat.text("value").unwrap_or_default();
    finish(repeat, notes);
    Some(variable)
}

/// Adds the variable of a row or a tab to a row panel, unless it is empty.
pub(super) fn down_row<'a>(row: &mut Source<'_, 'a>, panel: &mut Members<'a>, notes: &mut Notes<'_>) {
    let variable = down_variable(row, notes).filter(|variable| *variable != *"");
    panel.put_some("repeat", variable);
}

fn finish(mut repeat: Source<'_, '_>, notes: &mut Notes<'_>) {
    repeat.take_if("mode", |mode| mode.is_text("variable"));
    repeat.finish(notes, "panels are repeated for a variable, in direction `h` or `v`");
}

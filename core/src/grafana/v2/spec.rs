//! The dashboard itself: its own members, and the four conversions of its parts (spec 10-format-v2, section 2).

use super::annotations::{self, ANNOTATION};
use super::elements::{self, ELEMENTS};
use super::layout::{self, LAYOUT};
use super::links::{self, LINK};
use super::parts::{NO_PLACE, integer, is_flag, is_number, is_text};
use super::path::Path;
use super::schema::{Member, Type, Whole, Written, member};
use super::source::Source;
use super::texts::texts;
use super::time_settings::{self, TIME_SETTINGS};
use super::variables::{self, VARIABLES};
use crate::engine::{Notes, StepError};
use crate::grafana::losses::{defaulted, dropped};
use crate::grafana::prepare;
use crate::grafana::v2::object;
use crate::json::{Array, Draft, Members, Number, Object, Value, ValueMut, array};

/// All members of `spec`.
pub(in crate::grafana) static SPEC: &[Member] = &[
    member("title", Type::Text, Written::Always),
    member("description", Type::Text, Written::Set),
    member("tags", Type::List(&Type::Text), Written::Null),
    member("cursorSync", Type::Text, Written::Always),
    member("preload", Type::Flag, Written::Always),
    member("editable", Type::Flag, Written::Set),
    member("liveNow", Type::Flag, Written::Set),
    member("revision", Type::Integer(Whole::Unsigned16), Written::Set),
    member("timeSettings", Type::Object(TIME_SETTINGS), Written::Always),
    member("links", Type::List(&Type::Object(LINK)), Written::Listed),
    member("variables", Type::List(&Type::Variants(&VARIABLES)), Written::Listed),
    member("annotations", Type::List(&Type::Object(ANNOTATION)), Written::Listed),
    member("elements", Type::Map(&Type::Variants(&ELEMENTS)), Written::Listed),
    member("layout", Type::Variants(&LAYOUT), Written::Always),
];

/// Makes a classic dashboard one of v2alpha1; no value is of a wrong type there (spec 20-classic-to-v2).
pub(in crate::grafana) fn up<'a>(mut dashboard: Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    let at = dashboard.at();
    prepare::unique_ids(dashboard.as_object_mut(), format_args!("{at}"), notes);
    let arena = dashboard.arena();
    dashboard.take_if("schemaVersion", |version| version.as_number() == Some(Number::Computed(42.0)));
    let mut members = own_up(&mut dashboard, notes);
    members.put("timeSettings", time_settings::up(&mut dashboard, notes));
    members.put("links", dashboard.parts("links", links::up, notes).into());
    let list = list_up(&mut dashboard, "templating", variables::up, notes);
    members.put("variables", list);
    let list = list_up(&mut dashboard, "annotations", annotations::up, notes);
    members.put("annotations", list);
    let (elements, layout) = layout::up(dashboard.array("panels"), &at, arena, notes);
    members.put("elements", elements);
    members.put("layout", layout);
    dashboard.finish(notes, NO_PLACE);
    members.into()
}

/// Takes the members that are the dashboard's own (spec 20-classic-to-v2, section 3).
fn own_up<'a>(dashboard: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let mut members = Members::of(dashboard.arena(), [("title", dashboard.text_or_empty("title"))]);
    members.put_some("description", dashboard.filled_text("description"));
    let tags = texts(dashboard, "tags", notes);
    members.put("tags", tags.map_or(Draft::json("[]"), |tags| Value::Array(tags).into()));
    members.put("cursorSync", sync_up(dashboard, notes).into());
    for (name, default) in [("preload", false), ("editable", true), ("liveNow", false)] {
        members.put(name, dashboard.flag(name).unwrap_or(default).into());
    }
    members.put_some("revision", revision_up(dashboard, notes));
    members
}

/// Takes the shared crosshair; a number that stands for none of its values is told.
fn sync_up(dashboard: &mut Source<'_, '_>, notes: &mut Notes<'_>) -> &'static str {
    let at = dashboard.at();
    let Some(value) = dashboard.take_if("graphTooltip", |value| integer(value).is_some()) else {
        return "Off";
    };
    match integer(&value) {
        Some(1) => return "Crosshair",
        Some(2) => return "Tooltip",
        Some(0) => {}
        _ => {
            let at = at.member("graphTooltip");
            defaulted(notes, format_args!("{at}"), &value, "a shared crosshair is 0, 1 or 2");
        }
    }
    "Off"
}

/// Takes the revision, which has 16 bits in v2; more of them are cut off.
fn revision_up<'a>(dashboard: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let value = dashboard.take_if("revision", |value| value.as_number().is_some())?;
    let number = value.as_number()?.to_i64();
    let cut = i32::try_from(number).map_or(0, |number| number & 0xFFFF);
    if i64::from(cut) != number {
        let at = dashboard.at();
        let at = at.member("revision");
        defaulted(notes, format_args!("{at}"), &value, "a revision has 16 bits");
    }
    Some(Draft::whole(cut.into()))
}

/// What a conversion makes of a variable or an annotation.
type Make<'a> = fn(Source<'_, 'a>, &mut Notes<'_>) -> Option<Draft<'a>>;

/// Takes the `list` of `templating` or `annotations`.
fn list_up<'a>(
    dashboard: &mut Source<'_, 'a>,
    name: &str,
    make: Make<'a>,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    let at = dashboard.at();
    let at = at.member(name);
    let Some(shell) = dashboard.object(name) else { return Draft::json("[]") };
    let mut shell = Source::new(shell, at);
    let list = shell.array("list");
    make_each(list, &at.member("list"), make, notes);
    shell.finish(notes, NO_PLACE);
    list.into()
}

/// Makes something of each object in a list; what else is in it is lost.
fn make_each<'a>(list: &mut Array<'a>, at: &Path<'_>, make: Make<'a>, notes: &mut Notes<'_>) {
    list.replace_each(|index, value| {
        let at = at.item(index);
        match value {
            Value::Object(object) => make(Source::new(object, at), notes),
            other => {
                dropped(notes, format_args!("{at}"), &other, NO_PLACE);
                None
            }
        }
    });
}

/// Makes a dashboard of v2alpha1 that was read a classic one (spec 30-v2-to-classic).
///
/// # Errors
/// `conversion-failed` if the layout names an element that there is not.
pub(in crate::grafana) fn down<'a>(
    mut spec: Source<'_, 'a>,
    notes: &mut Notes<'_>,
) -> Result<Draft<'a>, StepError> {
    let at = spec.at();
    let panels = panels_down(&mut spec, notes)?;
    let mut members = own_down(&mut spec, notes);
    if let Some(settings) = spec.object("timeSettings") {
        time_settings::down(&mut Source::new(settings, at.member("timeSettings")), &mut members);
    }
    pass_filled(&mut spec, "links", &mut members);
    if !panels.is_empty() {
        members.put("panels", array(panels));
    }
    let variable = |variable: Source<'_, 'a>, notes: &mut Notes<'_>| Some(variables::down(variable, notes));
    let list = spec.array("variables");
    make_each(list, &at.member("variables"), variable, notes);
    if !list.is_empty() {
        members.put("templating", object(spec.arena(), [("list", list.into())]));
    }
    let list = spec.array("annotations");
    make_each(list, &at.member("annotations"), annotations::down, notes);
    members.put("annotations", object(spec.arena(), [("list", list.into())]));
    Ok(members.into())
}

/// Makes layout and elements the panels.
fn panels_down<'a>(spec: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Result<Vec<Draft<'a>>, StepError> {
    if spec.peek("elements").is_none_or(Value::is_null) {
        spec.as_object_mut().set("elements", Draft::json("{}"));
    }
    let layout = spec.take("layout").unwrap_or_default();
    let Some(elements) = spec.object("elements") else { return Ok(Vec::new()) };
    layout::down(layout, elements, notes)
}

/// Takes the members that are the dashboard's own (spec 30-v2-to-classic, section 2).
fn own_down<'a>(spec: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let mut members = Members::of(spec.arena(), [("title", spec.text_or_empty("title"))]);
    spec.pass(&["description"], is_text, &mut members);
    pass_filled(spec, "tags", &mut members);
    members.put("graphTooltip", Draft::json(tooltip(spec, notes)));
    members.put("schemaVersion", Draft::json("42"));
    members.put("preload", (spec.flag("preload") == Some(true)).into());
    members.put("editable", (spec.flag("editable") != Some(false)).into());
    spec.pass(&["liveNow"], is_flag, &mut members);
    spec.pass(&["revision"], is_number, &mut members);
    members
}

fn tooltip(spec: &mut Source<'_, '_>, notes: &mut Notes<'_>) -> &'static str {
    let Some(sync) = spec.take("cursorSync") else { return "0" };
    match &*sync.as_text().unwrap_or_default() {
        "Crosshair" => "1",
        "Tooltip" => "2",
        "Off" => "0",
        _ => {
            let at = spec.at();
            let at = at.member("cursorSync");
            defaulted(notes, format_args!("{at}"), &sync, "it is none of `Off`, `Crosshair`, `Tooltip`");
            "0"
        }
    }
}

/// Moves a list that is not empty.
fn pass_filled<'a>(spec: &mut Source<'_, 'a>, name: &'static str, members: &mut Members<'a>) {
    let list = spec.take(name).filter(|list| list.as_array().is_some_and(|list| !list.is_empty()));
    members.put_some(name, list);
}

/// Brings a dashboard of v2alpha1 that was read to v2beta1, in place (spec 40-v2alpha1-v2beta1).
///
/// # Errors
/// `reference-crash` if a group-by variable names no type of a data source.
pub(in crate::grafana) fn to_beta(
    spec: &mut Object<'_>,
    at: &Path<'_>,
    notes: &mut Notes<'_>,
) -> Result<(), StepError> {
    change(spec, at, "elements", elements::to_beta, notes);
    change(spec, at, "annotations", annotations::to_beta, notes);
    let at = at.member("variables");
    for (index, variable) in spec.array_mut("variables").into_iter().flat_map(Array::iter_mut).enumerate() {
        if let ValueMut::Object(variable) = variable {
            variables::to_beta(variable, &at.item(index), notes)?;
        }
    }
    Ok(())
}

/// Brings a dashboard of v2beta1 that was read to v2alpha1, in place (spec 40-v2alpha1-v2beta1).
pub(in crate::grafana) fn to_alpha(spec: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    change(spec, at, "elements", elements::to_alpha, notes);
    change(spec, at, "annotations", annotations::to_alpha, notes);
    change(spec, at, "variables", variables::to_alpha, notes);
}

/// Changes the objects in a list or a map; what is of an unknown kind is null.
fn change(
    spec: &mut Object<'_>,
    at: &Path<'_>,
    name: &str,
    change: fn(&mut Object<'_>, &Path<'_>, &mut Notes<'_>),
    notes: &mut Notes<'_>,
) {
    let at = at.member(name);
    match spec.get_mut(name) {
        Some(ValueMut::Object(map)) => {
            for (name, value) in map.iter_mut() {
                if let ValueMut::Object(part) = value {
                    change(part, &at.member(&name.to_text()), notes);
                }
            }
        }
        Some(ValueMut::Array(list)) => {
            for (index, value) in list.iter_mut().enumerate() {
                if let ValueMut::Object(part) = value {
                    change(part, &at.item(index), notes);
                }
            }
        }
        _ => {}
    }
}

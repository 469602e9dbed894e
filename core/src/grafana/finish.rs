//! What happens after the steps: the built-in annotation and clean-up (spec 00-pipeline, sections 8 and 9).

use super::lists::list;
use super::losses::{dropped, pulldown_annotations};
use super::panels::in_list;
use super::place::Place;
use super::tidy_panel::tidy;
use crate::engine::{LossCode, LossKind, Notes, StepError};
use crate::json::{Array, Draft, Object, Str, Value, ValueMut};

const BUILT_IN_ANNOTATION: &str = r#"{"builtIn":1,"datasource":{"type":"grafana","uid":"-- Grafana --"},"enable":true,"hide":true,"iconColor":"rgba(0, 211, 255, 1)","name":"Annotations & Alerts","type":"dashboard"}"#;

/// Members of the dashboard that are never stored (9.1, 9.9.2).
const RUN_TIME_MEMBERS: [&str; 19] = [
    "events",
    "meta",
    "originalTime",
    "originalTemplating",
    "originalLibraryPanels",
    "panelInEdit",
    "panelInView",
    "getVariablesFromState",
    "formatDate",
    "appEventsSubscription",
    "panelsAffectedByVariableChange",
    "lastRefresh",
    "timeRangeUpdatedDuringEditOrView",
    "originalDashboard",
    "variables",
    "version",
    "iteration",
    "nav",
    "pulldowns",
];

pub(super) fn run(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    pulldown_annotations(doc, notes);
    built_in_annotation(doc);
    doc.retain(|name, value| !is_never_stored(name, value));
    if let Some(templating) = doc.object_mut("templating") {
        tidy_templating(templating);
    }
    tidy_panels(doc, notes);
    Ok(())
}

/// Puts the built-in annotation first unless there is one (8).
fn built_in_annotation(doc: &mut Object<'_>) {
    let Some(list) = list(doc, "annotations") else { return };
    let is_built_in = |annotation: &Object<'_>| {
        annotation.get("builtIn").and_then(Value::as_number).is_some_and(|number| number.to_f64() == 1.0)
    };
    if !list.objects().any(is_built_in) {
        list.insert(0, Draft::json(BUILT_IN_ANNOTATION));
    }
}

/// Dashboard members that go (9.1, 9.9).
fn is_never_stored(name: Str<'_>, value: &Value<'_>) -> bool {
    match &*name.to_text() {
        "gnetId" | "id" => value.is_null(),
        "style" => value.is_text("dark"),
        "hideControls" => matches!(value, Value::Bool(false)),
        name => RUN_TIME_MEMBERS.contains(&name),
    }
}

/// Variables (9.2).
fn tidy_templating(templating: &mut Object<'_>) {
    remove_nulls(templating);
    for variable in templating.array_mut("list").into_iter().flat_map(Array::objects_mut) {
        variable.remove("index");
        match variable.text("type").as_deref() {
            Some("query") => {
                let refresh = variable.get("refresh").and_then(Value::as_number);
                if refresh.is_none_or(|refresh| refresh.to_i64() != 0) && !variable.contains("options") {
                    variable.set("options", Draft::json("[]"));
                }
            }
            Some("constant") => drop(variable.remove("options")),
            Some("datasource") => drop(variable.set("options", Draft::json("[]"))),
            _ => {}
        }
    }
}

/// The panel list (9.3).
fn tidy_panels(doc: &mut Object<'_>, notes: &mut Notes<'_>) {
    let Some(panels) = doc.array_mut("panels") else {
        if let Some(old) = doc.set("panels", Draft::json("[]")) {
            dropped(notes, format_args!("/panels"), &old, "panels are a list");
        }
        return;
    };
    let kept = drop_copies(panels, notes);
    for (panel, index) in panels.objects_mut().zip(kept) {
        let place = Place::of_panel(index);
        tidy(panel, &place, notes);
        in_list(panel, "panels", Some(&place), |nested, place| tidy(nested, place, notes));
    }
    panels.sort_by(|left, right| {
        let (left, right) = (position(left), position(right));
        left.0.total_cmp(&right.0).then(left.1.total_cmp(&right.1))
    });
}

/// Drops repeat copies and what is no panel, and returns where the others stood.
fn drop_copies(panels: &mut Array<'_>, notes: &mut Notes<'_>) -> Vec<usize> {
    let mut kept = Vec::with_capacity(panels.len());
    let mut places = 0..;
    panels.retain(|panel| {
        let index = places.next().unwrap_or_default();
        match panel.as_object() {
            None => dropped(notes, format_args!("/panels/{index}"), panel, "a panel is an object"),
            Some(object) if is_copy(object) => {
                let message = "the copy of a repeated panel is made anew when the dashboard is opened";
                let at = Place::of_panel(index).to_string();
                notes.lose(LossCode::RunTimeCopy, LossKind::Panel, at, Some(panel), message);
            }
            Some(_) => {
                kept.push(index);
                return true;
            }
        }
        false
    });
    kept
}

/// Returns whether a top-level panel is a copy that a repeated panel or row made (9.3.2).
pub(super) fn is_copy(panel: &Object<'_>) -> bool {
    panel.contains("repeatPanelId") || panel.contains("repeatedByRow")
}

/// Returns the place in the grid, `y` before `x` (9.8).
fn position(panel: &Value<'_>) -> (f64, f64) {
    let place = panel.as_object().and_then(|panel| panel.object("gridPos"));
    let number = |name: &str| {
        place.and_then(|place| place.get(name)?.as_number()).map_or(0.0, |number| number.to_f64())
    };
    // Adding 0 makes -0 an ordinary one.
    (number("y") + 0.0, number("x") + 0.0)
}

/// Removes members that are null, at every depth; elements of arrays stay.
///
/// Recursive; a document is at most 256 containers deep.
pub(super) fn remove_nulls(object: &mut Object<'_>) {
    object.retain(|_, value| !value.is_null());
    for (_, value) in object.iter_mut() {
        remove_nulls_below(value);
    }
}

fn remove_nulls_below(value: ValueMut<'_, '_>) {
    match value {
        ValueMut::Object(object) => remove_nulls(object),
        ValueMut::Array(array) => array.iter_mut().for_each(remove_nulls_below),
        ValueMut::Leaf(_) => {}
    }
}

//! v27: copies of repeated panels go, and visible constants become text boxes.
//!
//! Before: `{"panels": [{"id": 1, "repeat": "h"}, {"id": 2, "repeatPanelId": 1}], "templating": {"list": [{"type": "constant", "query": "v1", "hide": 1}]}}`
//! After:  `{"panels": [{"id": 1, "repeat": "h"}], "templating": {"list": [{"type": "textbox", "query": "v1", "hide": 1, "current": {"selected": true, "text": "v1", "value": "v1"}, "options": [{"selected": true, "text": "v1", "value": "v1"}]}]}}`
//!
//! A copy is known by a member that is there, whatever its value: `repeatPanelId` or `repeatByRow`, in rows only the
//! former. What is no panel goes, too. Every constant gets one option, which is selected (spec 20-versions-17-30).

use super::lists::list;
use super::losses::{defaulted, dropped};
use super::panels::numbered;
use super::readers::integer;
use crate::engine::{Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::json::{Array, Draft, Object, Str, Value, array, object};
use std::fmt;

pub(super) const STEP: Step = Step {
    id: "grafana/27",
    summary: "copies of repeated panels go, and visible constants become text boxes",
    kind: Kind::Retire,
    lossy: true,
    up,
    ..Step::between(26, 27)
};

/// What marks a copy at the top level.
const MARKS: [&str; 2] = ["repeatPanelId", "repeatByRow"];

/// What marks a copy in a row.
const MARKS_IN_ROWS: [&str; 1] = ["repeatPanelId"];

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    if let Some(panels) = doc.array_mut("panels") {
        for (index, panel) in numbered(panels) {
            if panel.has_text("type", "row")
                && !is_copy(panel, &MARKS)
                && let Some(nested) = panel.array_mut("panels")
            {
                drop_copies(nested, &MARKS_IN_ROWS, format_args!("/panels/{index}/panels"), notes);
            }
        }
        drop_copies(panels, &MARKS, format_args!("/panels"), notes);
    }
    let variables = list(doc, "templating").into_iter().flat_map(numbered);
    for (index, constant) in variables.filter(|(_, variable)| variable.has_text("type", "constant")) {
        select(constant, format_args!("/templating/list/{index}"), notes);
    }
    Ok(())
}

/// Removes what is a copy or no panel.
fn drop_copies(panels: &mut Array<'_>, marks: &[&str], at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    let mut index = 0_usize;
    panels.retain(|panel| {
        let place = index;
        index += 1;
        match panel.as_object() {
            Some(content) if !is_copy(content, marks) => return true,
            Some(_) => {
                let message =
                    "Grafana makes the copies of a repeated panel anew when the dashboard is opened";
                notes.lose(
                    LossCode::RunTimeCopy,
                    LossKind::Panel,
                    format!("{at}/{place}"),
                    Some(panel),
                    message,
                );
            }
            None => dropped(notes, format_args!("{at}/{place}"), panel, "a panel is an object"),
        }
        false
    });
}

fn is_copy(panel: &Object<'_>, marks: &[&str]) -> bool {
    marks.iter().any(|mark| panel.contains(mark))
}

/// Makes the text of a constant its one option, and the constant a text box if it is visible (rules 6 to 8).
fn select(constant: &mut Object<'_>, at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    let query = match constant.get("query") {
        Some(query @ Value::String(_)) => query.copied(),
        other => {
            let other = other.unwrap_or(&Value::Null);
            dropped(notes, format_args!("{at}/query"), other, "the value of a constant is a text");
            Value::String(Str::default())
        }
    };
    let current = constant.set("current", option(&query)).unwrap_or_default();
    if current.as_object().and_then(|current| current.get("value")).is_some_and(|value| *value != query) {
        defaulted(notes, format_args!("{at}/current"), &current, "the value of a constant is its `query`");
    }
    constant.set("options", array([option(&query)]));
    constant.set("query", query);
    if matches!(integer(constant, "hide"), Some(0 | 1)) {
        constant.set("type", "textbox");
    }
}

fn option<'a>(query: &Value<'a>) -> Draft<'a> {
    let (text, value) = (query.copied(), query.copied());
    object([("selected", true.into()), ("text", Draft::from(text)), ("value", value.into())])
}

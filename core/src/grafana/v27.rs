//! v27: copies of repeated panels go, and visible constants become text boxes.
//!
//! Before: `{"panels": [{"id": 1, "repeat": "h"}, {"id": 2, "repeatPanelId": 1}], "templating": {"list": [{"type": "constant", "query": "v1", "hide": 1}]}}`
//! After:  `{"panels": [{"id": 1, "repeat": "h"}], "templating": {"list": [{"type": "textbox", "query": "v1", "hide": 1, "current": {"selected": true, "text": "v1", "value": "v1"}, "options": [{"selected": true, "text": "v1", "value": "v1"}]}]}}`
//!
//! A copy is known by a member that is there, whatever its value: `repeatPanelId` or `repeatByRow`, in rows only the
//! former. What is no panel goes, too. Every constant gets one option, which is selected (spec 20-versions-17-30).

use super::lists::variables;
use super::panels::numbered;
use super::readers::integer;
use crate::engine::{Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::json::{Array, Draft, Object, Str, Value, array, object};

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
                drop_copies(nested, &MARKS_IN_ROWS, &format!("/panels/{index}/panels"), notes);
            }
        }
        drop_copies(panels, &MARKS, "/panels", notes);
    }
    variables(doc).filter(|variable| variable.has_text("type", "constant")).for_each(select);
    Ok(())
}

/// Removes what is a copy or no panel; tells of the copies.
fn drop_copies(panels: &mut Array<'_>, marks: &[&str], at: &str, notes: &mut Notes<'_>) {
    for (index, panel) in panels.iter().enumerate() {
        if panel.as_object().is_some_and(|panel| is_copy(panel, marks)) {
            let message = "Grafana makes the copies of a repeated panel anew when the dashboard is opened";
            notes.lose(LossCode::RunTimeCopy, LossKind::Panel, format!("{at}/{index}"), Some(panel), message);
        }
    }
    panels.retain(|panel| panel.as_object().is_some_and(|panel| !is_copy(panel, marks)));
}

fn is_copy(panel: &Object<'_>, marks: &[&str]) -> bool {
    marks.iter().any(|mark| panel.contains(mark))
}

/// Makes the text of a constant its one option, and the constant a text box if it is visible (rules 6 to 8).
fn select(constant: &mut Object<'_>) {
    let query = match constant.get("query") {
        Some(query @ Value::String(_)) => query.copied(),
        _ => Value::String(Str::default()),
    };
    constant.set("current", option(&query));
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

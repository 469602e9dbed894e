//! v6: annotations leave `pulldowns`, and variables say their type.
//!
//! Before: `{"annotations": {"list": []}, "pulldowns": [{"type": "annotations", "annotations": [{"name": "restarts"}]}], "templating": {"list": [{"name": "site", "type": "filter", "allFormat": null}]}}`
//! After:  `{"annotations": {"list": [{"name": "restarts"}]}, "pulldowns": [{"type": "annotations"}], "templating": {"list": [{"name": "site", "type": "query", "datasource": null}]}}`
//!
//! The first pulldown of this type counts, and its list is taken over whatever its type; clean-up removes the
//! `pulldowns`. A variable without `type` queries; one without `datasource` gets null (spec 10-versions-02-16).

use super::lists::variables;
use super::losses::{dropped_members, replaced_list};
use crate::engine::{Kind, LossKind, Notes, Step, StepError};
use crate::json::{Draft, Object, Value, object};

pub(super) const STEP: Step = Step {
    id: "grafana/6",
    summary: "annotations leave `pulldowns`, and variables say their type",
    kind: Kind::Restructure,
    lossy: true,
    up,
    ..Step::between(5, 6)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    move_annotations(doc, notes);
    variables(doc).for_each(complete);
    Ok(())
}

fn move_annotations(doc: &mut Object<'_>, notes: &mut Notes<'_>) {
    let Some(annotations) = taken_out(doc) else { return };
    let message = "the annotations of the pulldown take its place";
    replaced_list(notes, doc, "annotations", LossKind::Annotation, message);
    if let Some(former) = doc.object_mut("annotations") {
        former.remove("list");
        dropped_members(notes, "/annotations", former, message);
    }
    doc.set("annotations", object([("list", annotations)]));
}

/// Takes the annotations out of the first pulldown for them (rules 1 and 2).
fn taken_out<'a>(doc: &mut Object<'a>) -> Option<Draft<'a>> {
    let mut pulldowns = doc.array_mut("pulldowns")?.objects_mut();
    let pulldown = pulldowns.find(|pulldown| pulldown.has_text("type", "annotations"))?;
    Some(pulldown.remove("annotations").map_or(Draft::json("[]"), Draft::from))
}

fn complete(variable: &mut Object<'_>) {
    if !variable.contains("datasource") {
        variable.set("datasource", Value::Null);
    }
    if variable.has_text("type", "filter") || !variable.contains("type") {
        variable.set("type", "query");
    }
    if variable.get("allFormat").is_some_and(Value::is_null) {
        variable.remove("allFormat");
    }
}

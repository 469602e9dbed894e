//! v31: `merge` follows each `labelsToFields` transformation.
//!
//! Before: `{"panels": [{"transformations": [{"id": "labelsToFields"}, {"id": "limit"}]}]}`
//! After:  `{"panels": [{"transformations": [{"id": "labelsToFields"}, {"id": "merge", "options": {}}, {"id": "limit"}]}]}`
//!
//! Whether the transformation is disabled, has options, or is followed by a `merge` already makes no difference. Panels
//! in rows are visited, children of other panels are not (spec 30-versions-31-42).

use super::panels::in_rows;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Draft, Object, Value};

pub(super) const STEP: Step = Step {
    id: "grafana/31",
    summary: "`merge` follows each `labelsToFields` transformation",
    kind: Kind::Additive,
    up,
    ..Step::between(30, 31)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    in_rows(doc, |panel, _| {
        if let Some(transformations) = panel.array_mut("transformations") {
            insert_merges(transformations);
        }
    });
    Ok(())
}

fn insert_merges(transformations: &mut Array<'_>) {
    if !transformations.iter().any(is_labels_to_fields) {
        return;
    }
    for transformation in transformations.take_all() {
        let needs_merge = is_labels_to_fields(&transformation);
        transformations.push(transformation);
        if needs_merge {
            transformations.push(Draft::json(r#"{"id":"merge","options":{}}"#));
        }
    }
}

fn is_labels_to_fields(transformation: &Value<'_>) -> bool {
    transformation.as_object().is_some_and(|transformation| transformation.has_text("id", "labelsToFields"))
}

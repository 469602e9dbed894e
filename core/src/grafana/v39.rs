//! v39: the time-series-to-table transformation has options for each query.
//!
//! Before: `{"panels": [{"transformations": [{"id": "timeSeriesTable", "options": {"refIdToStat": {"A": "mean"}, "z": 1}}]}]}`
//! After:  `{"panels": [{"transformations": [{"id": "timeSeriesTable", "options": {"A": {"stat": "mean"}}}]}]}`
//!
//! Values are taken over whatever their type; other members of the old options go. Panels in rows are visited, children of
//! other panels are not (spec 30-versions-31-42).

use super::panels::in_rows;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Object, object};

pub(super) const STEP: Step = Step {
    id: "grafana/39",
    summary: "the time-series-to-table transformation has options for each query",
    kind: Kind::Restructure,
    up,
    ..Step::between(38, 39)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    in_rows(doc, &mut |panel| {
        panel.array_mut("transformations").into_iter().flat_map(Array::objects_mut).for_each(convert);
    });
    Ok(())
}

fn convert(transformation: &mut Object<'_>) {
    if !transformation.has_text("id", "timeSeriesTable") {
        return;
    }
    let options = transformation.object_mut("options");
    if let Some(statistics) = options.and_then(|options| Some(options.object_mut("refIdToStat")?.take_all()))
    {
        let queries =
            statistics.into_iter().map(|entry| (entry.name.to_text(), object([("stat", entry.value)])));
        transformation.set("options", object(queries));
    }
}

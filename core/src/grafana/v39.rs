//! v39: the time-series-to-table transformation has options for each query.
//!
//! Before: `{"panels": [{"transformations": [{"id": "timeSeriesTable", "options": {"refIdToStat": {"A": "mean"}, "z": 1}}]}]}`
//! After:  `{"panels": [{"transformations": [{"id": "timeSeriesTable", "options": {"A": {"stat": "mean"}}}]}]}`
//!
//! Values are taken over whatever their type; other members of the old options go. Panels in rows are visited, children of
//! other panels are not (spec 30-versions-31-42).

use super::losses::dropped;
use super::panels::{in_rows, numbered};
use super::place::{Name, Place};
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Object, object};

pub(super) const STEP: Step = Step {
    id: "grafana/39",
    summary: "the time-series-to-table transformation has options for each query",
    kind: Kind::Restructure,
    lossy: true,
    up,
    ..Step::between(38, 39)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    in_rows(doc, |panel, place| {
        let transformations = panel.array_mut("transformations").into_iter().flat_map(numbered);
        for (index, transformation) in transformations {
            convert(transformation, index, place, notes);
        }
    });
    Ok(())
}

fn convert(transformation: &mut Object<'_>, index: usize, panel: &Place<'_>, notes: &mut Notes<'_>) {
    if !transformation.has_text("id", "timeSeriesTable") {
        return;
    }
    let Some(options) = transformation.object_mut("options") else { return };
    let Some(statistics) = options.object_mut("refIdToStat").map(Object::take_all) else { return };
    // Nothing is left in `refIdToStat`.
    for (name, value) in options.iter() {
        let name = name.to_text();
        dropped(
            notes,
            format_args!("{panel}/transformations/{index}/options{}", Name(&name)),
            value,
            "only `refIdToStat` is taken over",
        );
    }
    let queries = statistics.into_iter().map(|entry| (entry.name, object([("stat", entry.value)])));
    transformation.set("options", object(queries));
}

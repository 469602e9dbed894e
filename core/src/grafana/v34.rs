//! v34: a CloudWatch query or annotation has one statistic.
//!
//! Before: `{"panels": [{"targets": [{"refId": "A", "dimensions": {}, "namespace": "", "region": "", "metricName": "", "statistics": ["Sum", "p95"]}]}]}`
//! After:  `{"panels": [{"targets": [{"refId": "A", "dimensions": {}, "namespace": "", "region": "", "metricName": "", "metricQueryType": 0, "metricEditorMode": 0, "statistic": "Sum"}, {"refId": "B", "dimensions": {}, "namespace": "", "region": "", "metricName": "", "metricQueryType": 0, "metricEditorMode": 0, "statistic": "p95"}]}]}`
//!
//! A query is recognized by its members, not by its data source; statistics are not checked, and null ones leave an older
//! `statistic` as it is. Rows and one level of nested panels are visited (spec 30-versions-31-42).

use super::cloudwatch::{split_annotations, split_queries};
use super::lists::list;
use super::panels::two_levels;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/34",
    summary: "a CloudWatch query or annotation has one statistic",
    kind: Kind::Restructure,
    lossy: true,
    up,
    ..Step::between(33, 34)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let mut done = Ok(());
    two_levels(doc, |panel, place| {
        if let Some(targets) = panel.array_mut("targets").filter(|_| done.is_ok()) {
            done = split_queries(targets, place, notes);
        }
    });
    done?;
    list(doc, "annotations").map_or(Ok(()), |list| split_annotations(list, notes))
}

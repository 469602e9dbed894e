//! v1: the same object under its lasting name.
//!
//! Before: `{"apiVersion": "dashboard.grafana.app/v1beta1", "metadata": {}, "spec": {"title": "T"}}`
//! After:  `{"apiVersion": "dashboard.grafana.app/v1beta1", "metadata": {}, "spec": {"title": "T"}, "status": {"conversion": {"failed": false, "storedVersion": "v1beta1"}}}`
//!
//! Of Grafana 13. The dashboard is passed on as it is, both ways.

use super::{Conversion, convert, keep};
use crate::engine::{Down, Kind, Notes, Step, StepError};
use crate::grafana::forms::{V1, V1BETA1};
use crate::json::Object;

pub(in crate::grafana) const STEP: Step = Step {
    id: "grafana/v1",
    summary: "the same object under its lasting name",
    kind: Kind::Noop,
    lossy: true,
    up,
    down: Down::Run { run: down, lossy: true },
    ..Step::new(V1BETA1, V1)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V1BETA1, to: V1, spec: keep })
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V1, to: V1BETA1, spec: keep })
}

//! v2beta1: queries, variables and appearances say their type as `group`, their data source as `datasource.name`.
//!
//! Both ways the object is read, so that it is whole and holds nothing that its version does not know, and copied
//! (spec 40-v2alpha1-v2beta1); what the conversion before made is whole. What becomes of the `spec` is in `grafana/v2`.

use super::{Conversion, begins_at, convert, ends_at, v2_spec};
use crate::engine::{Down, Kind, Notes, Step, StepError};
use crate::grafana::forms::{V2ALPHA1, V2BETA1};
use crate::grafana::v2::path::Path;
use crate::grafana::v2::reading::{Purpose, Reading};
use crate::grafana::v2::schema::In;
use crate::grafana::v2::spec;
use crate::json::Object;

pub(in crate::grafana) const STEP: Step = Step {
    id: "grafana/v2beta1",
    summary: "queries, variables and appearances say their type as `group`, their data source as `datasource.name`",
    kind: Kind::Restructure,
    breaking: true,
    lossy: true,
    up,
    down: Down::Run { run: down, lossy: true },
    ..Step::new(V2ALPHA1, V2BETA1)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V2ALPHA1, to: V2BETA1, spec: to_beta })
}

fn to_beta(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(dashboard) = v2_spec(doc) else { return Ok(()) };
    let at = Path::Root("/spec");
    if begins_at(V2ALPHA1, notes) {
        let mut reading = Reading { version: In::Alpha, purpose: Purpose::Copy, notes };
        reading.read_object(dashboard, spec::SPEC, &at)?;
    }
    spec::to_beta(dashboard, &at, notes)
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V2BETA1, to: V2ALPHA1, spec: to_alpha })
}

fn to_alpha(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(dashboard) = v2_spec(doc) else { return Ok(()) };
    let at = Path::Root("/spec");
    let purpose = if ends_at(V2ALPHA1, notes) { Purpose::Copy } else { Purpose::CopyDown };
    let mut reading = Reading { version: In::Beta, purpose, notes };
    reading.read_object(dashboard, spec::SPEC, &at)?;
    spec::to_alpha(dashboard, &at, notes);
    Ok(())
}

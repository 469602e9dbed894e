//! v1beta1: the dashboard inside is brought to version 42, and references through variables are objects.
//!
//! Before: `{"apiVersion": "dashboard.grafana.app/v0alpha1", "metadata": {}, "spec": {"schemaVersion": 42, "panels": [{"datasource": "$ds"}]}}`
//! After:  `{"apiVersion": "dashboard.grafana.app/v0alpha1", "metadata": {}, "spec": {"schemaVersion": 42, "panels": [{"datasource": {"uid": "$ds"}}]}, "status": {"conversion": {"failed": false, "storedVersion": "v0alpha1"}}}`
//!
//! A bad namespace, a `spec` that is null and a version that nothing leads to are failures of the vendor's kind. Back
//! nothing is done to the dashboard (spec 00-overview, sections 4 and 5).

use super::failure::{failed, with_rest};
use super::{
    Conversion, convert, envelope, expect_version, keep, leftovers, namespace, schema_version,
    variable_references,
};
use crate::engine::{Down, Kind, Notes, Step, StepError};
use crate::grafana::LATEST;
use crate::grafana::forms::{CLASSIC_SPEC, V0ALPHA1, V1BETA1};
use crate::json::{Object, mend};

pub(in crate::grafana) const STEP: Step = Step {
    id: "grafana/v1beta1",
    summary: "the dashboard inside is brought to version 42, and references through variables are objects",
    kind: Kind::Normalize,
    lossy: true,
    up,
    down: Down::Run { run: down, lossy: true },
    check: Some(check),
    inner: Some(CLASSIC_SPEC),
    ..Step::new(V0ALPHA1, V1BETA1)
};

/// Refuses what cannot be migrated; the others are left as they are.
fn check(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let version = schema_version(doc.get("spec"));
    let namespace = doc.object("metadata").and_then(|metadata| metadata.text("namespace"));
    let fault = namespace.and_then(|namespace| namespace::fault(&namespace));
    let is_object = doc.object("spec").is_some();
    if fault.is_none() && is_object && version >= 0 {
        return Ok(());
    }
    mend(doc);
    expect_version(doc, V0ALPHA1)?;
    envelope::read(doc, notes)?;
    if let Some(fault) = fault {
        return Err(refused(doc, notes, "/metadata/namespace", version, fault));
    }
    let Some(dashboard) = doc.object_mut("spec") else {
        let fault = "schema migration from version 0 to 42 failed: dashboard is nil";
        return Err(refused(doc, notes, "/spec", 0, fault));
    };
    leftovers::leave(dashboard, version, notes)?;
    let fault = format!(
        "dashboard schema version {version} cannot be migrated to latest version {LATEST} - \
         migration path only exists for versions greater than 0"
    );
    Err(refused(doc, notes, "/spec/schemaVersion", version, &fault))
}

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V0ALPHA1, to: V1BETA1, spec: resolve })
}

fn resolve(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let version = schema_version(doc.get("spec"));
    let Some(dashboard) = doc.object_mut("spec") else { return Ok(()) };
    if version == LATEST {
        variable_references::resolve(dashboard);
        return Ok(());
    }
    let fault = format!(
        "schema migration from version {version} to {LATEST} failed: \
         schema version not migrated to target version"
    );
    Err(refused(doc, notes, "/spec/schemaVersion", version, &fault))
}

fn refused(
    doc: &mut Object<'_>,
    notes: &Notes<'_>,
    at: &'static str,
    version: i64,
    fault: &str,
) -> StepError {
    let error = format!("schema migration from version {version} to {LATEST} failed: {fault}");
    with_rest(failed(at, error), doc, notes)
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V1BETA1, to: V0ALPHA1, spec: keep })
}

//! v2alpha1: panels are elements that a layout names, and everything says its kind.
//!
//! Back the layout says where the panels are. What the dashboard becomes is in `grafana/v2`; a classic one inside of a
//! member `dashboard` is taken instead of what is around it (spec 20-classic-to-v2, 1.2).

use super::failure::failed;
use super::{Conversion, begins_at, convert, v2_spec};
use crate::engine::{Down, Kind, Notes, Step, StepError};
use crate::grafana::forms::{V1BETA1, V2ALPHA1};
use crate::grafana::v2::path::Path;
use crate::grafana::v2::reading::{Purpose, Reading};
use crate::grafana::v2::schema::In;
use crate::grafana::v2::source::Source;
use crate::grafana::v2::spec;
use crate::json::{Draft, Object, Value};

pub(in crate::grafana) const STEP: Step = Step {
    id: "grafana/v2alpha1",
    summary: "panels are elements that a layout names, and everything says its kind",
    kind: Kind::Restructure,
    breaking: true,
    lossy: true,
    up,
    down: Down::Run { run: down, lossy: true },
    ..Step::new(V1BETA1, V2ALPHA1)
};

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V1BETA1, to: V2ALPHA1, spec: classic_up })
}

fn classic_up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    forget_uid(doc);
    let Some(dashboard) = v2_spec(doc) else { return Ok(()) };
    let converted = match dashboard.take("dashboard") {
        None => spec::up(Source::new(dashboard, Path::Root("/spec")), notes),
        Some(Value::Object(inner)) => {
            let around = "only the member `dashboard` counts";
            Source::new(dashboard, Path::Root("/spec")).finish(notes, around);
            spec::up(Source::new(inner, Path::Root("/spec/dashboard")), notes)
        }
        Some(Value::Null | Value::LastingNull(_)) => {
            let around = "only the member `dashboard` counts";
            Source::new(dashboard, Path::Root("/spec")).finish(notes, around);
            dashboard.retain(|_, _| false);
            spec::up(Source::new(dashboard, Path::Root("/spec/dashboard")), notes)
        }
        Some(other) => return Err(not_a_dashboard(&other)),
    };
    doc.set("spec", converted);
    Ok(())
}

/// Drops the `uid` of a dashboard that is the name of its object, too.
fn forget_uid(doc: &mut Object<'_>) {
    let name = doc.object("metadata").and_then(|metadata| metadata.get("name"));
    let uid = doc.object("spec").and_then(|spec| spec.get("uid"));
    if name.is_some_and(|name| uid == Some(name)) {
        doc.object_mut("spec").and_then(|spec| spec.remove("uid"));
    }
}

fn not_a_dashboard(found: &Value<'_>) -> StepError {
    let found = match found {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "bool",
        _ => "array",
    };
    let error = format!(
        "failed to unmarshal dashboard JSON: json: cannot unmarshal {found} into Go value of type map[string]interface {{}}"
    );
    failed("/spec/dashboard", error)
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V2ALPHA1, to: V1BETA1, spec: v2_down })
}

fn v2_down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(dashboard) = v2_spec(doc) else { return Ok(()) };
    let at = Path::Root("/spec");
    if begins_at(V2ALPHA1, notes) {
        let mut reading = Reading { version: In::Alpha, purpose: Purpose::Down, notes };
        reading.read_object(dashboard, spec::SPEC, &at)?;
    }
    let converted: Draft<'_> = spec::down(Source::new(dashboard, at), notes)?;
    doc.set("spec", converted);
    Ok(())
}

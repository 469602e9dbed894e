//! What the vendor answers where a conversion fails (spec 00-overview, 6.2).

use super::{Holds, envelope, holds, name, status};
use crate::engine::{Context, ErrorKind, Failure, Notes, Options, StepError, Version};
use crate::grafana::forms::GROUP;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::reading::{Purpose, Reading};
use crate::grafana::v2::schema::In;
use crate::grafana::v2::spec::SPEC;
use crate::json::{Draft, Object, mend};

/// A v2 `spec` with all members at zero.
const SHELL: &str = r#"{"annotations":null,"cursorSync":"","elements":null,"layout":{"kind":"GridLayout","spec":{"items":null}},"links":null,"preload":false,"tags":null,"timeSettings":{"from":"","to":"","autoRefresh":"","autoRefreshIntervals":null,"hideTimepicker":false,"fiscalYearStartMonth":0},"title":"","variables":null}"#;

/// Makes the error of a conversion that fails as the vendor's does.
pub(super) fn failed(at: &'static str, error: String) -> StepError {
    StepError::new(ErrorKind::ConversionFailed, at, error)
}

/// Returns the `details` of a failure, made from the document as it was given; only API objects have any.
pub(in crate::grafana) fn details(doc: &mut Object<'_>, failure: &Failure<'_>) -> Option<String> {
    let (from, to) = (holds(failure.from)?, holds(failure.to)?);
    let (context, options) = (Context::default(), Options::default());
    let mut notes = Notes::new(&context, &options);
    if !doc.contains("apiVersion") {
        doc.insert(0, "kind", "Dashboard");
        doc.insert(0, "apiVersion", format!("{GROUP}{}", failure.from));
    }
    mend(doc);
    envelope::read(doc, &mut notes).ok()?;
    let stored = name(failure.from)?;
    let (spec, source) = match (from, to) {
        (Holds::Classic, Holds::V2) => (Draft::json(SHELL), None),
        (Holds::V2, Holds::Classic) => {
            read_whole(doc, stored, &mut notes).ok()?;
            (Draft::json("null"), Some(doc.copied().into()))
        }
        (Holds::Classic, Holds::Classic) => (doc.remove("spec").into(), None),
        (Holds::V2, Holds::V2) => return None,
    };
    doc.set("spec", spec);
    Some(finish(doc, failure.to, stored, failure.message, source))
}

/// Puts the details into an error whose `spec` is as far as the conversion came.
pub(super) fn with_rest(error: StepError, doc: &mut Object<'_>, notes: &Notes<'_>) -> StepError {
    let (Some(from), Some(to)) = (notes.start(), notes.end()) else { return error };
    match (name(from), holds(to)) {
        (Some(stored), Some(Holds::Classic)) => {
            let details = finish(doc, to, stored, &error.message, None);
            StepError { details: Some(details), ..error }
        }
        _ => error,
    }
}

/// Writes version and status, and returns the details.
fn finish<'a>(
    doc: &mut Object<'a>,
    to: Version,
    stored: &'static str,
    error: &str,
    source: Option<Draft<'a>>,
) -> String {
    doc.set("apiVersion", format!("{GROUP}{to}"));
    status::write_failure(doc, stored, error, source);
    format!("{{\"object\":{}}}", doc.copied().to_json())
}

/// Reads all of an object of the v2 versions that the vendor has, as it would be written back.
fn read_whole(doc: &mut Object<'_>, version: &str, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let version = match version {
        "v2alpha1" => In::Alpha,
        "v2beta1" => In::Beta,
        _ => return Ok(()),
    };
    if doc.is_missing("spec") {
        doc.set("spec", Draft::json("{}"));
    }
    if !doc.contains("status") {
        doc.set("status", Draft::json("{}"));
    }
    let Some(spec) = doc.object_mut("spec") else { return Ok(()) };
    Reading { version, purpose: Purpose::Same, notes }.read_object(spec, SPEC, &Path::Root("/spec"))
}

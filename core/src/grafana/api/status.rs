//! What an object says of the conversion that made it (spec 50-loss-detection-and-status, section 1).

use crate::engine::{LossCode, LossKind, Notes};
use crate::json::{Draft, Members, Object, object};

/// Writes that a conversion worked and which version it started from.
pub(super) fn write(doc: &mut Object<'_>, stored: &'static str, notes: &mut Notes<'_>) {
    forget(doc, notes);
    let members = [("failed", false.into()), ("storedVersion", stored.into())];
    doc.set("status", conversion(Members::of(doc.arena(), members)));
}

/// Tells what is lost with the status of a conversion before this one: the document that failed in it.
pub(super) fn forget(doc: &Object<'_>, notes: &mut Notes<'_>) {
    let old = doc.object("status").and_then(|status| status.object("conversion"));
    if let Some(source) = old.and_then(|conversion| conversion.get("source")) {
        let message = "the outcome of a conversion before this one is forgotten";
        let at = "/status/conversion/source";
        notes.lose(LossCode::Defaulted, LossKind::Member, at, Some(source), message);
    }
}

/// Writes that a conversion failed.
pub(super) fn write_failure<'a>(
    doc: &mut Object<'a>,
    stored: &'static str,
    error: &str,
    source: Option<Draft<'a>>,
) {
    let members =
        [("failed", true.into()), ("storedVersion", stored.into()), ("error", error.to_owned().into())];
    let mut members = Members::of(doc.arena(), members);
    members.put_some("source", source);
    doc.set("status", conversion(members));
}

fn conversion(members: Members<'_>) -> Draft<'_> {
    object([("conversion", members)])
}

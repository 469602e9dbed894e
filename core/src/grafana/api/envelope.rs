//! What is around the `spec` of an API object: how it is read (spec 00-overview, section 2).

use crate::engine::{Notes, StepError};
use crate::grafana::v2::path::Path;
use crate::grafana::v2::reading::{Purpose, Reading};
use crate::grafana::v2::schema::{INT, In, Member, Type, Written, member};
use crate::json::{Draft, Object};

/// The object. What its `spec` is has to be an object; it is read by whoever converts it.
static ENVELOPE: [Member; 5] = [
    member("apiVersion", Type::Text, Written::Set),
    member("kind", Type::Text, Written::NonZero),
    member("metadata", Type::Object(&METADATA), Written::Always),
    member("spec", Type::AnyMap, Written::Null),
    member("status", Type::Object(&STATUS), Written::Set),
];

static METADATA: [Member; 15] = [
    member("name", Type::Text, Written::NonZero),
    member("generateName", Type::Text, Written::NonZero),
    member("namespace", Type::Text, Written::NonZero),
    member("selfLink", Type::Text, Written::NonZero),
    member("uid", Type::Text, Written::NonZero),
    member("resourceVersion", Type::Text, Written::NonZero),
    member("generation", INT, Written::NonZero),
    member("creationTimestamp", Type::Time, Written::Set),
    member("deletionTimestamp", Type::Time, Written::Set),
    member("deletionGracePeriodSeconds", INT, Written::Set),
    member("labels", Type::Map(&Type::Text), Written::NonZero),
    member("annotations", Type::Map(&Type::Text), Written::NonZero),
    member("ownerReferences", Type::List(&Type::Object(&OWNER)), Written::NonZero),
    member("finalizers", Type::List(&Type::Text), Written::NonZero),
    member("managedFields", Type::List(&Type::Object(&MANAGED)), Written::NonZero),
];

static OWNER: [Member; 6] = [
    member("apiVersion", Type::Text, Written::Always),
    member("kind", Type::Text, Written::Always),
    member("name", Type::Text, Written::Always),
    member("uid", Type::Text, Written::Always),
    member("controller", Type::Flag, Written::Set),
    member("blockOwnerDeletion", Type::Flag, Written::Set),
];

static MANAGED: [Member; 7] = [
    member("manager", Type::Text, Written::NonZero),
    member("operation", Type::Text, Written::NonZero),
    member("apiVersion", Type::Text, Written::NonZero),
    member("time", Type::Time, Written::Set),
    member("fieldsType", Type::Text, Written::NonZero),
    member("fieldsV1", Type::Any, Written::Set),
    member("subresource", Type::Text, Written::NonZero),
];

/// What a conversion before this one wrote.
static STATUS: [Member; 1] = [member("conversion", Type::Object(&CONVERSION), Written::Set)];

static CONVERSION: [Member; 4] = [
    member("failed", Type::Flag, Written::Always),
    member("error", Type::Text, Written::NonZero),
    member("storedVersion", Type::Text, Written::NonZero),
    member("source", Type::Any, Written::Set),
];

/// Reads everything but the `spec`; metadata that are missing go before it.
///
/// # Errors
/// `invalid-field` at the first member of a wrong type.
pub(super) fn read(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    if !doc.contains("metadata") {
        let behind_kind = doc.position("kind").map_or(0, |kind| kind + 1);
        doc.insert(behind_kind, "metadata", Draft::json("{}"));
    }
    Reading { version: In::Both, purpose: Purpose::Same, notes }.read_object(doc, &ENVELOPE, &Path::Root(""))
}

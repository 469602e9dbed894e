//! The outline of the document: what `spec` holds, and of which type (spec 10-model, 1 to 3).

use super::members::{FIRST_WITH_ISO, FIRST_WITH_QUERIES, expect_type, spec};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// A member of the document, of `metadata` or of `spec` has a type that Perses cannot read.
pub(super) const WRONG_TYPE: Rule =
    Rule { id: "perses/wrong-type", severity: Severity::Error, check: wrong_type };

/// `spec` has no members (V3).
pub(super) const EMPTY_SPEC: Rule =
    Rule { id: "perses/empty-spec", severity: Severity::Error, check: empty_spec };

const TEXT: &str = "a string";
const LIST: &str = "an array";
const OBJECT: &str = "an object";

const METADATA: [(&str, &str); 6] = [
    ("name", TEXT),
    ("project", TEXT),
    ("createdAt", TEXT),
    ("updatedAt", TEXT),
    ("version", "a number"),
    ("tags", LIST),
];

/// Durations and the time zone have rules of their own.
const SPEC: [(&str, &str); 7] = [
    ("display", OBJECT),
    ("variables", LIST),
    ("annotations", LIST),
    ("panels", OBJECT),
    ("layouts", LIST),
    ("links", LIST),
    ("queryBatching", OBJECT),
];

fn wrong_type(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let Some(document) = doc.as_object() else { return };
    if let Some(metadata) = document.object("metadata") {
        for (name, expected) in METADATA {
            expect_type(("/metadata", metadata), name, expected, findings);
        }
    }
    let Some(spec) = document.object("spec") else { return };
    for (name, expected) in SPEC {
        expect_type(("/spec", spec), name, expected, findings);
    }
    let datasources = if findings.version() < FIRST_WITH_ISO { "datasources" } else { "dataSources" };
    expect_type(("/spec", spec), datasources, OBJECT, findings);
    if findings.version() >= FIRST_WITH_QUERIES {
        expect_type(("/spec", spec), "queries", OBJECT, findings);
    }
}

fn empty_spec(doc: &Value<'_>, findings: &mut Findings<'_>) {
    if spec(doc).is_some_and(|spec| spec.is_empty()) {
        findings.report("/spec", "spec cannot be empty");
    }
}

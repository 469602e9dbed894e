//! The forms of a Grafana dashboard: the classic JSON, and the resources of Grafana's API (spec grafana-api/00-overview).

use super::{LATEST, finish, prepare, sight, validate};
use crate::engine::{Annotations, Form, Inner, Outline, Stage, Version, Versions};
use crate::json::{Number, Object, Value};

/// What stands before the version in the `apiVersion` of a resource.
pub(super) const GROUP: &str = "dashboard.grafana.app/";

pub(super) const V0ALPHA1: Version = Version::Name("v0alpha1");
pub(super) const V1BETA1: Version = Version::Name("v1beta1");
pub(super) const V1: Version = Version::Name("v1");
pub(super) const V2ALPHA1: Version = Version::Name("v2alpha1");
pub(super) const V2BETA1: Version = Version::Name("v2beta1");
pub(super) const V2: Version = Version::Name("v2");

/// The versions of the resources. To know them is not to have their forms: programs with the classic form alone do without.
const RESOURCES: [Version; 6] = [V0ALPHA1, V1BETA1, V1, V2ALPHA1, V2BETA1, V2];

/// All forms, the default one first.
pub(super) const FORMS: &[Form] = &[
    CLASSIC,
    Form { leads_to: Some(V1BETA1), ..with_classic("v0alpha1") },
    with_classic("v1beta1"),
    with_classic("v1"),
    Form { leads_to: Some(V2BETA1), ..with_elements("v2alpha1") },
    with_elements("v2beta1"),
    with_elements("v2"),
];

pub(super) const CLASSIC: Form = Form {
    prepare: Some(Stage {
        id: "grafana/prepare",
        summary: "fills in defaults, query letters and panel ids",
        run: prepare::run,
    }),
    finish: Some(Stage {
        id: "grafana/finish",
        summary: "drops run-time members and defaults, renames retired panel types, sorts the panels",
        run: finish::run,
    }),
    ..Form::new("classic", Versions::Integers { lowest: 0, latest: LATEST }, "/schemaVersion", stamp_classic)
};

/// A resource whose `spec` is a classic dashboard.
const fn with_classic(name: &'static str) -> Form {
    Form { judged: Some(CLASSIC_SPEC), ..resource(name) }
}

/// A resource whose `spec` has elements and a layout; it may stand alone.
const fn with_elements(name: &'static str) -> Form {
    Form { bare: Some("spec"), rules: Some(validate::V2_RULES), ..resource(name) }
}

/// The classic dashboard in a resource.
pub(super) const CLASSIC_SPEC: Inner =
    Inner { at: "/spec", form: "classic", to: Version::Integer(LATEST), version: inner_version };

fn inner_version(dashboard: &Outline<'_>) -> Option<Version> {
    Some(Version::Integer(sight::version(dashboard)))
}

const fn resource(name: &'static str) -> Form {
    Form {
        annotations: Some(Annotations::at("/metadata/annotations")),
        ..Form::new(name, Versions::Name(name), "/apiVersion", stamp_resource)
    }
}

/// Returns the form and the version that an `apiVersion` names behind its group.
pub(super) fn api_version(name: &str) -> Option<(&'static str, Version)> {
    RESOURCES.into_iter().find_map(|version| match version {
        Version::Name(known) if known == name => Some((known, version)),
        _ => None,
    })
}

/// Writes the version as a number; one that is there already keeps its spelling.
fn stamp_classic(doc: &mut Object<'_>, version: Version) {
    let Version::Integer(version) = version else { return };
    let number = Number::Computed(version as f64);
    if doc.get("schemaVersion") != Some(&Value::Number(number)) {
        doc.set("schemaVersion", number);
    }
}

/// Writes the `apiVersion`; a resource that has none yet gets its kind, too, both in front.
fn stamp_resource(doc: &mut Object<'_>, version: Version) {
    let text = format!("{GROUP}{version}");
    if doc.contains("apiVersion") {
        if !doc.has_text("apiVersion", &text) {
            doc.set("apiVersion", text);
        }
        return;
    }
    if !doc.contains("kind") {
        doc.insert(0, "kind", "Dashboard");
    }
    doc.insert(0, "apiVersion", text);
}

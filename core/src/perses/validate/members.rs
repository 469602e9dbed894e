//! Where the parts of a dashboard stand.

use crate::engine::{Findings, Version};
use crate::json::{Array, Object, Value, push_name};
use std::borrow::Cow;

/// The first version whose data sources and durations are those of today (spec 30-schema-versions, 6).
pub(super) const FIRST_WITH_ISO: Version = Version::Semver(1, 2, 0);

/// The first version whose queries stand in `spec.queries` (spec 30-schema-versions, 7).
pub(super) const FIRST_WITH_QUERIES: Version = Version::Semver(2, 0, 0);

/// Returns the dashboard's `spec`.
pub(super) fn spec<'v, 'a>(doc: &'v Value<'a>) -> Option<&'v Object<'a>> {
    doc.as_object()?.object("spec")
}

/// A member or an element with its pointer; the key of an element is empty.
pub(super) struct Site<'v, 'a> {
    pub(super) at: String,
    pub(super) key: Cow<'a, str>,
    pub(super) value: &'v Value<'a>,
}

impl<'v, 'a> Site<'v, 'a> {
    /// Returns the object of that name below, if it is one.
    pub(super) fn object(&self, name: &str) -> Option<&'v Object<'a>> {
        self.value.as_object()?.object(name)
    }

    /// Returns the pointer to a member.
    pub(super) fn below(&self, path: &str) -> String {
        [&self.at, path].concat()
    }
}

/// Returns the members or elements of a container that stands at a pointer.
pub(super) fn sites<'v, 'a>(at: &str, container: Option<&'v Value<'a>>) -> Vec<Site<'v, 'a>> {
    match container {
        Some(Value::Object(object)) => object
            .iter()
            .map(|(name, value)| {
                let key = name.to_text();
                let mut place = String::from(at);
                push_name(&mut place, &key);
                Site { at: place, key, value }
            })
            .collect(),
        Some(Value::Array(array)) => array
            .iter()
            .enumerate()
            .map(|(index, value)| Site { at: format!("{at}/{index}"), key: Cow::Borrowed(""), value })
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns the members or elements of a container of `spec`.
pub(super) fn of_spec<'v, 'a>(doc: &'v Value<'a>, name: &str) -> Vec<Site<'v, 'a>> {
    sites(&["/spec/", name].concat(), spec(doc).and_then(|spec| spec.get(name)))
}

/// Returns the queries of all panels, where the version has them.
pub(super) fn queries<'v, 'a>(doc: &'v Value<'a>, version: Version) -> Vec<Site<'v, 'a>> {
    let in_spec = version >= FIRST_WITH_QUERIES;
    let lists = of_spec(doc, if in_spec { "queries" } else { "panels" });
    let mut queries = Vec::new();
    for list in lists {
        let (path, value) = match in_spec {
            true => ("", Some(list.value)),
            false => ("/spec/queries", list.object("spec").and_then(|spec| spec.get("queries"))),
        };
        let value = value.filter(|value| value.as_array().is_some());
        queries.append(&mut sites(&list.below(path), value));
    }
    queries
}

/// Returns the annotations of the dashboard and of its panels.
pub(super) fn annotations<'v, 'a>(doc: &'v Value<'a>) -> Vec<Site<'v, 'a>> {
    let mut annotations = of_spec(doc, "annotations");
    for panel in of_spec(doc, "panels") {
        let list = panel.object("spec").and_then(|spec| spec.get("annotations"));
        let list = list.filter(|list| list.as_array().is_some());
        annotations.append(&mut sites(&panel.below("/spec/annotations"), list));
    }
    annotations
}

/// Reports a member that is there, but of another type; null counts as absent.
pub(super) fn expect_type(
    (at, object): (&str, &Object<'_>),
    name: &str,
    expected: &str,
    findings: &mut Findings<'_>,
) {
    let Some(value) = object.get(name).filter(|value| !value.is_null()) else { return };
    let kind = value.kind_name();
    if kind != expected && !(expected == "true or false" && matches!(value, Value::Bool(_))) {
        findings.report(format!("{at}/{name}"), format!("expected {expected} as `{name}`, found {kind}"));
    }
}

/// Returns the elements of a member that are texts.
pub(super) fn texts<'v, 'a>(object: &'v Object<'a>, name: &str) -> impl Iterator<Item = Cow<'a, str>> + 'v {
    object.array(name).into_iter().flat_map(Array::iter).filter_map(Value::as_text)
}

//! In what shapes dashboards lie in files.
//!
//! A dashboard alone; a list of dashboards; a map from names to dashboards (`jsonnet -m`); Kubernetes resources: `List`,
//! `ConfigMap`, Grizzly's and Grafana's `Dashboard` with a classic `spec`, the operator's `GrafanaDashboard`.

use super::codec::gunzipped;
use super::template::is_template;
use super::{Codec, Kind, Node, Part, Slot};
use dashlift::json::push_name;
use std::borrow::Cow;

/// Returns the documents of a file, in its order; their places begin with that of the root.
pub(super) fn parts<'f>(root: &Node<'f>, mut place: String) -> Vec<Part<'f>> {
    let mut parts = Vec::new();
    collect(root, &mut place, &mut parts);
    parts
}

fn collect<'f>(node: &Node<'f>, place: &mut String, parts: &mut Vec<Part<'f>>) {
    if let Some(part) = document(node, place) {
        parts.push(part);
        return;
    }
    for (index, element) in node.elements().iter().enumerate() {
        below(place, &index.to_string(), |place| collect_in_list(element, place, parts));
    }
    if node.text("kind").is_some() && node.text("apiVersion").is_some() {
        collect_in_resource(node, place, parts);
    } else {
        for (name, value) in node.members() {
            below(place, name, |place| parts.extend(document(value, place)));
        }
    }
}

/// An element is a dashboard or a resource, but no further list or map.
fn collect_in_list<'f>(element: &Node<'f>, place: &mut String, parts: &mut Vec<Part<'f>>) {
    match document(element, place) {
        Some(part) => parts.push(part),
        None => collect_in_resource(element, place, parts),
    }
}

/// Kubernetes resources.
fn collect_in_resource<'f>(resource: &Node<'f>, place: &mut String, parts: &mut Vec<Part<'f>>) {
    match resource.text("kind") {
        Some(kind) if kind.ends_with("List") => below(place, "items", |place| {
            for (index, item) in resource.get("items").into_iter().flat_map(Node::elements).enumerate() {
                below(place, &index.to_string(), |place| collect_in_list(item, place, parts));
            }
        }),
        Some("ConfigMap") => below(place, "data", |place| {
            for (name, value) in resource.get("data").into_iter().flat_map(Node::members) {
                below(place, name, |place| parts.extend(document_in_text(value, place)));
            }
        }),
        Some("Dashboard" | "GrafanaDashboard") => below(place, "spec", |place| {
            let Some(spec) = resource.get("spec") else { return };
            if let Some(part) = document(spec, place) {
                parts.push(part);
                return;
            }
            for name in ["json", "gzipJson"] {
                let Some(value) = spec.get(name) else { continue };
                below(place, name, |place| parts.extend(document_in_text(value, place)));
            }
        }),
        _ => {}
    }
}

fn below(place: &mut String, name: &str, visit: impl FnOnce(&mut String)) {
    let length = place.len();
    push_name(place, name);
    visit(place);
    place.truncate(length);
}

/// Returns a value that is itself a dashboard.
fn document<'f>(node: &Node<'f>, place: &str) -> Option<Part<'f>> {
    let Kind::Map { text, codec, .. } = &node.kind else { return None };
    let slot = Slot { range: node.range.clone(), codec: codec.clone() };
    is_dashboard(text).then(|| Part { place: place.to_owned(), text: text.clone(), slot })
}

/// Returns a text that holds a dashboard as JSON, or that packed with gzip and base64; a broken one too, so that it is
/// told.
fn document_in_text<'f>(node: &Node<'f>, place: &str) -> Option<Part<'f>> {
    let Kind::Text { value, codec } = &node.kind else { return None };
    let (text, codec) = match gunzipped(value) {
        Some(unpacked) => (Cow::Owned(unpacked), Codec::Gzip(Box::new(codec.clone()))),
        None => (into_bytes(value.clone()), codec.clone()),
    };
    let slot = Slot { range: node.range.clone(), codec };
    (is_dashboard(&text) || is_broken(&text)).then(|| Part { place: place.to_owned(), text, slot })
}

fn into_bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// Returns whether the core recognizes a document.
pub(super) fn is_dashboard(text: &[u8]) -> bool {
    dashlift::detect(text).is_ok_and(|found| found.family.is_some())
}

/// Returns whether a text is no JSON, but was meant to be a dashboard.
fn is_broken(text: &[u8]) -> bool {
    let is_object = text.trim_ascii_start().starts_with(b"{");
    let text = || String::from_utf8_lossy(text);
    is_object && dashlift::detect(text().as_bytes()).is_err() && is_meant(&text()) && !is_template(&text())
}

/// Returns whether a text that cannot be read was meant to be a dashboard.
pub(super) fn is_meant(text: &str) -> bool {
    ["schemaVersion", "panels", "templating"].iter().filter(|sign| text.contains(*sign)).count() >= 2
}

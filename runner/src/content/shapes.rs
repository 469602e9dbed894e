//! In what shapes dashboards lie in files.
//!
//! A dashboard alone; a list of dashboards; a map from names to dashboards (`jsonnet -m`); Kubernetes resources: `List`,
//! `ConfigMap`, Grizzly's and Grafana's `Dashboard` with a classic `spec`, the operator's `GrafanaDashboard`. A resource of
//! Grafana's API is a document of its own where one of its versions is asked for, or its `spec` is of v2.

use super::codec::gunzipped;
use super::template::is_template;
use super::{Codec, Kind, Node, Part, Resources, Slot};
use dashlift::json::push_name;
use std::borrow::Cow;

/// Returns the documents of a file, in its order; their places begin with that of the root.
pub(super) fn parts<'f>(root: &Node<'f>, mut place: String, resources: Resources) -> Vec<Part<'f>> {
    let mut found = Found { parts: Vec::new(), resources };
    found.collect(root, &mut place);
    found.parts
}

/// The documents that were found.
struct Found<'f> {
    parts: Vec<Part<'f>>,
    resources: Resources,
}

impl<'f> Found<'f> {
    fn collect(&mut self, node: &Node<'f>, place: &mut String) {
        if self.take(node, place) {
            return;
        }
        for (index, element) in node.elements().iter().enumerate() {
            below(place, &index.to_string(), |place| self.collect_in_list(element, place));
        }
        if node.text("kind").is_some() && node.text("apiVersion").is_some() {
            self.collect_in_resource(node, place);
        } else {
            for (name, value) in node.members() {
                below(place, name, |place| {
                    self.take(value, place);
                });
            }
        }
    }

    /// An element is a dashboard or a resource, but no further list or map.
    fn collect_in_list(&mut self, element: &Node<'f>, place: &mut String) {
        if !self.take(element, place) {
            self.collect_in_resource(element, place);
        }
    }

    /// Kubernetes resources.
    fn collect_in_resource(&mut self, resource: &Node<'f>, place: &mut String) {
        match resource.text("kind") {
            Some(kind) if kind.ends_with("List") => below(place, "items", |place| {
                for (index, item) in resource.get("items").into_iter().flat_map(Node::elements).enumerate() {
                    below(place, &index.to_string(), |place| self.collect_in_list(item, place));
                }
            }),
            Some("ConfigMap") => below(place, "data", |place| {
                for (name, value) in resource.get("data").into_iter().flat_map(Node::members) {
                    below(place, name, |place| self.take_text(value, place));
                }
            }),
            Some("Dashboard" | "GrafanaDashboard") => below(place, "spec", |place| {
                let Some(spec) = resource.get("spec") else { return };
                if self.take(spec, place) {
                    return;
                }
                for name in ["json", "gzipJson"] {
                    let Some(value) = spec.get(name) else { continue };
                    below(place, name, |place| self.take_text(value, place));
                }
            }),
            _ => {}
        }
    }

    /// Takes a value that is itself a dashboard; returns whether it is one.
    fn take(&mut self, node: &Node<'f>, place: &str) -> bool {
        let Kind::Map { text, codec, .. } = &node.kind else { return false };
        let is_one = is_dashboard(text, self.resources);
        if is_one {
            let slot = Slot { range: node.range.clone(), codec: codec.clone() };
            self.parts.push(Part { place: place.to_owned(), text: text.clone(), slot });
        }
        is_one
    }

    /// Takes a text that holds a dashboard as JSON, or that packed with gzip and base64; a broken one too, so that it
    /// is told.
    fn take_text(&mut self, node: &Node<'f>, place: &str) {
        let Kind::Text { value, codec } = &node.kind else { return };
        let (text, codec) = match gunzipped(value) {
            Some(unpacked) => (Cow::Owned(unpacked), Codec::Gzip(Box::new(codec.clone()))),
            None => (into_bytes(value.clone()), codec.clone()),
        };
        // A resource in a text is one document: nothing is opened in a text.
        if is_dashboard(&text, Resources::Whole) || is_broken(&text) {
            let slot = Slot { range: node.range.clone(), codec };
            self.parts.push(Part { place: place.to_owned(), text, slot });
        }
    }
}

fn below(place: &mut String, name: &str, visit: impl FnOnce(&mut String)) {
    let length = place.len();
    push_name(place, name);
    visit(place);
    place.truncate(length);
}

fn into_bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// Returns whether the core recognizes a document, and nothing in it is one instead.
pub(super) fn is_dashboard(text: &[u8], resources: Resources) -> bool {
    dashlift::detect(text).is_ok_and(|found| found.family.is_some() && !resources.opens(text, &found))
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

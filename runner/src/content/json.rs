//! Files of JSON.

use super::shapes::{is_dashboard, is_meant, parts};
use super::template::is_template;
use super::{Codec, Content, Kind, Node, Part, Resources, Skip, Slot};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Values so deep in a file are no dashboards any more: a list, an item, its `spec`, the text in it.
const DEPTH: usize = 5;

/// Reads what a file of JSON holds.
///
/// A file that is one dashboard is taken as it is. So is one whose `family` is given.
pub(super) fn read<'f>(bytes: &'f [u8], family: Option<&str>, resources: Resources) -> Content<'f> {
    if family.is_some() || is_dashboard(bytes, resources) {
        let slot = Slot { range: 0..bytes.len(), codec: Codec::Raw };
        return Content::Parts(vec![Part { place: String::new(), text: Cow::Borrowed(bytes), slot }]);
    }
    match dashlift::detect(bytes) {
        Err(error) => broken(bytes, error),
        Ok(_) => match node(bytes, resources).map(|root| parts(&root, String::new(), resources)) {
            Some(parts) if !parts.is_empty() => Content::Parts(parts),
            _ => Content::Skipped(Skip::NotADashboard),
        },
    }
}

/// Says what a file is that is no JSON; only what was meant to be a dashboard is at fault.
fn broken(bytes: &[u8], error: dashlift::Error) -> Content<'_> {
    let text = String::from_utf8_lossy(bytes);
    if is_template(&text) {
        return Content::Skipped(Skip::Template);
    }
    if is_meant(&text) { Content::Broken(Box::new(error)) } else { Content::Skipped(Skip::NotADocument) }
}

/// Reads a file as a tree, as deep as documents lie.
fn node(bytes: &[u8], resources: Resources) -> Option<Node<'_>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root: &RawValue = serde_json::from_str(text).ok()?;
    let whole = bytes.as_ptr().addr();
    Reader { offset: &|part: &str| part.as_ptr().addr() - whole, resources }.value(root, DEPTH)
}

/// From text to nodes.
struct Reader<'r> {
    /// Tells where in the file a part of its text begins.
    offset: &'r dyn Fn(&str) -> usize,
    resources: Resources,
}

impl Reader<'_> {
    fn value<'f>(&self, raw: &'f RawValue, depth: usize) -> Option<Node<'f>> {
        let text = raw.get();
        let begin = (self.offset)(text);
        let depth = depth.checked_sub(1);
        let kind = match (text.as_bytes().first(), depth) {
            (Some(b'{'), Some(depth)) => {
                // What is found to be a dashboard is not taken apart.
                let Members(members) = match is_dashboard(text.as_bytes(), self.resources) {
                    true => Members(Vec::new()),
                    false => serde_json::from_str(text).ok()?,
                };
                let member = |(name, raw)| Some((Cow::Owned(name), self.value(raw, depth)?));
                let members = members.into_iter().map(member).collect::<Option<_>>()?;
                Kind::Map { members, text: Cow::Borrowed(text.as_bytes()), codec: Codec::Raw }
            }
            (Some(b'['), Some(depth)) => {
                let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                Kind::List(elements.into_iter().map(|raw| self.value(raw, depth)).collect::<Option<_>>()?)
            }
            (Some(b'"'), _) => {
                let text: String = serde_json::from_str(text).ok()?;
                Kind::Text { value: Cow::Owned(text), codec: Codec::JsonString }
            }
            _ => Kind::Other,
        };
        Some(Node { range: begin..begin + text.len(), kind })
    }
}

/// The members of an object, in order and as they are spelled.
pub(super) struct Members<'f>(pub(super) Vec<(String, &'f RawValue)>);

impl<'f> Deserialize<'f> for Members<'f> {
    fn deserialize<D: Deserializer<'f>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'f> Visitor<'f> for MembersVisitor {
    type Value = Members<'f>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'f>>(self, mut map: M) -> Result<Members<'f>, M::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DASHBOARD: &str = r#"{"schemaVersion": 40, "panels": []}"#;

    /// Returns places and texts, and checks that the slots are the texts.
    fn found(file: &str) -> Vec<(String, String)> {
        let Content::Parts(parts) = read(file.as_bytes(), None, Resources::Opened) else { return Vec::new() };
        let text = |part: Part<'_>| (part.place, String::from_utf8(part.text.into_owned()).unwrap());
        parts.into_iter().map(text).collect()
    }

    #[test]
    fn dashboards_are_found_where_they_lie() {
        for (file, places) in [
            (DASHBOARD.to_owned(), vec![""]),
            (format!("[{DASHBOARD}, 1, {DASHBOARD}]"), vec!["/0", "/2"]),
            (format!(r#"{{"a.json": {DASHBOARD}, "x": {{}}}}"#), vec!["/a.json"]),
            (format!(r#"{{"apiVersion": "v1", "kind": "List", "items": [{DASHBOARD}]}}"#), vec!["/items/0"]),
            (
                format!(
                    r#"{{"apiVersion": "grizzly.grafana.com/v1alpha1", "kind": "Dashboard", "spec": {DASHBOARD}}}"#
                ),
                vec!["/spec"],
            ),
            (
                format!(
                    r#"[{{"apiVersion": "dashboard.grafana.app/v1beta1", "kind": "Dashboard", "spec": {DASHBOARD}}}]"#
                ),
                vec!["/0/spec"],
            ),
            (r#"{"name": "x", "scripts": {"panels": []}}"#.to_owned(), vec![]),
            ("[[]]".to_owned(), vec![]),
        ] {
            let found = found(&file);
            assert_eq!(found.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), places, "{file}");
            assert!(found.iter().all(|(_, text)| text == DASHBOARD), "{file}");
        }
    }

    #[test]
    fn an_answer_of_the_api_is_one_document_in_a_bundle_too() {
        let answer = format!(r#"{{"dashboard": {DASHBOARD}, "meta": {{}}}}"#);
        assert_eq!(found(&format!("[{answer}]")), [("/0".to_owned(), answer.clone())]);
        assert_eq!(found(&format!(r#"{{"a.json": {answer}}}"#)), [("/a.json".to_owned(), answer)]);
    }

    #[test]
    fn the_slot_is_where_the_text_stands_even_after_a_bom() {
        let file = format!("\u{feff}[ {DASHBOARD}]");
        let Content::Parts(parts) = read(file.as_bytes(), None, Resources::Opened) else {
            panic!("no parts")
        };
        assert_eq!(&file.as_bytes()[parts[0].slot.range.clone()], DASHBOARD.as_bytes());
    }

    #[test]
    fn a_text_in_a_config_map_is_a_document() {
        let text = serde_json::to_string(DASHBOARD).unwrap();
        let file = format!(r#"{{"apiVersion": "v1", "kind": "ConfigMap", "data": {{"a/b.json": {text}}}}}"#);
        assert_eq!(found(&file), [("/data/a~1b.json".to_owned(), DASHBOARD.to_owned())]);
    }

    #[test]
    fn what_is_no_json_is_at_fault_only_if_it_was_meant_to_be_a_dashboard() {
        let kind = |file: &'static str| match read(file.as_bytes(), None, Resources::Opened) {
            Content::Broken(error) => error.code(),
            Content::Skipped(skip) => skip.code(),
            Content::Parts(_) => "parts",
        };
        assert_eq!(kind(r#"{"schemaVersion": 1, "panels": ["#), "invalid-json");
        assert_eq!(kind("// comment\n{}"), "not-a-document");
        assert_eq!(kind(r#"{"schemaVersion": {{ .version }}, "panels": []}"#), "template");
    }
}

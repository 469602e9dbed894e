//! Files of YAML: documents as text in scalars, or written as YAML themselves.

mod edit;
mod flow;
mod mapping;
mod print;
mod scalar;
#[cfg(test)]
mod tests;
mod tree;
mod value;

pub(crate) use flow::Flow;
pub(crate) use mapping::Mapping;
pub(crate) use scalar::Scalar;

use super::shapes::{is_dashboard, is_meant, parts};
use super::template::is_template;
use super::{Codec, Content, Kind, Node, Part, Resources, Skip};
use dashlift::json::{Arena, parse};
use dashlift::{Error, ErrorKind};
use std::borrow::Cow;
use tree::Tree;
use value::{Anchors, Json, anchors, json};

/// Values so deep in a document are no dashboards any more: a list, an item, its `spec`, the text in it.
const DEPTH: usize = 5;

/// When the file would not say what it should.
const UNWRITABLE: &str = "the new text cannot be written in this place; write it as a literal block (`|`)";

/// Reads what a file of YAML holds.
///
/// Of several documents each has its number before the places in it.
pub(super) fn read(bytes: &[u8], resources: Resources) -> Content<'_> {
    let Ok(source) = std::str::from_utf8(bytes) else { return Content::Skipped(Skip::NotADocument) };
    let trees = match tree::trees(source) {
        Ok(trees) => trees,
        Err(reason) => return broken(source, &reason),
    };
    let mut found = Vec::new();
    for (index, tree) in trees.iter().enumerate() {
        let mut named = Anchors::new();
        anchors(tree, &mut named);
        let root = Reader { source, newline: scalar::newline(source), anchors: &named, resources };
        let root = root.node(tree, DEPTH);
        let prefix = if trees.len() > 1 { format!("/{index}") } else { String::new() };
        found.extend(parts(&root, prefix, resources));
    }
    match found.is_empty() {
        false => Content::Parts(found),
        true if is_template(source) => Content::Skipped(Skip::Template),
        true => Content::Skipped(Skip::NotADashboard),
    }
}

/// Checks that a file holds these texts in the places of their parts.
///
/// # Errors
/// If it does not, in words.
pub(super) fn verify(file: &[u8], texts: &[(&Part<'_>, &[u8])], resources: Resources) -> Result<(), String> {
    let Content::Parts(parts) = read(file, resources) else { return Err(UNWRITABLE.to_owned()) };
    for (part, text) in texts {
        let now = parts.iter().find(|other| other.place == part.place);
        if !now.is_some_and(|now| is_same(now, text)) {
            return Err(UNWRITABLE.to_owned());
        }
    }
    Ok(())
}

/// A dashboard written as YAML is the same value; a text is the same but for line breaks at its end.
fn is_same(part: &Part<'_>, text: &[u8]) -> bool {
    if let Codec::YamlMapping(_) = part.slot.codec {
        let arena = Arena::new();
        return match (parse(&arena, &part.text), parse(&arena, text)) {
            (Ok(now), Ok(wanted)) => now.root == wanted.root,
            _ => false,
        };
    }
    let trimmed = |text: &[u8]| text.trim_ascii_end().len();
    part.text.get(..trimmed(&part.text)) == text.get(..trimmed(text))
}

/// Says what a file is that is no YAML; only what was meant to hold a dashboard is at fault.
fn broken<'f>(source: &str, reason: &str) -> Content<'f> {
    if is_template(source) {
        return Content::Skipped(Skip::Template);
    }
    if !is_meant(source) {
        return Content::Skipped(Skip::NotADocument);
    }
    Content::Broken(Box::new(Error::new(ErrorKind::InvalidJson, format!("the file is no YAML: {reason}"))))
}

/// From trees to nodes.
struct Reader<'r, 't> {
    source: &'r str,
    newline: &'static str,
    anchors: &'r Anchors<'t>,
    resources: Resources,
}

impl Reader<'_, '_> {
    fn node(&self, tree: &Tree, depth: usize) -> Node<'static> {
        let other = || Node { range: tree.range.clone(), kind: Kind::Other };
        match (&tree.kind, depth.checked_sub(1)) {
            (tree::Kind::Scalar(text, style), _) => {
                let (scalar, range) = Scalar::of(self.source, tree, *style, self.newline);
                let codec = Codec::YamlScalar(scalar);
                Node { range, kind: Kind::Text { value: Cow::Owned(text.clone()), codec } }
            }
            (tree::Kind::Sequence { items, .. }, Some(depth)) => {
                let items = items.iter().map(|item| self.node(&item.value, depth));
                Node { range: tree.range.clone(), kind: Kind::List(items.collect()) }
            }
            (tree::Kind::Mapping { entries, .. }, Some(depth)) => {
                self.mapping(tree, entries, depth).unwrap_or_else(other)
            }
            _ => other(),
        }
    }

    fn mapping(&self, tree: &Tree, entries: &[tree::Entry], depth: usize) -> Option<Node<'static>> {
        let map = |range, text: String, members, codec| {
            let text = Cow::Owned(text.into_bytes());
            Some(Node { range, kind: Kind::Map { members, text, codec } })
        };
        if is_dashboard(self.source.get(tree.range.clone())?.as_bytes(), self.resources) {
            let (flow, text) = Flow::of(self.source, tree.range.clone(), self.newline);
            return map(tree.range.clone(), text, Vec::new(), Codec::YamlFlow(flow));
        }
        let Json { text, obstacle } = json(tree, self.anchors)?;
        if is_dashboard(text.as_bytes(), self.resources) {
            let (mapping, range) = Mapping::of(self.source, tree, obstacle);
            return map(range, text, Vec::new(), Codec::YamlMapping(mapping));
        }
        let members = entries.iter().filter_map(|entry| {
            Some((Cow::Owned(entry.key.text()?.to_owned()), self.node(&entry.value, depth)))
        });
        map(tree.range.clone(), text, members.collect(), Codec::Raw)
    }
}

//! A dashboard written as YAML: it is lifted as JSON, and what differs is written where it stands.

use super::edit::{Editor, Refusal, line_end};
use super::print::Layout;
use super::scalar::newline;
use super::tree::{Kind, Tree, begins_line, line_start, trees};
use super::value::{Anchors, Json, json};
use dashlift::json::{Arena, parse};
use std::ops::Range;

/// How a mapping stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mapping {
    /// Its lines, the first one with as many blanks as needed to stand where it stands.
    text: String,
    /// How many of the blanks were put before it, as it shares its line with a `-`.
    padding: usize,
    /// What stands in it that JSON has not.
    obstacle: Option<String>,
}

impl Mapping {
    /// Takes a mapping out of a file; also returns the bytes that a new text replaces.
    pub(super) fn of(source: &str, tree: &Tree, obstacle: Option<String>) -> (Self, Range<usize>) {
        let is_flow = matches!(tree.kind, Kind::Mapping { is_flow: true, .. });
        let begin = line_start(source, tree.range.start);
        let (range, padding) = match (is_flow, begins_line(source, tree.range.start)) {
            (true, _) => (tree.range.clone(), 0),
            (false, true) => (begin..line_end(source, tree.range.end), 0),
            (false, false) => (tree.range.start..line_end(source, tree.range.end), tree.range.start - begin),
        };
        (Self { text: " ".repeat(padding) + &source[range.clone()], padding, obstacle }, range)
    }

    /// Writes a document in the place of the mapping.
    ///
    /// # Errors
    /// If that is impossible, or only without the comments and nobody said that they may go.
    pub(crate) fn encode(&self, document: &str, may_reformat: bool) -> Result<String, String> {
        if let Some(obstacle) = &self.obstacle {
            return Err(format!("a dashboard that holds {obstacle} cannot be rewritten; write it out first"));
        }
        let text = self.changed(document, may_reformat, false).or_else(|refusal| match may_reformat {
            true => self.changed(document, true, true),
            false => Err(refusal),
        });
        let text = text.map_err(|refusal| {
            let reason = match refusal {
                Refusal::LoneSurrogate => return "YAML cannot hold half of a surrogate pair".to_owned(),
                Refusal::Comment => "a comment in a part that changes would be lost",
                Refusal::Layout => "this YAML cannot be changed in place",
            };
            format!("{reason}; `--yaml-reformat` prints the part anew, without its comments")
        })?;
        text.strip_prefix(&" ".repeat(self.padding)).map(str::to_owned).ok_or_else(|| {
            "the first line of the dashboard cannot be changed; begin it with another key".to_owned()
        })
    }

    /// Returns the lines with a document in them; they are read again to see whether they say the same.
    fn changed(&self, document: &str, may_reformat: bool, is_whole: bool) -> Result<String, Refusal> {
        let arena = Arena::new();
        let (tree, before) = read(&self.text)?;
        let before = parse(&arena, before.as_bytes()).map_err(|_| Refusal::Layout)?.root;
        let after = parse(&arena, document.as_bytes()).map_err(|_| Refusal::Layout)?.root;
        let mut editor = Editor::new(&self.text, layout(&self.text, &tree), may_reformat);
        match is_whole {
            true => editor.whole(&tree, &after)?,
            false => editor.root(&tree, &before, &after)?,
        }
        let text = editor.finish();
        let (_, again) = read(&text)?;
        let again = parse(&arena, again.as_bytes()).map_err(|_| Refusal::Layout)?.root;
        if again == after { Ok(text) } else { Err(Refusal::Layout) }
    }
}

/// Reads the one mapping of a text.
fn read(text: &str) -> Result<(Tree, String), Refusal> {
    let tree = trees(text).ok().filter(|trees| trees.len() == 1).and_then(|mut trees| trees.pop());
    let tree = tree.ok_or(Refusal::Layout)?;
    match json(&tree, &Anchors::new()) {
        Some(Json { text, obstacle: None }) => Ok((tree, text)),
        _ => Err(Refusal::Layout),
    }
}

/// Looks at how a mapping is laid out; the first block in it counts.
fn layout(source: &str, tree: &Tree) -> Layout {
    let column = |at: usize| at - line_start(source, at);
    let (mut step, mut lists_in_line) = (None, None);
    let mut open = vec![tree];
    while let Some(tree) = open.pop() {
        match &tree.kind {
            Kind::Mapping { entries, is_flow: false } => {
                for entry in entries {
                    let deeper = column(entry.value.range.start).checked_sub(column(entry.key.range.start));
                    match &entry.value.kind {
                        Kind::Mapping { is_flow: false, .. } => step = step.or(deeper),
                        Kind::Sequence { is_flow: false, .. } => {
                            lists_in_line = lists_in_line.or(Some(deeper == Some(0)));
                        }
                        _ => {}
                    }
                }
                open.extend(entries.iter().rev().map(|entry| &entry.value));
            }
            Kind::Sequence { items, is_flow: false } => {
                open.extend(items.iter().rev().map(|item| &item.value))
            }
            _ => {}
        }
    }
    Layout {
        step: step.filter(|step| *step > 0).unwrap_or(2),
        lists_in_line: lists_in_line.unwrap_or(false),
        newline: newline(source),
    }
}

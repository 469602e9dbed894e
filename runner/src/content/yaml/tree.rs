//! A file of YAML as trees, with the bytes that each value stands in.
//!
//! `saphyr-parser` counts in characters and marks some values too widely or where their indicator stands; here each
//! range is exactly the text of the value, properties (anchor, tag) left out.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::ops::Range;

/// Nobody nests dashboards so deep; the limit keeps recursion within the stack.
const MAX_DEPTH: usize = 300;

/// A value of a file.
#[derive(Debug)]
pub(super) struct Tree {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
    /// The number of its anchor; 0 without one.
    pub(super) anchor: usize,
    /// Whether it has a tag.
    pub(super) is_tagged: bool,
    /// In which column of its line the text of a block scalar begins.
    pub(super) indent: usize,
}

/// What a value of a file is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Text, with the way it is written.
    Scalar(String, ScalarStyle),
    /// A sequence; in `[]` if it is a flow.
    Sequence { items: Vec<Item>, is_flow: bool },
    /// A mapping; in `{}` if it is a flow.
    Mapping { entries: Vec<Entry>, is_flow: bool },
    /// The value that has this anchor.
    Alias(usize),
}

/// An element of a sequence.
#[derive(Debug)]
pub(super) struct Item {
    /// Where in a block its `-` stands.
    pub(super) dash: usize,
    pub(super) value: Tree,
}

/// A member of a mapping.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Tree,
    /// Behind its `:`.
    pub(super) behind: usize,
    pub(super) value: Tree,
}

impl Tree {
    /// Returns the text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        if let Kind::Scalar(text, _) = &self.kind { Some(text) } else { None }
    }

    /// Returns whether nothing is written where it stands: the null of `key:`.
    pub(super) fn is_absent(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(text, ScalarStyle::Plain) if text.is_empty())
    }
}

/// Reads the documents of a file.
///
/// # Errors
/// If the file is no YAML, in words.
pub(super) fn trees(source: &str) -> Result<Vec<Tree>, String> {
    let offsets = Offsets::of(source);
    let mut trees = Vec::new();
    let mut open: Vec<Tree> = Vec::new();
    let mut keys: Vec<Option<Tree>> = Vec::new();
    for event in Parser::new_from_str(source) {
        let (event, span) = event.map_err(|error| error.to_string())?;
        let range = offsets.range(span);
        let done = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_bare = anchor == 0 && tag.is_none();
                let start = if is_bare { range.start } else { behind_properties(source, range.start) };
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let start = if is_block && !is_bare { below_header(source, start) } else { start };
                let indent = if is_block { start - line_start(source, start) } else { 0 };
                let range = scalar_range(source, start..range.end.max(start), style, text.is_empty());
                Tree {
                    range,
                    kind: Kind::Scalar(text.into_owned(), style),
                    anchor,
                    is_tagged: tag.is_some(),
                    indent,
                }
            }
            Event::Alias(anchor) => {
                Tree { range, kind: Kind::Alias(anchor), anchor: 0, is_tagged: false, indent: 0 }
            }
            Event::SequenceStart(anchor, tag) => {
                let start = behind_properties(source, range.start);
                let kind = Kind::Sequence { items: Vec::new(), is_flow: source[start..].starts_with('[') };
                open.push(Tree { range: start..start, kind, anchor, is_tagged: tag.is_some(), indent: 0 });
                keys.push(None);
                continue;
            }
            Event::MappingStart(anchor, tag) => {
                let start = behind_properties(source, range.start);
                // A pair in `[a: b]` has no braces of its own.
                let is_flow = source[start..].starts_with('{') || open.last().is_some_and(is_flow);
                let kind = Kind::Mapping { entries: Vec::new(), is_flow };
                open.push(Tree { range: start..start, kind, anchor, is_tagged: tag.is_some(), indent: 0 });
                keys.push(None);
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                keys.pop();
                let Some(mut tree) = open.pop() else { continue };
                // The event's own end may lie behind a comment.
                let bracket = usize::from(source[range.start..].starts_with([']', '}']));
                tree.range.end = tree.range.start.max(range.start + bracket);
                tree
            }
            _ => continue,
        };
        if open.len() > MAX_DEPTH {
            return Err(format!("nested deeper than {MAX_DEPTH} levels"));
        }
        match open.last_mut().map(|parent| &mut parent.kind) {
            Some(Kind::Sequence { items, .. }) => items.push(Item { dash: 0, value: done }),
            Some(Kind::Mapping { entries, .. }) => match keys.last_mut() {
                Some(key @ None) => *key = Some(done),
                Some(key) => {
                    entries.extend(key.take().map(|key| Entry { key, behind: 0, value: done }));
                }
                None => {}
            },
            _ => trees.push(done),
        }
    }
    for tree in &mut trees {
        let start = tree.range.start;
        settle(source, tree, start);
    }
    Ok(trees)
}

fn is_flow(tree: &Tree) -> bool {
    matches!(tree.kind, Kind::Sequence { is_flow: true, .. } | Kind::Mapping { is_flow: true, .. })
}

/// Finds the indicators, and from them where absent values and blocks stand; `from` is behind the value's own indicator.
fn settle(source: &str, tree: &mut Tree, from: usize) {
    if tree.is_absent() {
        tree.range = from..from;
    }
    match &mut tree.kind {
        Kind::Sequence { items, is_flow } => {
            let mut at = if *is_flow {
                tree.range.start
            } else {
                behind_properties(source, behind_blanks(source, from))
            };
            for item in items.iter_mut() {
                item.dash = behind_blanks(source, at);
                let value = if *is_flow {
                    item.value.range.start
                } else {
                    item.dash + usize::from(source[item.dash..].starts_with('-'))
                };
                settle(source, &mut item.value, value);
                at = item.value.range.end;
            }
            if let (false, Some(first), Some(last)) = (*is_flow, items.first(), items.last()) {
                tree.range = first.dash..last.value.range.end;
            }
        }
        Kind::Mapping { entries, is_flow } => {
            for entry in entries.iter_mut() {
                let from = entry.key.range.start;
                settle(source, &mut entry.key, from);
                let colon = behind_blanks(source, entry.key.range.end);
                entry.behind = colon + usize::from(source[colon..].starts_with(':'));
                settle(source, &mut entry.value, entry.behind);
            }
            if let (false, Some(first), Some(last)) = (*is_flow, entries.first(), entries.last()) {
                tree.range = first.key.range.start..last.value.range.end;
            }
        }
        Kind::Scalar(..) | Kind::Alias(_) => {}
    }
}

/// Returns where the text of a scalar stands; that of a block is the lines below its header.
fn scalar_range(source: &str, range: Range<usize>, style: ScalarStyle, is_empty: bool) -> Range<usize> {
    match style {
        ScalarStyle::Plain if is_empty => range.start..range.start,
        ScalarStyle::Plain => range,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            range.start..behind_quotes(source, range.start)
        }
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let mut start = line_start(source, range.start);
            // Empty lines at the beginning are text as well.
            while let Some(line) = source[..start].strip_suffix('\n') {
                let above = line_start(source, line.len());
                if !line[above..].trim().is_empty() {
                    break;
                }
                start = above;
            }
            // The end may lie in the indentation of the next line.
            let text = &source[start..range.end.max(start)];
            let is_cut = range.end < source.len() && !text.ends_with('\n');
            let length = if is_cut { text.rfind('\n').map_or(0, |index| index + 1) } else { text.len() };
            start..start + length
        }
    }
}

/// Returns where a line begins.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |index| index + 1)
}

/// Whether nothing but blanks stands before this in its line.
pub(super) fn begins_line(source: &str, at: usize) -> bool {
    source[line_start(source, at)..at].trim_matches(' ').is_empty()
}

/// Returns where a quoted scalar ends.
fn behind_quotes(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let quote = bytes.get(start).copied().unwrap_or_default();
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            byte if *byte == quote && (quote == b'"' || bytes.get(at + 1) != Some(&quote)) => return at + 1,
            byte if *byte == quote => at += 1,
            _ => {}
        }
        at += 1;
    }
    source.len()
}

/// Returns where the text begins below the header of a block.
fn below_header(source: &str, header: usize) -> usize {
    let below = source[header..].find('\n').map_or(source.len(), |length| header + length);
    let rest = &source[below..];
    below + rest.len() - rest.trim_start().len()
}

/// Returns where anchors and tags end that stand before a value.
fn behind_properties(source: &str, start: usize) -> usize {
    let mut at = start;
    while source[at..].starts_with(['&', '!']) {
        let length = source[at..].find(|character: char| character.is_ascii_whitespace());
        at = length.map_or(source.len(), |length| behind_blanks(source, at + length));
    }
    at
}

/// Returns where white space and comments end.
pub(super) fn behind_blanks(source: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        let rest = &source[at..];
        at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{feff}']).len();
        if !source[at..].starts_with('#') {
            return at;
        }
        at = source[at..].find('\n').map_or(source.len(), |length| at + length);
    }
}

/// From characters to bytes.
enum Offsets {
    /// They are the same.
    Ascii(usize),
    Table(Vec<usize>),
}

impl Offsets {
    fn of(source: &str) -> Self {
        match source.is_ascii() {
            true => Self::Ascii(source.len()),
            false => {
                let starts = source.char_indices().map(|(offset, _)| offset);
                Self::Table(starts.chain([source.len()]).collect())
            }
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.offset(span.start.index())..self.offset(span.end.index())
    }

    fn offset(&self, index: usize) -> usize {
        match self {
            Self::Ascii(length) => index.min(*length),
            Self::Table(table) => table.get(index).or(table.last()).copied().unwrap_or(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Collects the text of each scalar as it stands in the file.
    fn written<'s>(source: &'s str, tree: &Tree, found: &mut Vec<&'s str>) {
        match &tree.kind {
            Kind::Scalar(..) | Kind::Alias(_) => found.push(&source[tree.range.clone()]),
            Kind::Sequence { items, .. } => items.iter().for_each(|item| written(source, &item.value, found)),
            Kind::Mapping { entries, .. } => {
                for entry in entries {
                    written(source, &entry.key, found);
                    written(source, &entry.value, found);
                }
            }
        }
    }

    #[test]
    fn ranges_are_exact() {
        for (source, expected) in [
            ("a: 'q''x'  # c\nb: \"\\\"\" # d\n", vec!["a", "'q''x'", "b", "\"\\\"\""]),
            ("a: &x !!str 2\nb: *x\n", vec!["a", "2", "b", "*x"]),
            ("a:\nb: ~ # c\n", vec!["a", "", "b", "~"]),
            ("\u{feff}é: ö\r\nb: |\r\n\r\n  x\r\nc: 1", vec!["é", "ö", "b", "\r\n  x\r\n", "c", "1"]),
            ("a: |\n  x\n # c\nb: >-\n  y\n", vec!["a", "  x\n", "b", "  y\n"]),
            ("a:\n- |\n  k\n-\n- - 1\n  - 2\n", vec!["a", "  k\n", "", "1", "2"]),
            ("a: {b: [1, c: 2], d: } # c\n", vec!["a", "b", "1", "c", "2", "d", ""]),
            ("a: |+\n  x", vec!["a", "  x"]),
        ] {
            let mut found = Vec::new();
            for tree in trees(source).unwrap() {
                written(source, &tree, &mut found);
            }
            assert_eq!(found, expected, "{source:?}");
        }
    }

    #[test]
    fn blocks_stand_from_their_first_indicator_to_their_last_value() {
        let source = "# c\na: # c\n- 1\n# d\n- b:\nc: {} # e\n";
        let tree = trees(source).unwrap().remove(0);
        let Kind::Mapping { entries, .. } = &tree.kind else { panic!("no mapping") };
        assert_eq!(&source[tree.range.clone()], "a: # c\n- 1\n# d\n- b:\nc: {}");
        assert_eq!(&source[entries[0].value.range.clone()], "- 1\n# d\n- b:");
        assert_eq!(&source[entries[1].value.range.clone()], "{}");
    }

    #[test]
    fn what_is_too_deep_is_refused() {
        assert!(trees(&"[".repeat(10_000)).is_err());
        assert!(trees(&"- ".repeat(10_000)).is_err());
    }
}

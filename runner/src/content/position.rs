//! Lines and columns of what stands in a file, as editors count them.

use super::json::Members;
use super::{Codec, Part};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in code points.
    pub(crate) column: usize,
}

impl Position {
    /// Where a file begins.
    pub(crate) const START: Self = Self { line: 1, column: 1 };

    /// Returns the place behind a text that begins here.
    fn behind(mut self, text: &[u8]) -> Self {
        for byte in text {
            match byte {
                b'\n' => self = Self { line: self.line + 1, column: 1 },
                // The rest of a code point.
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
        self
    }
}

/// Returns where the documents of a file begin.
pub(crate) fn begins(file: &[u8], parts: &[Part<'_>]) -> Vec<Position> {
    let offsets: Vec<usize> = parts.iter().map(|part| part.slot.range.start).collect();
    sweep(Position::START, file, &offsets)
}

/// Returns where the values stand to which pointers into a document lead.
///
/// A pointer that leads nowhere counts as far as it leads. Of a document that is packed or quoted only the begin is known.
pub(crate) fn positions(begin: Position, part: &Part<'_>, pointers: &[&str]) -> Vec<Position> {
    match literal(part) {
        Some(text) => sweep(begin, text, &offsets(text, pointers)),
        None => vec![begin; pointers.len()],
    }
}

/// Returns where a document is wrong, as far as the core says so.
pub(crate) fn error_position(begin: Position, part: &Part<'_>, error: &dashlift::Error) -> Position {
    match (literal(part), error.place, &error.at, &error.step) {
        (Some(text), Some(place), ..) => begin.behind(text.get(..place.offset).unwrap_or(text)),
        // What a step says points into the document as the step received it.
        (_, None, Some(at), None) => positions(begin, part, &[at]).first().copied().unwrap_or(begin),
        _ => begin,
    }
}

/// Returns the text of a document that stands in its file as it is.
fn literal<'p>(part: &'p Part<'_>) -> Option<&'p [u8]> {
    let Part { text: Cow::Borrowed(text), slot, .. } = part else { return None };
    (slot.codec == Codec::Raw && slot.range.len() == text.len()).then_some(*text)
}

/// Returns the places of offsets into a text in one pass.
fn sweep(begin: Position, text: &[u8], offsets: &[usize]) -> Vec<Position> {
    let mut order: Vec<(usize, usize)> = offsets.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut positions = vec![begin; offsets.len()];
    let mut done = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut here = begin;
    for (offset, index) in order {
        here = here.behind(text.get(done..offset).unwrap_or_default());
        done = done.max(offset);
        if let Some(position) = positions.get_mut(index) {
            *position = here;
        }
    }
    positions
}

/// Returns where in a text of JSON the values begin to which pointers lead.
fn offsets(text: &[u8], pointers: &[&str]) -> Vec<usize> {
    let mut offsets = vec![0; pointers.len()];
    let Ok(json) = std::str::from_utf8(text) else { return offsets };
    let Ok(root) = serde_json::from_str::<&RawValue>(json.trim_start_matches('\u{feff}')) else {
        return offsets;
    };
    let all = pointers.iter().enumerate().map(|(index, pointer)| (index, *pointer)).collect();
    let mut open: Vec<(&RawValue, Vec<(usize, &str)>)> = vec![(root, all)];
    while let Some((value, wanted)) = open.pop() {
        let begin = value.get().as_ptr().addr() - text.as_ptr().addr();
        let mut below: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
        for (index, pointer) in wanted {
            if let Some(offset) = offsets.get_mut(index) {
                *offset = begin;
            }
            let Some(rest) = pointer.strip_prefix('/') else { continue };
            let (token, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            below.entry(token.replace("~1", "/").replace("~0", "~")).or_default().push((index, rest));
        }
        if !below.is_empty() {
            open.extend(children(value, below));
        }
    }
    offsets
}

/// Returns the children of a value that are asked for, each with what is asked of it.
fn children<W>(value: &RawValue, mut asked: BTreeMap<String, W>) -> Vec<(&RawValue, W)> {
    if let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(value.get()) {
        let element = |(name, asked): (String, W)| Some((*elements.get(name.parse::<usize>().ok()?)?, asked));
        return asked.into_iter().filter_map(element).collect();
    }
    let Members(members) = serde_json::from_str(value.get()).unwrap_or(Members(Vec::new()));
    // Of a repeated name the last member counts.
    members.into_iter().rev().filter_map(|(name, member)| Some((member, asked.remove(&name)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Resources, read};
    use super::*;
    use std::path::Path;

    const FILE: &str =
        "[\n {\"schemaVersion\": 1,\n  \"panels\": [{\"é\": 1, \"a/b\": 2}, {\"id\": 4}], \"panels\": []}]";

    fn check(file: &str, expected: &[(&str, usize, usize)]) {
        let Content::Parts(parts) = read(Path::new("a.json"), file.as_bytes(), None, Resources::Opened)
        else {
            panic!("no parts")
        };
        let begins = begins(file.as_bytes(), &parts);
        let pointers: Vec<&str> = expected.iter().map(|(pointer, ..)| *pointer).collect();
        let found = positions(begins[0], &parts[0], &pointers);
        for ((pointer, line, column), found) in expected.iter().zip(found) {
            assert_eq!(found, Position { line: *line, column: *column }, "{pointer}");
        }
    }

    #[test]
    fn a_pointer_leads_to_a_line_of_the_file() {
        let file = FILE.replace(", \"panels\": []", "");
        let expected =
            [("", 2, 2), ("/panels/0/a~1b", 3, 30), ("/panels/1/id", 3, 41), ("/panels/0/é", 3, 20)];
        check(&file, &expected);
        check(&file.replace('\n', "\r\n"), &expected);
    }

    #[test]
    fn what_is_missing_is_where_it_is_missing() {
        check(
            &FILE.replace(", \"panels\": []", ""),
            &[("/panels/1/title", 3, 34), ("/panels/9/id", 3, 13), ("/x/y", 2, 2)],
        );
    }

    #[test]
    fn the_last_of_a_repeated_name_counts() {
        check(FILE, &[("/panels", 3, 56), ("/panels/0", 3, 56)]);
    }

    #[test]
    fn a_bom_takes_no_column() {
        check("\u{feff}{\"schemaVersion\": 1, \"panels\": []}", &[("", 1, 1), ("/schemaVersion", 1, 19)]);
    }

    #[test]
    fn of_a_quoted_document_only_the_begin_is_known() {
        let file = "{\"kind\": \"ConfigMap\", \"apiVersion\": \"v1\", \"data\":\n{\"a\": \"{\\\"schemaVersion\\\":1,\\\"panels\\\":[]}\"}}";
        check(file, &[("", 2, 7), ("/panels", 2, 7)]);
    }

    #[test]
    fn an_error_of_a_step_stands_where_the_document_begins() {
        let Content::Parts(parts) = read(Path::new("a.json"), FILE.as_bytes(), None, Resources::Opened)
        else {
            panic!("no parts")
        };
        let begin = begins(FILE.as_bytes(), &parts)[0];
        let mut error = dashlift::Error::new(dashlift::ErrorKind::InvalidDocument, "wrong").at("/panels");
        assert_eq!(error_position(begin, &parts[0], &error), Position { line: 3, column: 56 });
        error.step = Some("grafana/7".to_owned());
        assert_eq!(error_position(begin, &parts[0], &error), begin);
    }
}

//! Differences as `git diff` shows them.

use crate::work::LiftedFile;
use anstyle::{AnsiColor, Style};
use dashlift::json::MAX_SIZE;
use dashlift::{Style as Layout, format};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// The files as they are; documents of one line are spread out on both sides.
    AsWritten,
    /// The sorted forms of the documents, in which order and spelling make no difference.
    Canonical,
}

/// Returns the difference that a file's new content makes; nothing if there is none.
pub(crate) fn unified(
    name: &str,
    before: &[u8],
    lifted: &LiftedFile,
    comparison: Comparison,
) -> Option<String> {
    let LiftedFile::Done { documents, content: Some(content) } = lifted else { return None };
    let is_one_line = |text: &[u8]| !text.trim_ascii().contains(&b'\n');
    let mut out = String::new();
    if comparison == Comparison::AsWritten && !is_one_line(before) {
        write_difference(&mut out, name, &String::from_utf8_lossy(before), &String::from_utf8_lossy(content));
        return Some(out);
    }
    for document in documents {
        let Ok((after, _)) = &document.result else { continue };
        let name = format!("{name}{}", document.place);
        write_difference(&mut out, &name, &spread(&document.before, comparison), &spread(after, comparison));
    }
    (!out.is_empty()).then_some(out)
}

/// Returns a document over many lines.
fn spread(text: &[u8], comparison: Comparison) -> String {
    debug_assert!(text.len() <= MAX_SIZE);
    let sorted = match comparison {
        Comparison::Canonical => format(text, Layout::Canonical).unwrap_or_else(|_| text.to_vec()),
        Comparison::AsWritten => text.to_vec(),
    };
    let spread = format(&sorted, Layout::Pretty).unwrap_or(sorted);
    format!("{}\n", String::from_utf8_lossy(&spread).trim_end())
}

fn write_difference(out: &mut String, name: &str, before: &str, after: &str) {
    let difference = TextDiff::from_lines(before, after);
    let (bold, cyan) = (Style::new().bold(), AnsiColor::Cyan.on_default());
    let mut has_head = false;
    // Writing to a String cannot fail.
    for hunk in difference.unified_diff().context_radius(3).iter_hunks() {
        if !std::mem::replace(&mut has_head, true) {
            let _ = writeln!(out, "{bold}--- a/{name}{bold:#}\n{bold}+++ b/{name}{bold:#}");
        }
        let _ = writeln!(out, "{cyan}{}{cyan:#}", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let _ = writeln!(out, "{style}{sign}{}{style:#}", change.value().trim_end_matches('\n'));
            if change.missing_newline() {
                let _ = writeln!(out, "\\ No newline at end of file");
            }
        }
    }
}

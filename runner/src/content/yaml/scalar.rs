//! A text in a scalar: only the scalar is written anew, in the style that it has.

use super::tree::Tree;
use saphyr_parser::ScalarStyle;
use std::ops::Range;

/// How a scalar is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scalar {
    form: Form,
    /// The line break of the file.
    newline: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// The lines below `|` or `>`; the header itself stays.
    Block {
        is_folded: bool,
        chomping: Chomping,
        indent: usize,
        /// Whether the last line ends with a line break; the last one of a file may have none.
        is_ended: bool,
    },
    SingleQuoted,
    DoubleQuoted,
    Plain,
}

/// What becomes of the line breaks at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chomping {
    Strip,
    Clip,
    Keep,
}

impl Scalar {
    /// Looks at how a scalar is written; also returns the bytes that a new text replaces.
    pub(super) fn of(
        source: &str,
        tree: &Tree,
        style: ScalarStyle,
        newline: &'static str,
    ) -> (Self, Range<usize>) {
        let mut range = tree.range.clone();
        let mut newline = newline;
        let form = match style {
            ScalarStyle::Plain => Form::Plain,
            ScalarStyle::SingleQuoted => Form::SingleQuoted,
            ScalarStyle::DoubleQuoted => Form::DoubleQuoted,
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // That of the header, in a file that mixes them.
                newline = if source[..range.start].ends_with("\r\n") { "\r\n" } else { "\n" };
                let chomping = Chomping::of(header(source, range.start));
                let text = &source[range.clone()];
                if chomping != Chomping::Keep {
                    // Empty lines behind the text are none of its own.
                    let length = text.trim_end().len();
                    range.end =
                        text[length..].find('\n').map_or(range.end, |line| range.start + length + line + 1);
                }
                Form::Block {
                    is_folded: style == ScalarStyle::Folded,
                    chomping,
                    indent: tree.indent,
                    is_ended: source[range.clone()].ends_with('\n'),
                }
            }
        };
        (Self { form, newline }, range)
    }

    /// Whether this style gives a text back to the last line break.
    pub(super) fn can_hold(&self, text: &str) -> bool {
        match &self.form {
            Form::DoubleQuoted => true,
            Form::SingleQuoted => !text.contains('\n'),
            Form::Plain => false,
            Form::Block { chomping, .. } => {
                let breaks = text.len() - text.trim_end_matches('\n').len();
                let is_ended = match chomping {
                    Chomping::Strip => breaks == 0,
                    Chomping::Clip => breaks == 1,
                    Chomping::Keep => breaks > 0,
                };
                is_ended && !text.starts_with([' ', '\t', '\n'])
            }
        }
    }

    /// Writes a text; chomping decides about the line breaks at its end, which are no part of a document.
    ///
    /// # Errors
    /// If this style cannot hold the text, in words.
    pub(crate) fn encode(&self, text: &str) -> Result<String, String> {
        match &self.form {
            Form::DoubleQuoted => Ok(double_quoted(text)),
            Form::SingleQuoted => self.single_quoted(text),
            Form::Plain => {
                match text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)) {
                    true => Ok(text.to_owned()),
                    false => Err("the text needs quotes, and stands in YAML without".to_owned()),
                }
            }
            Form::Block { is_folded, chomping, indent, is_ended } => {
                let style = if *is_folded { "folded (`>`)" } else { "literal (`|`)" };
                if text.contains(|character| !is_printable(character)) {
                    return Err(format!("the text holds characters that a {style} block cannot hold"));
                }
                let lines = chomping.lines(text);
                let body = if *is_folded { folded(&lines) } else { lines.join("\n") };
                let mut out = indented(&body, *indent, self.newline);
                if *is_ended {
                    out.push_str(self.newline);
                }
                Ok(out)
            }
        }
    }

    /// A line break between two quotes is written as an empty line, and blanks around it are lost.
    fn single_quoted(&self, text: &str) -> Result<String, String> {
        let lines: Vec<&str> = text.split('\n').collect();
        let is_blank = |character| character == ' ' || character == '\t';
        let is_lost = lines.len() > 1
            && lines.iter().any(|line| line.starts_with(is_blank) || line.ends_with(is_blank));
        if is_lost || text.contains(|character| !is_printable(character)) {
            let reason = "a text in single quotes cannot keep the indentation of its lines";
            return Err(format!(
                "{reason}; write it as a literal block (`|`) or lift with `--style compact`"
            ));
        }
        let gap = self.newline.repeat(2);
        Ok(format!("'{}'", lines.join(&gap).replace('\'', "''")))
    }
}

impl Chomping {
    fn of(header: &str) -> Self {
        let indicators =
            header.trim_start_matches(['|', '>']).split([' ', '\t', '#']).next().unwrap_or_default();
        match indicators {
            strip if strip.contains('-') => Self::Strip,
            keep if keep.contains('+') => Self::Keep,
            _ => Self::Clip,
        }
    }

    /// Returns the lines of a text that are written; the line break of the last one is left out.
    fn lines(self, text: &str) -> Vec<&str> {
        let body = match self {
            Self::Keep => text.strip_suffix('\n').unwrap_or(text),
            Self::Strip | Self::Clip => text.trim_end_matches('\n'),
        };
        body.split('\n').collect()
    }
}

/// Returns the header of a block whose lines begin here: from its `|` or `>` on.
fn header(source: &str, start: usize) -> &str {
    let above = source[..start].trim_end_matches(['\n', '\r']);
    let line = &above[above.rfind('\n').map_or(0, |index| index + 1)..];
    // The first one that nothing but indicators and a comment follows.
    let is_header = |index: &usize| {
        let rest = line[*index + 1..]
            .trim_start_matches(|character: char| "+-".contains(character) || character.is_ascii_digit());
        rest.trim_start().is_empty() || rest.trim_start().starts_with('#')
    };
    let index = line.match_indices(['|', '>']).map(|(index, _)| index).find(is_header);
    index.map_or("", |index| &line[index..])
}

/// Returns the line break of a file: that of its first line.
pub(super) fn newline(source: &str) -> &'static str {
    let first = source.find('\n').map(|index| &source[..index]);
    if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

/// Indents each line that is not empty.
pub(super) fn indented(text: &str, indent: usize, newline: &str) -> String {
    let blanks = " ".repeat(indent);
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{blanks}{line}") };
    text.split('\n').map(line).collect::<Vec<_>>().join(newline)
}

/// Writes lines so that folding gives them back: between two that begin without a blank stands an empty one more.
fn folded(lines: &[&str]) -> String {
    let mut out = String::new();
    let mut last: Option<&str> = None;
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        if line.is_empty() {
            continue;
        }
        let folds = |line: &str| !line.starts_with([' ', '\t']);
        if last.is_some_and(folds) && folds(line) {
            out.push('\n');
        }
        out.push_str(line);
        last = Some(line);
    }
    out
}

/// Writes a text in double quotes, on one line.
pub(super) fn double_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            other if is_printable(other) => out.push(other),
            other => {
                let code = u32::from(other);
                out.push_str(&if code > 0xffff {
                    format!("\\U{code:08x}")
                } else {
                    format!("\\u{code:04x}")
                });
            }
        }
    }
    out.push('"');
    out
}

/// Whether a character may stand in YAML as it is (YAML 1.2.2, 5.1), and is no line break to a reader of YAML 1.1.
pub(super) fn is_printable(character: char) -> bool {
    matches!(character, '\t' | '\n' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

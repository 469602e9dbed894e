//! From tree to text.

use super::layout::{Empty, Layout, Lines};
use super::value::Value;
use super::walk::Items;

/// A number that has no form in JSON is still in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unrepresentable;

/// Writes a value in a layout.
pub(crate) fn write(value: &Value<'_>, layout: &Layout<'_>, out: &mut String) -> Result<(), Unrepresentable> {
    out.push_str(layout.prefix);
    let mut writer = Writer { out, layout, line: layout.lines.map(Line::new), failed: false };
    writer.tree(value);
    let failed = writer.failed;
    out.push_str(layout.suffix);
    if failed { Err(Unrepresentable) } else { Ok(()) }
}

/// Writes a value without blanks; a number that has no form becomes `null`.
pub(super) fn write_compact(value: &Value<'_>, out: &mut String) {
    let mut writer = Writer { out, layout: &Layout::COMPACT, line: None, failed: false };
    writer.tree(value);
}

struct Writer<'w> {
    out: &'w mut String,
    layout: &'w Layout<'w>,
    line: Option<Line>,
    failed: bool,
}

impl Writer<'_> {
    /// Iterative: writing has no depth limit.
    fn tree(&mut self, root: &Value<'_>) {
        let mut frames: Vec<Items<'_, '_>> = Vec::with_capacity(32);
        let mut first = self.begin(root, &mut frames);
        while let Some(frame) = frames.last_mut() {
            let Some((name, value)) = frame.next() else {
                self.close(&mut frames);
                first = false;
                continue;
            };
            if !first {
                self.out.push_str(self.layout.comma);
            }
            if self.line.is_some() {
                self.break_line(frames.len());
            } else if first {
                self.out.push_str(if name.is_some() {
                    self.layout.object_pad
                } else {
                    self.layout.array_pad
                });
            }
            if let Some(name) = name {
                name.write(self.out);
                self.out.push_str(self.layout.colon);
            }
            first = self.begin(value, &mut frames);
        }
    }

    /// Writes a value, or opens it if it is a container that is not empty; then it returns true.
    #[inline(always)]
    fn begin<'v, 'a>(&mut self, value: &'v Value<'a>, frames: &mut Vec<Items<'v, 'a>>) -> bool {
        match value {
            Value::String(text) => text.write(self.out),
            Value::Number(number) => {
                if !number.write(self.out) {
                    self.failed = true;
                    self.out.push_str("null");
                }
            }
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Null | Value::LastingNull(_) => self.out.push_str("null"),
            Value::Array(array) if array.is_empty() => {
                self.empty("[", self.layout.empty_array, "]", frames.len())
            }
            Value::Object(object) if object.is_empty() => {
                self.empty("{", self.layout.empty_object, "}", frames.len());
            }
            Value::Array(array) => {
                self.out.push('[');
                frames.push(Items::Array(array.iter()));
                return true;
            }
            Value::Object(object) => {
                self.out.push('{');
                frames.push(Items::Object(object.members().iter()));
                return true;
            }
        }
        false
    }

    fn close(&mut self, frames: &mut Vec<Items<'_, '_>>) {
        let object = frames.pop().is_some_and(|items| items.is_object());
        if self.line.is_some() {
            self.break_line(frames.len());
        } else {
            self.out.push_str(if object { self.layout.object_pad } else { self.layout.array_pad });
        }
        self.out.push(if object { '}' } else { ']' });
    }

    fn empty(&mut self, open: &str, inner: Empty<'_>, close: &str, depth: usize) {
        self.out.push_str(open);
        match inner {
            Empty::Blanks(blanks) => self.out.push_str(blanks),
            Empty::Breaks(breaks) => {
                let newline = self.layout.lines.map_or("\n", |lines| lines.newline);
                self.out.extend(std::iter::repeat_n(newline, breaks - 1));
                self.break_line(depth);
            }
        }
        self.out.push_str(close);
    }

    #[inline(always)]
    fn break_line(&mut self, depth: usize) {
        if let Some(line) = &mut self.line {
            self.out.push_str(line.at(depth));
        }
    }
}

/// A line break and the longest indentation so far, of which each line takes its part.
struct Line {
    text: String,
    unit: String,
    start: usize,
}

impl Line {
    fn new(lines: Lines<'_>) -> Self {
        let text = format!("{}{}", lines.newline, lines.base);
        Self { start: text.len(), text, unit: lines.unit.to_owned() }
    }

    #[inline(always)]
    fn at(&mut self, depth: usize) -> &str {
        let end = self.start + depth * self.unit.len();
        while self.text.len() < end {
            self.text.push_str(&self.unit);
        }
        self.text.get(..end).unwrap_or_default()
    }
}

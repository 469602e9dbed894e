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
        let Some(mut items) = self.begin(root, 0) else { return };
        let mut outer: Vec<Items<'_, '_>> = Vec::with_capacity(8);
        let mut first = true;
        loop {
            let Some((name, value)) = items.next() else {
                self.close(items.is_object(), outer.len());
                let Some(parent) = outer.pop() else { return };
                items = parent;
                first = false;
                continue;
            };
            if !first {
                self.short(self.layout.comma);
            }
            if self.line.is_some() {
                self.break_line(outer.len() + 1);
            } else if first {
                let object = name.is_some();
                self.short(if object { self.layout.object_pad } else { self.layout.array_pad });
            }
            if let Some(name) = name {
                name.write(self.out);
                self.short(self.layout.colon);
            }
            match self.begin(value, outer.len() + 1) {
                Some(inner) => {
                    outer.push(std::mem::replace(&mut items, inner));
                    first = true;
                }
                None => first = false,
            }
        }
    }

    /// Writes a value, or opens it if it is a container that is not empty; then it returns its items.
    #[inline(always)]
    fn begin<'v, 'a>(&mut self, value: &'v Value<'a>, depth: usize) -> Option<Items<'v, 'a>> {
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
                self.empty("[", self.layout.empty_array, "]", depth);
            }
            Value::Object(object) if object.is_empty() => {
                self.empty("{", self.layout.empty_object, "}", depth);
            }
            Value::Array(array) => {
                self.out.push('[');
                return Some(Items::Array(array.iter()));
            }
            Value::Object(object) => {
                self.out.push('{');
                return Some(Items::Object(object.members().iter()));
            }
        }
        None
    }

    fn close(&mut self, object: bool, depth: usize) {
        if self.line.is_some() {
            self.break_line(depth);
        } else {
            self.short(if object { self.layout.object_pad } else { self.layout.array_pad });
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

    /// Writes a few ASCII characters, faster than copying them.
    #[inline(always)]
    fn short(&mut self, text: &str) {
        for byte in text.bytes() {
            self.out.push(char::from(byte));
        }
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

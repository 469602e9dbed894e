//! The writer of reports and errors.

use super::text::write_escaped;
use std::fmt::Write;

/// Writes compact JSON text member by member, in the order of the calls.
///
/// # Example
/// ```
/// let mut out = dashlift::json::JsonWriter::new();
/// out.open_object();
/// out.text("code", "too-deep");
/// out.integer("offset", 256);
/// out.close_object();
/// assert_eq!(out.finish(), r#"{"code":"too-deep","offset":256}"#);
/// ```
#[derive(Debug, Default)]
pub struct JsonWriter {
    out: String,
}

impl JsonWriter {
    /// Makes an empty writer.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the text.
    pub fn finish(self) -> String {
        self.out
    }

    /// Opens an object: the root, or the next element of an array.
    pub fn open_object(&mut self) {
        self.separate();
        self.out.push('{');
    }

    /// Opens an object as a member.
    pub fn open_object_member(&mut self, name: &str) {
        self.name(name);
        self.out.push('{');
    }

    /// Closes an object.
    pub fn close_object(&mut self) {
        self.out.push('}');
    }

    /// Opens an array: the root, or the next element of an array.
    pub fn open_array(&mut self) {
        self.separate();
        self.out.push('[');
    }

    /// Opens an array as a member.
    pub fn open_array_member(&mut self, name: &str) {
        self.name(name);
        self.out.push('[');
    }

    /// Closes an array.
    pub fn close_array(&mut self) {
        self.out.push(']');
    }

    /// Writes a text member.
    pub fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        write_escaped(text, &mut self.out);
    }

    /// Writes a text member, if there is one.
    pub fn optional_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// Writes a member that is a list of texts, if it is not empty.
    pub fn texts(&mut self, name: &str, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        self.open_array_member(name);
        for text in texts {
            self.element_text(text);
        }
        self.close_array();
    }

    /// Writes a text as the next element of an array.
    pub fn element_text(&mut self, text: &str) {
        self.separate();
        write_escaped(text, &mut self.out);
    }

    /// Writes a whole number.
    pub fn integer(&mut self, name: &str, number: usize) {
        self.name(name);
        // Writing to a String cannot fail.
        let _ = write!(self.out, "{number}");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, name: &str, flag: bool) {
        self.name(name);
        self.out.push_str(if flag { "true" } else { "false" });
    }

    /// Writes a member whose value is JSON text already.
    pub fn raw(&mut self, name: &str, json: &str) {
        self.name(name);
        self.out.push_str(json);
    }

    fn name(&mut self, name: &str) {
        self.separate();
        write_escaped(name, &mut self.out);
        self.out.push(':');
    }

    fn separate(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(',');
        }
    }
}

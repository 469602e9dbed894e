//! JSON as YAML takes it as well: a mapping in braces, perhaps over several lines.

use super::scalar::indented;
use super::tree::line_start;
use std::ops::Range;

/// How JSON stands in a file of YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flow {
    /// By how many blanks all lines but the first are indented.
    indent: usize,
    newline: &'static str,
}

impl Flow {
    /// Takes JSON out of a file as a document; the indentation that its lines share is none of its own.
    pub(super) fn of(source: &str, range: Range<usize>, newline: &'static str) -> (Self, String) {
        let text = &source[range.clone()];
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let below = || text.lines().skip(1).filter(|line| !line.trim().is_empty());
        let indent =
            below().map(blanks).min().unwrap_or_else(|| blanks(&source[line_start(source, range.start)..]));
        let line = |(index, line): (usize, &str)| match index {
            0 => line.to_owned(),
            _ => line.get(indent..).unwrap_or_default().to_owned(),
        };
        let document = text.lines().enumerate().map(line).collect::<Vec<_>>().join("\n");
        (Self { indent, newline }, document)
    }

    /// Writes a document.
    pub(crate) fn encode(&self, text: &str) -> String {
        indented(text.trim_end_matches('\n'), self.indent, self.newline).trim_start_matches(' ').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indentation_goes_and_comes_back() {
        let source = "spec: {\n    \"a\": [\n      1\n    ]\n  }\n";
        let (flow, text) = Flow::of(source, 6..source.len() - 1, "\n");
        assert_eq!(text, "{\n  \"a\": [\n    1\n  ]\n}");
        assert_eq!(flow.encode(&text), &source[6..source.len() - 1]);
    }
}

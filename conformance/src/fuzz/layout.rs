//! How a document is laid out: as common printers do it, or as nobody would.

use super::node::Node;
use fastrand::Rng;

/// A way to print a tree.
#[derive(Debug, Clone)]
pub struct Layout {
    newline: &'static str,
    indent: &'static str,
    base: &'static str,
    colon: &'static str,
    comma: &'static str,
    /// What stands inside of an empty container.
    empty: &'static str,
    /// Blanks at random places.
    ragged: bool,
    /// A byte order mark in front.
    bom: bool,
    /// A line end at the end.
    last_newline: bool,
}

/// Deeper levels are not indented any further: a deep document would be nothing but blanks.
const DEEPEST_INDENT: usize = 40;

const COMPACT: Layout = Layout {
    newline: "",
    indent: "",
    base: "",
    colon: ":",
    comma: ",",
    empty: "",
    ragged: false,
    bom: false,
    last_newline: false,
};

impl Layout {
    /// Draws a layout; the usual ones more often.
    pub fn draw(rng: &mut Rng) -> Self {
        let mut layout = match rng.u8(..10) {
            0..=3 => COMPACT,
            4 => Self { colon: ": ", comma: ", ", ..COMPACT },
            5 | 6 => Self { newline: "\n", indent: "  ", colon: ": ", ..COMPACT },
            7 => Self { newline: "\n", indent: "\t", colon: ": ", ..COMPACT },
            8 => Self { newline: "\r\n", indent: "    ", colon: ": ", ..COMPACT },
            _ => Self { newline: "\n", indent: " ", ragged: true, ..COMPACT },
        };
        if rng.u8(..20) == 0 {
            layout.newline = if rng.bool() { "\r\n" } else { "\r" };
        }
        if rng.u8(..20) == 0 {
            layout.base = if rng.bool() { "  " } else { "\t" };
        }
        if rng.u8(..20) == 0 {
            layout.empty = if rng.bool() { " " } else { "\n" };
        }
        if rng.u8(..20) == 0 {
            layout.colon = " : ";
        }
        layout.bom = rng.u8(..25) == 0;
        layout.last_newline = rng.u8(..3) == 0;
        layout
    }

    /// Prints a tree.
    pub fn print(&self, node: &Node, rng: &mut Rng) -> String {
        let mut printer = Printer { layout: self, rng, out: String::new() };
        if self.bom {
            printer.out.push('\u{feff}');
        }
        printer.value(node, 0);
        if self.last_newline {
            printer.out.push_str(if self.newline.is_empty() { "\n" } else { self.newline });
        }
        printer.out
    }
}

struct Printer<'p> {
    layout: &'p Layout,
    rng: &'p mut Rng,
    out: String,
}

impl Printer<'_> {
    fn value(&mut self, node: &Node, level: usize) {
        let (open, close) = match node {
            Node::Token(text) => {
                self.out.push_str(text);
                return self.blank();
            }
            Node::Array(_) => ('[', ']'),
            Node::Object(_) => ('{', '}'),
        };
        self.out.push(open);
        if node.is_empty() {
            self.out.push_str(self.layout.empty);
        } else {
            self.inside(node, level + 1);
            self.line(level);
        }
        self.out.push(close);
        self.blank();
    }

    fn inside(&mut self, node: &Node, level: usize) {
        let keys: Vec<Option<&str>> = match node {
            Node::Object(members) => members.iter().map(|(key, _)| Some(key.as_str())).collect(),
            other => vec![None; other.len()],
        };
        for (index, (key, child)) in keys.into_iter().zip(node.children()).enumerate() {
            if index > 0 {
                self.out.push_str(self.layout.comma);
            }
            self.line(level);
            if let Some(key) = key {
                self.out.push_str(key);
                self.blank();
                self.out.push_str(self.layout.colon);
                self.blank();
            }
            self.value(child, level);
        }
    }

    fn line(&mut self, level: usize) {
        self.blank();
        if !self.layout.newline.is_empty() {
            self.out.push_str(self.layout.newline);
            self.out.push_str(self.layout.base);
            for _ in 0..level.min(DEEPEST_INDENT) {
                self.out.push_str(self.layout.indent);
            }
        }
    }

    fn blank(&mut self) {
        if self.layout.ragged && self.rng.u8(..8) == 0 {
            let blanks = [" ", "\t", "\n", "\r\n", "  "];
            self.out.push_str(self.rng.choice(blanks).unwrap_or(" "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_prints_the_same_tree() {
        let text = r#"{"a":[1,[],{}],"b":{"c":"x y"}}"#;
        let node = Node::read(text).unwrap();
        let mut rng = Rng::with_seed(1);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..2000 {
            let printed = Layout::draw(&mut rng).print(&node, &mut rng);
            assert_eq!(Node::read(printed.trim_start_matches('\u{feff}')), Some(node.clone()), "{printed}");
            seen.insert(printed);
        }
        for shape in [text, "\u{feff}", "\r\n", "\r  ", ": ", " : ", "\t", "{ }", ", "] {
            assert!(seen.iter().any(|printed| printed.contains(shape)), "{shape:?}");
        }
    }
}

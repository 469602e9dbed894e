//! A JSON tree that keeps what the fuzzer plays with: repeated keys, spelling of numbers and strings, order.
//!
//! It is neither the core's reader nor the laws' judge: it accepts more than JSON, so that what is being minimized need
//! not be valid everywhere.

/// The deepest nesting that is read; whatever is deeper is treated as bytes.
const MAX_DEPTH: usize = 2000;

/// A value, as it is spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A string, number, `true`, `false` or `null`, as it stands in the text.
    Token(String),
    /// An array.
    Array(Vec<Node>),
    /// An object; keys with their quotes, repeated ones included.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Makes a token.
    pub fn token(text: impl Into<String>) -> Self {
        Self::Token(text.into())
    }

    /// Reads a text; `None` if its brackets, quotes, commas and colons do not match.
    pub fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { text, position: 0 };
        let node = reader.value(0)?;
        reader.skip_blanks();
        (reader.position == text.len()).then_some(node)
    }

    /// Returns the text without blanks.
    pub fn to_compact(&self) -> String {
        let mut out = String::new();
        self.write_compact(&mut out);
        out
    }

    fn write_compact(&self, out: &mut String) {
        match self {
            Self::Token(text) => out.push_str(text),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    item.write_compact(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    out.push_str(key);
                    out.push(':');
                    value.write_compact(out);
                }
                out.push('}');
            }
        }
    }

    /// Returns the number of values in the tree.
    pub fn size(&self) -> usize {
        1 + match self {
            Self::Token(_) => 0,
            Self::Array(items) => items.iter().map(Self::size).sum(),
            Self::Object(members) => members.iter().map(|(_, value)| value.size()).sum(),
        }
    }

    /// Returns the value at a place in the order of the text; the root is 0.
    pub fn nth(&self, place: usize) -> Option<&Self> {
        let mut left = place;
        self.seek(&mut left)
    }

    fn seek(&self, left: &mut usize) -> Option<&Self> {
        if *left == 0 {
            return Some(self);
        }
        *left -= 1;
        self.children().into_iter().find_map(|child| child.seek(left))
    }

    /// Returns the value at a place, as [`nth`](Self::nth) does.
    pub fn nth_mut(&mut self, place: usize) -> Option<&mut Self> {
        let mut left = place;
        self.find(&mut left)
    }

    fn find(&mut self, left: &mut usize) -> Option<&mut Self> {
        if *left == 0 {
            return Some(self);
        }
        *left -= 1;
        match self {
            Self::Token(_) => None,
            Self::Array(items) => items.iter_mut().find_map(|item| item.find(left)),
            Self::Object(members) => members.iter_mut().find_map(|(_, value)| value.find(left)),
        }
    }

    /// Returns the number of elements or members.
    pub fn len(&self) -> usize {
        match self {
            Self::Token(_) => 0,
            Self::Array(items) => items.len(),
            Self::Object(members) => members.len(),
        }
    }

    /// Returns whether there is nothing inside.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes elements or members.
    pub fn remove(&mut self, start: usize, count: usize) {
        let keep = |index: usize| index < start || index >= start + count;
        let mut index = 0..;
        let mut next = || index.next().unwrap_or(usize::MAX);
        match self {
            Self::Token(_) => {}
            Self::Array(items) => items.retain(|_| keep(next())),
            Self::Object(members) => members.retain(|_| keep(next())),
        }
    }

    /// Returns the elements or the values of the members.
    pub fn children(&self) -> Vec<&Self> {
        match self {
            Self::Token(_) => Vec::new(),
            Self::Array(items) => items.iter().collect(),
            Self::Object(members) => members.iter().map(|(_, value)| value).collect(),
        }
    }
}

/// Returns a plain text as a JSON string.
pub fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

struct Reader<'t> {
    text: &'t str,
    position: usize,
}

impl Reader<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.position += 1;
        }
    }

    fn eat(&mut self, wanted: u8) -> bool {
        self.skip_blanks();
        let found = self.byte() == Some(wanted);
        self.position += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.eat(b'[') {
            let mut items = Vec::new();
            while !self.eat(b']') {
                if !items.is_empty() && !self.eat(b',') {
                    return None;
                }
                items.push(self.value(depth + 1)?);
            }
            return Some(Node::Array(items));
        }
        if self.eat(b'{') {
            let mut members = Vec::new();
            while !self.eat(b'}') {
                if !members.is_empty() && !self.eat(b',') {
                    return None;
                }
                let key = self.token().filter(|key| key.starts_with('"'))?;
                if !self.eat(b':') {
                    return None;
                }
                members.push((key, self.value(depth + 1)?));
            }
            return Some(Node::Object(members));
        }
        self.token().map(Node::Token)
    }

    fn token(&mut self) -> Option<String> {
        self.skip_blanks();
        let start = self.position;
        if self.byte() == Some(b'"') {
            self.position += 1;
            while self.byte()? != b'"' {
                self.position += if self.byte() == Some(b'\\') { 2 } else { 1 };
            }
            self.position += 1;
        } else {
            while self.byte().is_some_and(|byte| !b" \t\r\n[]{},:\"".contains(&byte)) {
                self.position += 1;
            }
        }
        self.text.get(start..self.position).filter(|token| !token.is_empty()).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_order_and_repetition_stay() {
        let text = r#"{"a":1E5,"a":[-0,"\u0041\"",{}],"b":[[],null]}"#;
        let node = Node::read(&format!(" \r\n{text}\t")).unwrap();
        assert_eq!(node.to_compact(), text);
        assert_eq!(node.size(), 9);
    }

    #[test]
    fn what_does_not_match_is_no_tree() {
        for bad in ["", "[", "[1 2]", "[1,]", "{1:2}", "{\"a\" 1}", "\"a", "\"\\", "1 2", "[}"] {
            assert_eq!(Node::read(bad), None, "{bad}");
        }
        assert_eq!(Node::read(&"[".repeat(5000)), None);
    }

    #[test]
    fn values_are_found_and_removed_by_place() {
        let mut node = Node::read(r#"[1,{"a":2,"b":3},4]"#).unwrap();
        assert_eq!(node.nth(4), Some(&Node::token("3")));
        assert_eq!(node.nth_mut(4), Some(&mut Node::token("3")));
        assert_eq!(node.nth(6), None);
        assert_eq!(node.nth_mut(6), None);
        node.remove(0, 2);
        assert_eq!(node.to_compact(), "[4]");
        assert!(!node.is_empty() && node.children().len() == 1);
    }
}

//! The two outermost levels of a document: all that detection looks at.

use crate::json::{Container, Number, Scalar, Sink, Str, Value};
use std::borrow::Cow;

/// How many levels below the root are kept.
const LEVELS: usize = 2;

/// A value of which only the two outermost levels are known; deeper containers look empty.
#[derive(Debug)]
pub struct Outline<'a> {
    node: Node<'a>,
}

#[derive(Debug)]
enum Node<'a> {
    Leaf(Scalar<'a>),
    Computed(f64),
    Array(Vec<Outline<'a>>),
    Object(Vec<(Str<'a>, Outline<'a>)>),
}

impl<'a> Outline<'a> {
    /// Returns the outline of a tree.
    pub(crate) fn of(value: &Value<'a>) -> Self {
        Self::down_to(value, LEVELS)
    }

    fn down_to(value: &Value<'a>, levels: usize) -> Self {
        let node = match value {
            Value::Null | Value::LastingNull(_) => Node::Leaf(Scalar::Null),
            Value::Bool(flag) => Node::Leaf(Scalar::Bool(*flag)),
            Value::Number(Number::Text(text)) => Node::Leaf(Scalar::Number(text)),
            Value::Number(Number::Computed(number)) => Node::Computed(*number),
            Value::String(text) => Node::Leaf(Scalar::String(*text)),
            Value::Array(_) if levels == 0 => Node::Array(Vec::new()),
            Value::Object(_) if levels == 0 => Node::Object(Vec::new()),
            Value::Array(array) => {
                Node::Array(array.iter().map(|item| Self::down_to(item, levels - 1)).collect())
            }
            Value::Object(object) => Node::Object(
                object.iter().map(|(name, value)| (name, Self::down_to(value, levels - 1))).collect(),
            ),
        };
        Self { node }
    }

    /// Returns whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.node, Node::Object(_))
    }

    /// Returns whether it is an array.
    pub fn is_array(&self) -> bool {
        matches!(self.node, Node::Array(_))
    }

    /// Returns whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self.node, Node::Leaf(Scalar::Null))
    }

    /// Returns the text, if it is a string.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        if let Node::Leaf(Scalar::String(text)) = &self.node { Some(text.to_text()) } else { None }
    }

    /// Returns the number, if it is one.
    pub fn number(&self) -> Option<Number<'a>> {
        match &self.node {
            Node::Leaf(Scalar::Number(text)) => Some(Number::Text(text)),
            Node::Computed(number) => Some(Number::Computed(*number)),
            _ => None,
        }
    }

    /// Returns a member of an object; of repeated names the last one.
    pub fn member(&self, name: &str) -> Option<&Self> {
        let Node::Object(members) = &self.node else { return None };
        members.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Returns the elements of an array.
    pub fn elements(&self) -> &[Self] {
        if let Node::Array(elements) = &self.node { elements } else { &[] }
    }

    /// Returns whether a member is an object.
    pub fn has_object(&self, name: &str) -> bool {
        self.member(name).is_some_and(Self::is_object)
    }

    /// Returns whether a member is an array.
    pub fn has_array(&self, name: &str) -> bool {
        self.member(name).is_some_and(Self::is_array)
    }
}

/// Draws the outline of a text without building its tree.
#[derive(Debug, Default)]
pub(crate) struct Sketch<'a> {
    open: Vec<(Option<Str<'a>>, Node<'a>)>,
    /// Containers that are open below the levels that are kept.
    hidden: usize,
    name: Option<Str<'a>>,
    root: Option<Outline<'a>>,
}

impl<'a> Sketch<'a> {
    pub(crate) fn finish(self) -> Outline<'a> {
        self.root.unwrap_or(Outline { node: Node::Leaf(Scalar::Null) })
    }

    fn add(&mut self, name: Option<Str<'a>>, node: Node<'a>) {
        let outline = Outline { node };
        match self.open.last_mut() {
            Some((_, Node::Object(members))) => members.push((name.unwrap_or_default(), outline)),
            Some((_, Node::Array(elements))) => elements.push(outline),
            _ => self.root = Some(outline),
        }
    }
}

impl<'a> Sink<'a> for Sketch<'a> {
    #[inline(always)]
    fn name(&mut self, name: Str<'a>) {
        if self.open.len() <= LEVELS {
            self.name = Some(name);
        }
    }

    #[inline(always)]
    fn scalar(&mut self, scalar: Scalar<'a>) {
        if self.hidden == 0 && self.open.len() <= LEVELS {
            let name = self.name.take();
            self.add(name, Node::Leaf(scalar));
        }
    }

    #[inline(always)]
    fn open(&mut self, container: Container) {
        if self.open.len() > LEVELS {
            self.hidden += 1;
            return;
        }
        let node = match container {
            Container::Array => Node::Array(Vec::new()),
            Container::Object => Node::Object(Vec::new()),
        };
        self.open.push((self.name.take(), node));
    }

    #[inline(always)]
    fn close(&mut self) {
        if self.hidden > 0 {
            self.hidden -= 1;
        } else if let Some((name, node)) = self.open.pop() {
            self.add(name, node);
        }
    }
}

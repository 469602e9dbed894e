//! Where documents come from.

use super::format::{self, Grammar};
use super::grafana::{self, Shapes};
use super::graft::graft;
use super::layout::Layout;
use super::mutate::mutate;
use super::node::{Node, quote};
use super::spoil::spoil;
use crate::places::{Places, files_below};
use anyhow::Context as _;
use fastrand::Rng;
use std::path::Path;

/// Files above this size are not mutated: they would only be slow.
const LARGEST: usize = 16 * 1024;

/// Who makes a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The generator of classic Grafana dashboards.
    MadeUp,
    /// The generator of API objects, and of what other families have.
    OfFormat,
    /// Dashboards of vectors and cases, spoiled and mixed with one another.
    Mixed,
    /// Texts of either kind and of cases, changed byte by byte.
    Mutated,
}

impl Origin {
    /// Draws one; bytes are the cheapest to be refused, so they are rare.
    pub fn draw(rng: &mut Rng) -> Self {
        match rng.u8(..16) {
            0..=4 => Self::MadeUp,
            5..=9 => Self::OfFormat,
            10..=13 => Self::Mixed,
            _ => Self::Mutated,
        }
    }

    /// Returns the name that the summary shows.
    pub fn name(self) -> &'static str {
        match self {
            Self::MadeUp => "made up",
            Self::OfFormat => "of a format",
            Self::Mixed => "mixed",
            Self::Mutated => "mutated",
        }
    }
}

/// Everything that documents are made of.
#[derive(Debug)]
pub struct Sources {
    shapes: Shapes,
    grammar: Grammar,
    /// Inputs of cases, valid or not.
    texts: Vec<Vec<u8>>,
    /// Inputs that are objects.
    trees: Vec<Node>,
}

impl Sources {
    /// Reads the shapes, the inputs of cases and vectors, and the documents of further folders.
    ///
    /// # Errors
    /// If one of them cannot be read.
    pub fn read(places: &Places, folders: &[impl AsRef<Path>]) -> anyhow::Result<Self> {
        let mut texts = files(&places.cases(), ".in.json")?;
        let mut trees: Vec<Node> = texts.iter().filter_map(|bytes| tree(bytes)).collect();
        for vector in files(&places.vectors(), ".json")? {
            trees.extend(tree(&vector).and_then(input));
        }
        for folder in folders {
            trees.extend(files(folder.as_ref(), ".json")?.iter().filter_map(|bytes| tree(bytes)));
        }
        texts.sort();
        Ok(Self { shapes: Shapes::read()?, grammar: Grammar::read()?, texts, trees })
    }

    /// Makes a document.
    pub fn document(&self, origin: Origin, rng: &mut Rng) -> Vec<u8> {
        match origin {
            Origin::MadeUp => grafana::document(&self.shapes, rng).into_bytes(),
            Origin::OfFormat => format::document(&self.grammar, rng).into_bytes(),
            Origin::Mixed => self.mixed(rng).into_bytes(),
            Origin::Mutated => self.mutated(rng),
        }
    }

    fn mixed(&self, rng: &mut Rng) -> String {
        let (Some(one), Some(other)) = (rng.choice(&self.trees), rng.choice(&self.trees)) else {
            return String::new();
        };
        let mut root = one.clone();
        if rng.bool() {
            graft(&mut root, other, rng);
        }
        if let (Node::Object(members), 0) = (&mut root, rng.u8(..3)) {
            let key = quote("schemaVersion");
            members.retain(|(known, _)| *known != key);
            members.push((key, grafana::version(rng.u8(..=42), rng)));
        }
        spoil(&mut root, rng);
        Layout::draw(rng).print(&root, rng)
    }

    fn mutated(&self, rng: &mut Rng) -> Vec<u8> {
        let mut bytes = match rng.choice(&self.texts).filter(|_| rng.bool()) {
            Some(text) => text.clone(),
            None => self.document([Origin::MadeUp, Origin::OfFormat, Origin::Mixed][rng.usize(..3)], rng),
        };
        let other = rng.choice(&self.texts).map_or(&[][..], Vec::as_slice);
        mutate(&mut bytes, other, rng);
        bytes
    }
}

/// Reads the files of an ending below a folder, but for the large ones.
fn files(folder: &Path, ending: &str) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    for (name, path) in files_below(folder)? {
        if name.ends_with(ending) {
            found.push(std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
        }
    }
    found.retain(|bytes| bytes.len() <= LARGEST);
    Ok(found)
}

fn tree(bytes: &[u8]) -> Option<Node> {
    Node::read(str::from_utf8(bytes).ok()?).filter(|node| matches!(node, Node::Object(_)))
}

/// Returns the document of a vector.
fn input(vector: Node) -> Option<Node> {
    let Node::Object(members) = vector else { return None };
    let (_, input) = members.into_iter().find(|(key, _)| key == "\"input\"")?;
    matches!(input, Node::Object(_)).then_some(input)
}

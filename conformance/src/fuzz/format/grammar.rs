//! What stands in a document, name by name: `shapes/*.json`.
//!
//! A name has alternatives; one is drawn. Of the name `alpha:x` those are drawn for `x` in a v2alpha1 document. In an
//! alternative, a member whose key ends in `?` is there half of the time. A string `@x` stands for what is drawn for `x`,
//! `@x*` for a list of that, `@x{}` for an object of it with free keys. Some names are made by code: see [`super::Maker`].

use crate::fuzz::node::Node;
use anyhow::Context as _;
use std::collections::BTreeMap;

const FILES: &[(&str, &str)] = &[
    ("envelope", include_str!("shapes/envelope.json")),
    ("v2", include_str!("shapes/v2.json")),
    ("elements", include_str!("shapes/elements.json")),
    ("layout", include_str!("shapes/layout.json")),
    ("variables", include_str!("shapes/variables.json")),
    ("classic", include_str!("shapes/classic.json")),
    ("others", include_str!("shapes/others.json")),
];

/// All names with their alternatives.
#[derive(Debug)]
pub struct Grammar(BTreeMap<String, Vec<Node>>);

impl Grammar {
    /// Reads the files.
    ///
    /// # Errors
    /// If one of them has not the shape that it should have, or a name is there twice.
    pub fn read() -> anyhow::Result<Self> {
        let mut names = BTreeMap::new();
        for (file, text) in FILES {
            let place = || format!("shapes/{file}.json");
            let Some(Node::Object(members)) = Node::read(text) else {
                anyhow::bail!("{} is no object", place());
            };
            for (name, alternatives) in members {
                let Node::Array(alternatives) = alternatives else {
                    anyhow::bail!("{}: {name} is no list", place());
                };
                let name = name.trim_matches('"').to_owned();
                anyhow::ensure!(!alternatives.is_empty(), "{}: `{name}` is empty", place());
                let known = names.insert(name.clone(), alternatives);
                known.is_none().then_some(()).with_context(|| format!("{}: `{name}` again", place()))?;
            }
        }
        Ok(Self(names))
    }

    /// Returns the alternatives of a name.
    pub(super) fn alternatives(&self, name: &str, alpha: bool) -> &[Node] {
        let own = alpha.then(|| self.0.get(&format!("alpha:{name}"))).flatten();
        own.or_else(|| self.0.get(name)).map_or(&[], Vec::as_slice)
    }

    /// Returns the whole of it.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().flat_map(|(name, nodes)| nodes.iter().map(move |node| (name.as_str(), node)))
    }
}

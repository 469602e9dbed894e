//! Makes documents of a format up, from a grammar: Grafana's API objects, Perses dashboards, layouts of regions.
//!
//! Texts, numbers and free values are made so that no two are alike: a law can then tell what became of each of them.

mod grammar;

pub use grammar::Grammar;

use super::layout::Layout;
use super::node::{Node, quote};
use super::odd;
use super::spoil::spoil;
use fastrand::Rng;

/// So deep names are drawn inside of one another; from there on the first alternative is taken, and lists are empty.
const DEEPEST: u8 = 24;
/// The API versions, and what their `spec` is made of.
const VERSIONS: &[(&str, &str)] = &[
    ("v0alpha1", "classic"),
    ("v1beta1", "classic"),
    ("v1", "classic"),
    ("v1beta1", "classic"),
    ("v2alpha1", "v2"),
    ("v2beta1", "v2"),
    ("v2", "v2"),
    ("v2alpha1", "v2"),
    ("v2beta1", "v2"),
];

/// How unkind a document is to its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// Exactly what the grammar says.
    Tame,
    /// Members are missing, null or unknown.
    Loose,
}

/// Makes up an object of Grafana's API; sometimes a bare v2 `spec`, rarely what another family has.
pub fn document(grammar: &Grammar, rng: &mut Rng) -> String {
    let mood = if rng.u8(..3) > 0 { Mood::Tame } else { Mood::Loose };
    let (version, spec) = *rng.choice(VERSIONS).unwrap_or(&("v2beta1", "v2"));
    let mut maker = Maker { grammar, rng, mood, alpha: version == "v2alpha1", level: 0, made: 0 };
    let mut root = match maker.rng.u8(..20) {
        0 => maker.named("perses"),
        1 => maker.named("regions"),
        2 => maker.named(spec),
        _ => maker.object(version, spec),
    };
    // Most readers refuse what is spoiled, which is soon known.
    if rng.u8(..4) == 0 {
        spoil(&mut root, rng);
    }
    Layout::draw(rng).print(&root, rng)
}

struct Maker<'m> {
    grammar: &'m Grammar,
    rng: &'m mut Rng,
    mood: Mood,
    alpha: bool,
    level: u8,
    /// So many texts and numbers were made.
    made: u32,
}

impl Maker<'_> {
    fn object(&mut self, version: &str, spec: &str) -> Node {
        let mut members =
            vec![(quote("apiVersion"), Node::token(quote(&format!("dashboard.grafana.app/{version}"))))];
        for (name, production) in [("kind", "kind"), ("metadata", "metadata"), ("spec", spec)] {
            members.push((quote(name), self.named(production)));
        }
        if self.rng.u8(..6) == 0 {
            members.push((quote("status"), self.named("status")));
        }
        Node::Object(members)
    }

    /// Makes what a name stands for.
    fn named(&mut self, name: &str) -> Node {
        if let Some(name) = name.strip_suffix('*') {
            return Node::Array((0..self.count()).map(|_| self.named(name)).collect());
        }
        if let Some(name) = name.strip_suffix("{}") {
            let member = |maker: &mut Self, index| (quote(&format!("k{index}")), maker.named(name));
            return Node::Object((0..self.count()).map(|index| member(self, index)).collect());
        }
        self.made += 1;
        let made = self.made;
        match name {
            "text" => Node::token(quote(&format!("t{made}x"))),
            "bool" => Node::token(if self.rng.bool() { "true" } else { "false" }),
            "int" => Node::token(format!("{}", 1000 + made)),
            "number" if self.rng.bool() => Node::token(format!("{}.5", 1000 + made)),
            "number" => Node::token(format!("{}e1", 1000 + made)),
            "any" => self.any(),
            name => {
                let alternatives = self.grammar.alternatives(name, self.alpha);
                let drawn =
                    if self.level < DEEPEST { self.rng.choice(alternatives) } else { alternatives.first() };
                drawn.map_or_else(|| Node::token("null"), |shape| self.value(shape))
            }
        }
    }

    /// Lists are short, and shorter the deeper they stand.
    fn count(&mut self) -> usize {
        match self.level {
            0..8 => self.rng.usize(..4),
            8..DEEPEST => self.rng.usize(..3),
            _ => 0,
        }
    }

    fn any(&mut self) -> Node {
        match self.rng.u8(..8) {
            0 => odd::value(self.rng),
            1 => Node::Object(vec![(quote("a"), self.named("text"))]),
            2 => Node::Array(vec![self.named("text"), self.named("int")]),
            3 => self.named("bool"),
            4 => self.named("number"),
            _ => self.named("text"),
        }
    }

    fn value(&mut self, shape: &Node) -> Node {
        self.level += 1;
        let value = match shape {
            Node::Token(token) => match token.strip_prefix("\"@").and_then(|name| name.strip_suffix('"')) {
                Some(name) => self.named(name),
                None => shape.clone(),
            },
            Node::Array(items) => Node::Array(items.iter().map(|item| self.value(item)).collect()),
            Node::Object(members) => self.members(members),
        };
        self.level -= 1;
        value
    }

    fn members(&mut self, shapes: &[(String, Node)]) -> Node {
        let mut members = Vec::new();
        for (key, shape) in shapes {
            let optional = key.strip_suffix("?\"").map(|key| format!("{key}\""));
            if optional.is_some() && self.rng.bool() {
                continue;
            }
            let value = match (self.mood, self.rng.u8(..40)) {
                (Mood::Loose, 0 | 1) => continue,
                (Mood::Loose, 2) => Node::token("null"),
                (Mood::Loose, 3) if self.rng.u8(..8) == 0 => self.any(),
                _ => self.value(shape),
            };
            members.push((optional.unwrap_or_else(|| key.clone()), value));
        }
        if self.mood == Mood::Loose && self.rng.u8(..16) == 0 {
            let value = self.any();
            members.push((quote(&format!("unknown{}", self.made)), value));
        }
        Node::Object(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn references(node: &Node, found: &mut Vec<String>) {
        match node {
            Node::Token(token) => {
                let name = token.strip_prefix("\"@").map(|name| name.trim_end_matches(['"', '*', '{', '}']));
                found.extend(name.map(str::to_owned));
            }
            other => other.children().into_iter().for_each(|child| references(child, found)),
        }
    }

    #[test]
    fn every_name_stands_for_something_and_is_used() {
        let grammar = Grammar::read().unwrap();
        let mut used: Vec<String> =
            ["v2", "classic", "perses", "regions", "kind", "metadata", "status"].map(str::to_owned).into();
        grammar.all().for_each(|(_, node)| references(node, &mut used));
        for name in &used {
            let code = ["text", "bool", "int", "number", "any"].contains(&name.as_str());
            assert!(code || !grammar.alternatives(name, false).is_empty(), "{name}");
        }
        for (name, _) in grammar.all() {
            let name = name.strip_prefix("alpha:").unwrap_or(name);
            assert!(used.iter().any(|used| used == name), "{name}");
        }
    }

    #[test]
    fn a_thousand_documents_have_everything_and_most_can_be_converted() {
        let grammar = Grammar::read().unwrap();
        let mut rng = Rng::with_seed(3);
        let texts: Vec<String> = (0..1000).map(|_| document(&grammar, &mut rng)).collect();
        let whole = texts.concat();
        for piece in [
            "TabsLayout",
            "RowsLayout",
            "AutoGridLayout",
            "GridLayoutItem",
            "ConditionalRenderingData",
            "SwitchVariable",
            "GroupByVariable",
            "AdhocVariable",
            "LibraryPanel",
            "\"special\"",
            "\"infinity\"",
            "__angularMigration",
            "legacyOptions",
            "ownerReferences",
            "v2alpha1",
            "v0alpha1",
            "unknown",
            "grid_row",
            "\"layouts\"",
            "groupby",
        ] {
            assert!(whole.contains(piece), "{piece}");
        }
        let mut refused = BTreeSet::new();
        let converted = texts.iter().filter(|text| {
            let to = Some("grafana@v2beta1".to_owned());
            let options = dashlift::Options { to, ..dashlift::Options::default() };
            match dashlift::migrate(text.as_bytes(), &options) {
                Ok(outcome) => outcome.report.changed,
                Err(error) => !refused.insert(error.code()),
            }
        });
        let converted = converted.count();
        assert!(converted > 500, "{converted}: {refused:?}");
    }
}

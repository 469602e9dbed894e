//! Makes classic dashboards up: of every version, mostly of what the steps ahead act on.

mod shapes;

pub use shapes::Shapes;

use super::layout::Layout;
use super::node::{Node, quote};
use super::odd;
use super::spoil::spoil;
use fastrand::Rng;
use shapes::Group;

/// The newest version that dashboards are made of: one more than there is.
const NEWEST: u8 = 43;
/// So deep objects are made up inside of one another.
const DEEPEST: u8 = 9;

/// Makes up one dashboard, as text; sometimes inside Grafana's API answer.
pub fn document(shapes: &Shapes, rng: &mut Rng) -> String {
    let version = rng.u8(..=NEWEST);
    let mut maker = Maker { shapes, rng, version, level: 0 };
    let mut root = maker.dashboard();
    if maker.rng.u8(..12) == 0 {
        root = maker.wrapped(root);
    }
    spoil(&mut root, rng);
    Layout::draw(rng).print(&root, rng)
}

/// Spells a version as a number, or as something that may count as one.
pub fn version(version: u8, rng: &mut Rng) -> Node {
    Node::token(match rng.u8(..40) {
        0 => format!("\"{version}\""),
        1 => format!("{version}.0"),
        2 => format!("{version}.9"),
        3 => format!("{version}e0"),
        4 => format!("\"+{version}\""),
        _ => version.to_string(),
    })
}

struct Maker<'m> {
    shapes: &'m Shapes,
    rng: &'m mut Rng,
    version: u8,
    level: u8,
}

impl Maker<'_> {
    fn dashboard(&mut self) -> Node {
        let mut members = self.members("dashboard", 6);
        let version = match self.rng.u8(..40) {
            0 => return Node::Object(members),
            1 | 2 => self.named("version"),
            _ => version(self.version, self.rng),
        };
        self.put(&mut members, &quote("schemaVersion"), version);
        Node::Object(members)
    }

    /// Grafana's API answer.
    fn wrapped(&mut self, dashboard: Node) -> Node {
        let mut members = vec![(quote("dashboard"), dashboard)];
        for (name, chance) in [("meta", 1), ("panels", 12), ("schemaVersion", 12)] {
            if self.rng.u8(..chance) == 0 {
                let value = match (name, self.rng.u8(..12)) {
                    ("meta", 1..) => Node::Object(vec![(quote("slug"), Node::token("\"x\""))]),
                    _ => odd::value(self.rng),
                };
                self.put(&mut members, &quote(name), value);
            }
        }
        Node::Object(members)
    }

    /// Makes the members of an object of a place: one group that is always there, and up to `most` others.
    fn members(&mut self, place: &str, most: usize) -> Group {
        let mut members = Group::new();
        let Some(place) = self.shapes.place(place) else { return members };
        let mut groups: Vec<&Group> = self.rng.choice(&place.always).into_iter().collect();
        for _ in 0..self.rng.usize(..=most) {
            let pool = match self.rng.u8(..8) {
                0 => place.above(0),
                1 | 2 => place.general(),
                _ => place.above(self.version),
            };
            let pool = if pool.is_empty() { place.general() } else { pool };
            groups.extend(self.rng.choice(pool).map(|(_, group)| group));
        }
        for (key, shape) in groups.into_iter().flatten() {
            let value = self.value(shape);
            self.put(&mut members, key, value);
        }
        members
    }

    /// Puts a member in, at a random place; one of this name goes, but for 1 in 60.
    fn put(&mut self, members: &mut Group, key: &str, value: Node) {
        if self.rng.u8(..60) > 0 {
            members.retain(|(known, _)| known != key);
        }
        members.insert(self.rng.usize(..=members.len()), (key.to_owned(), value));
    }

    /// Makes what a shape stands for.
    fn value(&mut self, shape: &Node) -> Node {
        match shape {
            Node::Token(token) => match token.strip_prefix("\"@").and_then(|name| name.strip_suffix('"')) {
                Some(name) => self.named(name),
                None => shape.clone(),
            },
            Node::Array(items) => Node::Array(items.iter().map(|item| self.value(item)).collect()),
            Node::Object(members) => {
                Node::Object(members.iter().map(|(key, value)| (key.clone(), self.value(value))).collect())
            }
        }
    }

    fn named(&mut self, name: &str) -> Node {
        if let Some(name) = name.strip_suffix('*') {
            return self.list(name);
        }
        if self.level >= DEEPEST {
            return odd::value(self.rng);
        }
        self.level += 1;
        let made = match name {
            "odd" => odd::value(self.rng),
            "number" => odd::number(self.rng),
            "string" => odd::string(self.rng),
            place if self.shapes.place(place).is_some() => {
                let most = if place == "panel" { 4 } else { 2 };
                Node::Object(self.members(place, most))
            }
            values => match self.rng.choice(self.shapes.values(values)) {
                Some(shape) => self.value(shape),
                None => Node::token("null"),
            },
        };
        self.level -= 1;
        made
    }

    /// Makes a list: short, and shorter the deeper it stands; 1 in 300 is long.
    fn list(&mut self, name: &str) -> Node {
        let count = match self.rng.u16(..300) {
            0 if self.level < 3 => self.rng.usize(..40),
            _ => self.rng.usize(..=if self.level < 2 { 3 } else { 2 }),
        };
        let item = |maker: &mut Self| match maker.rng.u8(..40) {
            0 => odd::value(maker.rng),
            _ => maker.named(name),
        };
        Node::Array((0..count).map(|_| item(self)).collect())
    }
}

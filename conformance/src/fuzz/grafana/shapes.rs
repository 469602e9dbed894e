//! What stands in classic dashboards, place by place, and which step acts on it: `shapes/*.json`.
//!
//! A place is an object: a panel, a query, … Its file lists groups of members that go together. One group of `always` is
//! there, some of the others join it; those under a number are material of the step of that number (the specs of the
//! versions say which). A string `@name` stands for a new object of that place, or for one of that name's `values.json`;
//! `@name*` stands for a list of them; `@odd`, `@number` and `@string` for a value that nobody expects.

use crate::fuzz::node::Node;
use anyhow::Context as _;

const PLACES: &[(&str, &str)] = &[
    ("dashboard", include_str!("shapes/dashboard.json")),
    ("row", include_str!("shapes/row.json")),
    ("panel", include_str!("shapes/panel.json")),
    ("query", include_str!("shapes/query.json")),
    ("influx", include_str!("shapes/influx.json")),
    ("cloudwatch", include_str!("shapes/cloudwatch.json")),
    ("variable", include_str!("shapes/variable.json")),
    ("annotation", include_str!("shapes/annotation.json")),
    ("link", include_str!("shapes/link.json")),
    ("oldLink", include_str!("shapes/oldLink.json")),
    ("transformation", include_str!("shapes/transformation.json")),
    ("fieldConfig", include_str!("shapes/fieldConfig.json")),
    ("oldMapping", include_str!("shapes/oldMapping.json")),
];
const VALUES: &str = include_str!("shapes/values.json");

/// Members that go together.
pub(super) type Group = Vec<(String, Node)>;

/// What an object of one kind may be made of.
#[derive(Debug)]
pub(super) struct Place {
    name: &'static str,
    /// One of them is always there.
    pub(super) always: Vec<Group>,
    /// The others by the step whose material they are, rising; 0 is no step's.
    groups: Vec<(u8, Group)>,
}

impl Place {
    fn read(name: &'static str, text: &str) -> anyhow::Result<Self> {
        let mut place = Self { name, always: Vec::new(), groups: Vec::new() };
        for (heading, list) in members(Node::read(text).context("the file cannot be read")?)? {
            for group in items(list)? {
                let group = members(group)?;
                match heading.trim_matches('"') {
                    "always" => place.always.push(group),
                    "general" => place.groups.push((0, group)),
                    step => place.groups.push((step.parse().context("a heading is no step")?, group)),
                }
            }
        }
        place.groups.sort_by_key(|(step, _)| *step);
        Ok(place)
    }

    /// Returns the groups that no step acts on.
    pub(super) fn general(&self) -> &[(u8, Group)] {
        self.groups.get(..self.first_above(0)).unwrap_or_default()
    }

    /// Returns the material of the steps above a version.
    pub(super) fn above(&self, version: u8) -> &[(u8, Group)] {
        self.groups.get(self.first_above(version)..).unwrap_or_default()
    }

    fn first_above(&self, version: u8) -> usize {
        self.groups.partition_point(|(step, _)| *step <= version)
    }
}

/// All places and named values.
#[derive(Debug)]
pub struct Shapes {
    places: Vec<Place>,
    values: Vec<(String, Vec<Node>)>,
}

impl Shapes {
    /// Reads the files.
    ///
    /// # Errors
    /// If one of them has not the shape that it should have.
    pub fn read() -> anyhow::Result<Self> {
        let place = |(name, text): &(&'static str, &str)| {
            Place::read(name, text).with_context(|| format!("shapes/{name}.json"))
        };
        let places = PLACES.iter().map(place).collect::<anyhow::Result<_>>()?;
        let named = |(name, list): (String, Node)| Ok((name.trim_matches('"').to_owned(), items(list)?));
        let values = members(Node::read(VALUES).context("shapes/values.json cannot be read")?)?;
        Ok(Self { places, values: values.into_iter().map(named).collect::<anyhow::Result<_>>()? })
    }

    pub(super) fn place(&self, name: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.name == name)
    }

    pub(super) fn values(&self, name: &str) -> &[Node] {
        self.values.iter().find(|(known, _)| known == name).map_or(&[], |(_, values)| values)
    }
}

fn members(node: Node) -> anyhow::Result<Group> {
    match node {
        Node::Object(members) => Ok(members),
        other => anyhow::bail!("expected an object, found {}", other.to_compact()),
    }
}

fn items(node: Node) -> anyhow::Result<Vec<Node>> {
    match node {
        Node::Array(items) => Ok(items),
        other => anyhow::bail!("expected a list, found {}", other.to_compact()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(node: &Node, found: &mut Vec<String>) {
        match node {
            Node::Token(token) => found.extend(
                token
                    .strip_prefix("\"@")
                    .map(|rest| rest.trim_end_matches('"').trim_end_matches('*').to_owned()),
            ),
            other => other.children().into_iter().for_each(|child| references(child, found)),
        }
    }

    #[test]
    fn every_name_stands_for_something() {
        let shapes = Shapes::read().unwrap();
        let groups = shapes.places.iter().flat_map(|place| {
            assert!(!place.always.is_empty(), "{}", place.name);
            place.always.iter().chain(place.groups.iter().map(|(_, group)| group))
        });
        let values = shapes.values.iter().flat_map(|(_, values)| values);
        let mut found = Vec::new();
        for node in groups.flatten().map(|(_, node)| node).chain(values) {
            references(node, &mut found);
        }
        assert!(found.len() > 100);
        for name in found {
            let known = shapes.place(&name).is_some() || !shapes.values(&name).is_empty();
            assert!(known || matches!(name.as_str(), "odd" | "number" | "string"), "{name}");
        }
    }

    #[test]
    fn every_step_that_acts_has_material() {
        let shapes = Shapes::read().unwrap();
        let steps: std::collections::BTreeSet<u8> =
            shapes.places.iter().flat_map(|place| place.groups.iter().map(|(step, _)| *step)).collect();
        // The others only write their number.
        let idle = [0, 1, 3, 4, 5, 9, 11, 13, 15, 25, 32];
        for step in 1..=42 {
            assert_eq!(steps.contains(&step), !idle.contains(&step), "step {step}");
        }
    }
}

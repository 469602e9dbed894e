//! Makes dashboards up: of every version, with everything that steps look at.
//!
//! `parts.json` lists what stands in dashboards, panels, queries …; its objects repeat keys on purpose: each entry is
//! one of the values that the member may have.

use super::layout::Layout;
use super::node::{Node, quote};
use super::odd;
use super::spoil::spoil;
use anyhow::Context as _;
use fastrand::Rng;

/// The newest version that documents are made of: one more than there is.
const NEWEST: u8 = 43;
/// Half of the documents are of these versions: most of the documents that people have.
const LIKELY: std::ops::RangeInclusive<u8> = 39..=42;

/// What dashboards are made of.
#[derive(Debug)]
pub struct Parts {
    pools: Vec<(String, Vec<(String, Node)>)>,
}

impl Parts {
    /// Reads the list of parts.
    ///
    /// # Errors
    /// If the list has not the shape that it should have.
    pub fn read() -> anyhow::Result<Self> {
        let list = Node::read(include_str!("parts.json")).context("parts.json cannot be read")?;
        let Node::Object(pools) = list else { anyhow::bail!("parts.json is no object") };
        let pools = pools.into_iter().map(|(name, pool)| match pool {
            Node::Object(members) => Ok((name.trim_matches('"').to_owned(), members)),
            _ => anyhow::bail!("{name} of parts.json is no object"),
        });
        Ok(Self { pools: pools.collect::<Result<_, _>>()? })
    }

    fn pool(&self, name: &str) -> &[(String, Node)] {
        self.pools.iter().find(|(known, _)| known == name).map_or(&[], |(_, members)| members)
    }
}

/// Makes up one dashboard, as text; sometimes inside Grafana's API answer.
pub fn document(parts: &Parts, rng: &mut Rng) -> String {
    let mut maker = Maker { parts, rng, next_id: 1 };
    let mut root = maker.dashboard();
    if maker.rng.u8(..12) == 0 {
        root = maker.wrapped(root);
    }
    spoil(&mut root, rng);
    Layout::draw(rng).print(&root, rng)
}

struct Maker<'m> {
    parts: &'m Parts,
    rng: &'m mut Rng,
    next_id: u32,
}

impl Maker<'_> {
    /// Draws up to `most` members of a pool; a key stands there once, but for 1 in 60.
    fn some(&mut self, pool: &str, most: usize) -> Vec<(String, Node)> {
        let pool = self.parts.pool(pool);
        let mut members: Vec<(String, Node)> = Vec::new();
        for _ in 0..self.rng.usize(..=most) {
            let Some((key, value)) = self.rng.choice(pool) else { break };
            if members.iter().all(|(known, _)| known != key) || self.rng.u8(..60) == 0 {
                members.push((key.clone(), value.clone()));
            }
        }
        members
    }

    fn list(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> Node) -> Node {
        let count = match self.rng.u8(..200) {
            0 => self.rng.usize(..40),
            _ => self.rng.usize(..=most),
        };
        Node::Array(
            (0..count)
                .map(|_| if self.rng.u8(..40) == 0 { odd::value(self.rng) } else { make(self) })
                .collect(),
        )
    }

    /// Puts a member in, at a random place, in place of one of this name.
    fn put(&mut self, members: &mut Vec<(String, Node)>, key: &str, value: Node) {
        let key = quote(key);
        members.retain(|(known, _)| *known != key);
        members.insert(self.rng.usize(..=members.len()), (key, value));
    }

    /// Puts a member in with a chance of one in `chance`.
    fn maybe(
        &mut self,
        members: &mut Vec<(String, Node)>,
        key: &str,
        chance: u8,
        make: impl FnOnce(&mut Self) -> Node,
    ) {
        if self.rng.u8(..chance) == 0 {
            let value = make(self);
            self.put(members, key, value);
        }
    }

    fn dashboard(&mut self) -> Node {
        let version = if self.rng.bool() { self.rng.u8(..=NEWEST) } else { self.rng.u8(LIKELY) };
        let mut members = self.some("dashboard", 24);
        if self.rng.u8(..40) > 0 {
            let spelled = self.version(version);
            self.put(&mut members, "schemaVersion", spelled);
        }
        if version < 16 || self.rng.u8(..25) == 0 {
            let rows = self.list(3, Self::row);
            self.put(&mut members, "rows", rows);
        }
        if version >= 16 || self.rng.u8(..4) == 0 {
            let panels = self.list(5, |maker| maker.panel(0));
            self.put(&mut members, "panels", panels);
        }
        self.maybe(&mut members, "templating", 2, |maker| maker.shell("variable", 10));
        self.maybe(&mut members, "annotations", 2, |maker| maker.shell("annotation", 9));
        self.maybe(&mut members, "links", 4, |maker| maker.list(2, |maker| maker.plain("link", 6)));
        Node::Object(members)
    }

    fn version(&mut self, version: u8) -> Node {
        Node::token(match self.rng.u8(..24) {
            0 => format!("\"{version}\""),
            1 => format!("{version}.0"),
            2 => format!("{version}.9"),
            3 => format!("{version}e0"),
            4 => format!("\"+{version}\""),
            _ => version.to_string(),
        })
    }

    fn plain(&mut self, pool: &str, most: usize) -> Node {
        Node::Object(self.some(pool, most))
    }

    /// `templating` or `annotations`: an object with a list.
    fn shell(&mut self, pool: &str, most: usize) -> Node {
        let list = self.list(3, |maker| maker.plain(pool, most));
        let mut members = vec![(quote("list"), list)];
        if self.rng.u8(..8) == 0 {
            let value = odd::value(self.rng);
            self.put(&mut members, "enable", value);
        }
        Node::Object(members)
    }

    fn row(&mut self) -> Node {
        let mut members = self.some("row", 6);
        let panels = self.list(3, |maker| maker.panel(1));
        self.put(&mut members, "panels", panels);
        Node::Object(members)
    }

    fn panel(&mut self, level: u8) -> Node {
        let mut members = self.some("panel", 14);
        let id = self.id();
        self.maybe(&mut members, "id", 1, |_| id);
        self.maybe(&mut members, "targets", 2, |maker| maker.list(3, |maker| maker.plain("target", 6)));
        self.maybe(&mut members, "fieldConfig", 2, Self::field_config);
        self.maybe(&mut members, "links", 5, |maker| maker.list(2, |maker| maker.plain("link", 6)));
        if level < 3 && self.rng.u8(..5) == 0 {
            let inside = self.list(3, |maker| maker.panel(level + 1));
            self.put(&mut members, "panels", inside);
            if self.rng.bool() {
                self.put(&mut members, "type", Node::token(quote("row")));
            }
        }
        Node::Object(members)
    }

    /// Draws an id: most are new, some were given before.
    fn id(&mut self) -> Node {
        match self.rng.u8(..12) {
            0 => Node::token(self.rng.u32(1..=self.next_id).to_string()),
            1 => odd::value(self.rng),
            _ => {
                self.next_id += 1;
                Node::token(self.next_id.to_string())
            }
        }
    }

    fn field_config(&mut self) -> Node {
        let mut members = self.some("fieldConfig", 3);
        self.maybe(&mut members, "overrides", 2, |maker| maker.list(2, |maker| maker.plain("override", 4)));
        Node::Object(members)
    }

    /// Grafana's API answer.
    fn wrapped(&mut self, dashboard: Node) -> Node {
        let mut members = vec![(quote("dashboard"), dashboard)];
        let meta =
            Node::read(r#"{"slug":"x","version":3,"folderId":null}"#).unwrap_or(Node::Object(Vec::new()));
        self.put(&mut members, "meta", meta);
        self.maybe(&mut members, "panels", 12, |maker| odd::value(maker.rng));
        self.maybe(&mut members, "schemaVersion", 12, |maker| odd::value(maker.rng));
        Node::Object(members)
    }
}

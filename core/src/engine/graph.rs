//! The version graph: versions of all families are nodes, steps are edges.

use super::error::{Error, ErrorKind};
use super::family::{Family, Refusal};
use super::registry::Registry;
use super::sight::refused;
use super::step::{Down, Step, Up};
use super::target::Node;
use super::version::Version;
use std::borrow::Cow;

/// An edge that is taken: a step, up or down.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leg<'r> {
    pub(super) step: &'r Step,
    pub(super) from: Place<'r>,
    pub(super) to: Place<'r>,
    pub(super) down: bool,
    /// Whether it can only be the first one: `from` is one of the step's further starts.
    entry: bool,
    /// Whether the caller asked for ways back that are not taken unasked.
    forced: bool,
}

impl Leg<'_> {
    /// Returns the function that does it, or why there is none.
    pub(super) fn run(&self) -> Result<Up, &'static str> {
        match (self.down, self.step.down) {
            (false, _) => Ok(self.step.up),
            (true, Down::Run { run, .. }) => Ok(run),
            (true, Down::Forced { run, .. }) if self.forced => Ok(run),
            (true, Down::Forced { reason, .. } | Down::Unsupported(reason)) => Err(reason),
        }
    }

    /// Returns what it does, in one line.
    pub(super) fn summary(&self) -> Cow<'static, str> {
        match self.down {
            false => Cow::Borrowed(self.step.summary),
            true => Cow::Owned(format!("undoes: {}", self.step.summary)),
        }
    }

    /// Returns whether it may drop something.
    pub(super) fn is_lossy(&self) -> bool {
        match (self.down, self.step.down) {
            (true, Down::Run { lossy, .. } | Down::Forced { lossy, .. }) => lossy,
            _ => self.step.lossy,
        }
    }
}

/// A node: a family and the version that stands for its line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'r> {
    pub(super) family: &'r Family,
    pub(super) version: Version,
}

impl PartialEq for Place<'_> {
    fn eq(&self, other: &Self) -> bool {
        // Most versions differ.
        self.version == other.version && self.family.id == other.family.id
    }
}

/// A node that was reached, and how.
struct Reached<'r> {
    place: Place<'r>,
    /// Breaking steps, then steps.
    cost: (usize, usize),
    /// The places of the steps in the tables.
    path: Vec<usize>,
    settled: bool,
}

/// Returns the path with the fewest breaking steps, then the fewest steps, then the order of the tables.
///
/// # Errors
/// `downgrade-unsupported` with the reason if only steps that cannot be undone lead there, else
/// `no-migration-path`.
pub(super) fn path<'r>(
    registry: &'r Registry,
    from: &Node<'r>,
    to: &Node<'r>,
    forced: bool,
) -> Result<Vec<Leg<'r>>, Error> {
    let legs = legs(registry, forced);
    let start = Place { family: from.family, version: from.version.line() };
    let goal = Place { family: to.family, version: to.version.line() };
    if let Some(path) = search(&legs, start, goal, Roads::Open) {
        return Ok(path);
    }
    let blocked = search(&legs, start, goal, Roads::All).unwrap_or_default();
    Err(match blocked.iter().find_map(|leg| Some((leg, leg.run().err()?))) {
        Some((leg, reason)) => {
            let mut error = refused(leg.from.family, &Refusal::Downgrade(reason)).unwrap_or_else(|| {
                let message = format!("{} cannot be made {}: {reason}", from.qualified(), to.qualified());
                Error::new(ErrorKind::DowngradeUnsupported, message)
            });
            error.step = Some(leg.step.id.to_owned());
            error
        }
        None => {
            let message = format!("no steps lead from {} to {}", from.qualified(), to.qualified());
            Error::new(ErrorKind::NoMigrationPath, message)
        }
    })
}

/// Returns the steps up from one version of a family to another; none if there is no such way.
pub(super) fn chain(family: &Family, from: Version, to: Version) -> Vec<Leg<'_>> {
    let steps = family.steps.iter().filter(|step| step.from_family.is_none() && step.to_family.is_none());
    let legs = steps.flat_map(|step| {
        let to = Place { family, version: step.to };
        std::iter::once(&step.from).chain(step.also_from).map(move |from| {
            let from = Place { family, version: *from };
            Leg { step, from, to, down: false, entry: from.version != step.from, forced: false }
        })
    });
    let legs: Vec<Leg<'_>> = legs.collect();
    let at = |version| Place { family, version };
    search(&legs, at(from), at(to), Roads::All).unwrap_or_default()
}

/// Returns every edge in both directions, in the order of the tables.
fn legs(registry: &Registry, forced: bool) -> Vec<Leg<'_>> {
    let mut legs = Vec::new();
    for (source, target, step) in registry.steps() {
        let to = Place { family: target, version: step.to };
        let from = Place { family: source, version: step.from };
        legs.push(Leg { step, from, to, down: false, entry: false, forced });
        for version in step.also_from {
            let from = Place { family: source, version: *version };
            legs.push(Leg { step, from, to, down: false, entry: true, forced });
        }
        legs.push(Leg { step, from: to, to: from, down: true, entry: false, forced });
    }
    legs
}

/// The edges that a search may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Roads {
    /// Those that something runs on.
    Open,
    /// All, for telling why there is no way.
    All,
}

impl Roads {
    fn have(self, leg: &Leg<'_>) -> bool {
        self == Self::All || leg.run().is_ok()
    }
}

/// Dijkstra's algorithm; the graph is small.
fn search<'r>(legs: &[Leg<'r>], start: Place<'r>, goal: Place<'r>, roads: Roads) -> Option<Vec<Leg<'r>>> {
    let mut reached = vec![Reached { place: start, cost: (0, 0), path: Vec::new(), settled: false }];
    loop {
        let open = reached.iter_mut().filter(|node| !node.settled);
        let next = open.min_by(|a, b| (a.cost, &a.path).cmp(&(b.cost, &b.path)))?;
        next.settled = true;
        if next.place == goal {
            return Some(next.path.iter().filter_map(|index| legs.get(*index).copied()).collect());
        }
        let (place, (breaking, count), path) = (next.place, next.cost, std::mem::take(&mut next.path));
        for (index, leg) in legs
            .iter()
            .enumerate()
            .filter(|(_, leg)| leg.from == place && (!leg.entry || place == start) && roads.have(leg))
        {
            let cost = (breaking + usize::from(leg.step.breaking), count + 1);
            let path = || [path.as_slice(), &[index]].concat();
            match reached.iter_mut().find(|node| node.place == leg.to) {
                Some(known) if known.settled || known.cost < cost => {}
                Some(known) => {
                    let path = path();
                    if (cost, &path) < (known.cost, &known.path) {
                        (known.cost, known.path) = (cost, path);
                    }
                }
                None => reached.push(Reached { place: leg.to, cost, path: path(), settled: false }),
            }
        }
    }
}

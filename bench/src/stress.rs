//! What ten times the things of one kind cost: a loop within a loop over them shows.

use crate::race::{Contender, Race};
use crate::shapes::Shape;
use dashlift::{Options, ValidateOptions};
use serde_json::{Value, json};
use std::hint::black_box;

/// How many things the dashboards have.
const COUNTS: [(&str, usize); 3] = [("100", 100), ("1,000", 1_000), ("10,000", 10_000)];

/// A turn works on so many things, be it in several small dashboards; only the largest have more.
const THINGS: usize = 1_000;

/// Work on a document whose time may grow no faster than the document.
struct Work {
    name: &'static str,
    /// The versions of the dashboards.
    versions: &'static [u32],
    run: fn(&[u8]),
}

/// The dashboards have old rows, are the first with a grid, miss the last dozen of steps, or only the last one.
const WORKS: [Work; 3] = [
    Work { name: "migrate", versions: &[6, 16, 30, 41], run: |document| migrate(document, false) },
    Work { name: "migrate with explain", versions: &[6], run: |document| migrate(document, true) },
    Work { name: "validate", versions: &[41], run: validate },
];

/// How the time of one kind of work grows on dashboards of one version.
pub(crate) struct Growth {
    pub(crate) shape: &'static str,
    pub(crate) work: &'static str,
    pub(crate) version: u32,
    race: Race,
}

impl Growth {
    /// Returns how much longer ten times the things take.
    pub(crate) fn tenfold(&self) -> f64 {
        self.race.ratio("10,000", "1,000")
    }

    /// Returns the middle half of the rounds.
    pub(crate) fn spread(&self) -> (f64, f64) {
        self.race.spread("10,000", "1,000")
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "shape": self.shape,
            "work": self.work,
            "version": self.version,
            "tenfold": self.tenfold(),
            "fromHundredToThousand": 10.0 * self.race.ratio("1,000", "100"),
            "seconds": self.race.to_json(),
        })
    }
}

/// Measures all kinds of work on a shape.
pub(crate) fn growths(rounds: usize, shape: &'static Shape) -> Vec<Growth> {
    let runs = WORKS.iter().flat_map(|work| work.versions.iter().map(move |version| (work, *version)));
    runs.map(|(work, version)| growth(rounds, shape, work, version)).collect()
}

fn growth(rounds: usize, shape: &'static Shape, work: &Work, version: u32) -> Growth {
    let documents =
        COUNTS.map(|(name, count)| (name, THINGS.div_ceil(count), shape.dashboard(version, count)));
    let contenders = documents.iter().map(|(name, times, document)| {
        Contender::new(name, move || (0..*times).for_each(|_| (work.run)(document)))
    });
    Growth {
        shape: shape.name,
        work: work.name,
        version,
        race: Race::run_after(1, rounds, contenders.collect()),
    }
}

fn migrate(document: &[u8], explain: bool) {
    let options = Options { explain, ..Options::default() };
    black_box(dashlift::migrate(document, &options).is_ok());
}

fn validate(document: &[u8]) {
    black_box(dashlift::validate(document, &ValidateOptions::default()).is_ok());
}

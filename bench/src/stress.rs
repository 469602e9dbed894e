//! What ten times the things of one kind cost: a loop within a loop over them shows.

use crate::race::{Contender, Race};
use crate::shapes::Shape;
use dashlift::{Options, ValidateOptions};
use serde_json::{Value, json};
use std::hint::black_box;

/// What converts dashboards to v2, back, and to Perses.
const V2: &str = "grafana@v2beta1";

/// How many things the dashboards have.
const COUNTS: [(&str, usize); 3] = [("100", 100), ("1,000", 1_000), ("10,000", 10_000)];

/// A turn works on so many things, be it in several small dashboards; only the largest have more.
const THINGS: usize = 1_000;

/// Work on a document whose time may grow no faster than the document.
struct Work {
    name: &'static str,
    /// The versions of the dashboards.
    versions: &'static [u32],
    /// What the dashboards are made to be beforehand.
    from: Option<&'static str>,
    run: fn(&[u8]),
}

/// The dashboards have old rows, are the first with a grid, miss the last dozen of steps, or only the last one.
const WORKS: [Work; 6] = [
    Work {
        name: "migrate",
        versions: &[6, 16, 30, 41],
        from: None,
        run: |document| migrate(document, &Options::default()),
    },
    Work {
        name: "migrate with explain",
        versions: &[6],
        from: None,
        run: |document| migrate(document, &Options { explain: true, ..Options::default() }),
    },
    Work { name: "validate", versions: &[41], from: None, run: validate },
    Work { name: "to v2beta1", versions: &[42], from: None, run: |document| migrate(document, &to(V2)) },
    Work {
        name: "from v2beta1",
        versions: &[42],
        from: Some(V2),
        run: |document| migrate(document, &to("42")),
    },
    Work { name: "to Perses", versions: &[42], from: None, run: |document| migrate(document, &to("perses")) },
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
    let documents = COUNTS.map(|(name, count)| {
        let document = shape.dashboard(version, count);
        (
            name,
            THINGS.div_ceil(count),
            work.from.map_or_else(|| document.clone(), |from| lifted(&document, from)),
        )
    });
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

fn migrate(document: &[u8], options: &Options) {
    black_box(dashlift::migrate(document, options).is_ok());
}

fn to(target: &str) -> Options {
    Options { to: Some(target.to_owned()), ..Options::default() }
}

/// Makes a dashboard another kind of document; one that cannot be is left.
fn lifted(document: &[u8], target: &str) -> Vec<u8> {
    dashlift::migrate(document, &to(target))
        .map_or_else(|_| document.to_owned(), |made| made.document.into_owned())
}

fn validate(document: &[u8]) {
    black_box(dashlift::validate(document, &ValidateOptions::default()).is_ok());
}

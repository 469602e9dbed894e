//! A run: which races there are, and what figures they give.

use crate::conversions::CONVERSIONS;
use crate::corpus::{self, Corpus, total};
use crate::faces::{self, Face};
use crate::growth::{self, Peak};
use crate::race::Race;
use crate::shapes::SHAPES;
use crate::steps::{self, Costs};
use crate::stress::{self, Growth};
use crate::table::{Figure, Table, Target};
use crate::{native, node, program, sizes};
use anyhow::Result;
use dashlift::Style;
use serde_json::{Map, Value, json};
use std::fmt;
use std::path::{Path, PathBuf};

/// How much longer ten times as many things may take: n log n, and caches that are too small.
const TENFOLD: f64 = 12.0;

/// The figures of a run, and the races that they are from.
pub(crate) struct Bench {
    root: PathBuf,
    rounds: usize,
    table: Table,
    races: Map<String, Value>,
    costs: Option<Costs>,
    growths: Vec<Growth>,
}

impl Bench {
    pub(crate) fn new(root: &Path, rounds: usize) -> Self {
        let (table, races) = (Table::default(), Map::new());
        Self { root: root.to_owned(), rounds, table, races, costs: None, growths: Vec::new() }
    }

    /// Measures everything; returns what Node was used.
    pub(crate) fn run(&mut self, corpus: &Corpus, native_only: bool) -> Result<Option<String>> {
        self.reading("pretty", &corpus.pretty, true);
        self.reading("minified", &corpus.minified, false);
        let node = if native_only { None } else { Some(self.node(corpus)?) };
        self.migration(corpus);
        self.conversions(corpus);
        if !native_only {
            self.sizes();
            self.faces(corpus);
        }
        self.growth(corpus);
        self.stress();
        self.memory_peaks(corpus);
        self.program(corpus);
        Ok(node)
    }

    pub(crate) fn to_json(&self) -> Map<String, Value> {
        let growths: Value = self.growths.iter().map(Growth::to_json).collect();
        let members = [
            ("figures", self.table.to_json()),
            ("steps", self.costs.as_ref().map_or(Value::Null, Costs::to_json)),
            ("growth", growths),
            ("seconds", Value::Object(self.races.clone())),
        ];
        members.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()
    }

    fn compare(&mut self, what: &str, race: &Race, names: [&str; 2], target: Option<f64>) {
        let [contender, reference] = names;
        self.table.push(Figure {
            what: what.to_owned(),
            measured: race.ratio(contender, reference),
            spread: Some(race.spread(contender, reference)),
            target: target.map(Target::AtMost),
        });
    }

    /// Compares with a contender that runs only where its face is built.
    fn compare_if_there(&mut self, what: &str, race: &Race, names: [&str; 2], target: f64) {
        let [contender, reference] = names;
        if race.ratio(contender, reference).is_finite() {
            self.compare(what, race, names, Some(target));
        } else {
            println!("left out, as the package is not built or broke: {what}\n");
        }
    }

    fn number(&mut self, what: &str, measured: f64, target: Option<f64>) {
        self.table.push(Figure {
            what: what.to_owned(),
            measured,
            spread: None,
            target: target.map(Target::AtMost),
        });
    }

    fn keep(&mut self, name: &str, race: &Race) {
        self.races.insert(name.to_owned(), race.to_json());
    }

    fn reading(&mut self, name: &str, documents: &[Vec<u8>], pretty: bool) {
        let race = native::read_and_write(self.rounds, documents, pretty);
        let what = |other: &str| format!("native, {name}: read + write / {other}");
        self.compare(&what("sonic-rs"), &race, ["dashlift", "sonic-rs"], Some(1.0));
        let keeping = what("sonic-rs that keeps number text");
        self.compare(&keeping, &race, ["dashlift", "sonic-rs, number text"], None);
        self.compare(&what("serde_json"), &race, ["dashlift", "serde_json"], None);
        let reading = format!("native, {name}: read / sonic-rs");
        self.compare(&reading, &race, ["dashlift, read only", "sonic-rs, read only"], None);
        let speed = total(documents) as f64 / 1e6 / race.seconds("dashlift");
        self.races.insert(format!("native, {name}: MB/s"), json!(speed));
        self.keep(&format!("native, {name}"), &race);
    }

    fn node(&mut self, corpus: &Corpus) -> Result<String> {
        let older = corpus.of_versions(0..=41);
        let in_wasm = CONVERSIONS.iter().filter_map(|conversion| Some((conversion, conversion.wasm?)));
        let converted: Vec<_> = in_wasm
            .map(|(conversion, function)| {
                (conversion.name, function, conversion.documents(corpus, Style::Compact))
            })
            .collect();
        let mut lists: Vec<(&str, &[Vec<u8>])> =
            vec![("pretty", &corpus.pretty), ("minified", &corpus.minified), ("migrate", &older)];
        lists.extend(converted.iter().map(|(_, function, documents)| (*function, documents.as_slice())));
        let mut report = node::races(&self.root, self.rounds, &lists)?;
        for (name, function, _) in &converted {
            let Some(race) = report.results.remove(*function) else { continue };
            let what = format!("WASM, minified: {name} / JSON.parse + JSON.stringify");
            self.compare(&what, &race, ["wasm-convert", "json"], Some(2.0));
            self.keep(&format!("node, {name}"), &race);
        }
        for (name, documents) in lists {
            let Some(mut race) = report.results.remove(name) else { continue };
            let what = |what: &str| format!("WASM, {name}: {what}");
            match name {
                "migrate" => {
                    let what = "WASM, pretty: whole migration 0–41 → 42 / JSON.parse + JSON.stringify";
                    self.compare(what, &race, ["wasm-migrate", "json"], Some(1.0));
                    let what =
                        "WASM package, pretty: whole migration 0–41 → 42 / JSON.parse + JSON.stringify";
                    self.compare_if_there(what, &race, ["package-migrate", "json"], 1.0);
                }
                _ => {
                    let text = what("read + write / JSON.parse + JSON.stringify");
                    self.compare(&text, &race, ["wasm-format", "json"], Some(0.6));
                    let bytes = what("read + write / the same with TextDecoder and TextEncoder");
                    self.compare(&bytes, &race, ["wasm-format", "json-bytes"], None);
                    self.compare(
                        &what("detect / JSON.parse"),
                        &race,
                        ["wasm-detect", "json-parse"],
                        Some(0.3),
                    );
                    let package = format!("WASM package, {name}: detect / JSON.parse");
                    self.compare_if_there(&package, &race, ["package-detect", "json-parse"], 0.3);
                    race.adopt("detect", &native::detection(self.rounds, documents));
                    let native = format!("native, {name}: detect / JSON.parse in Node");
                    self.compare(&native, &race, ["detect", "json-parse"], Some(0.3));
                }
            }
            self.keep(&format!("node, {name}"), &race);
        }
        self.chromium(&older);
        let optimized = if report.optimized { "with" } else { "without" };
        println!("node {}, module {optimized} wasm-opt\n", report.node);
        Ok(format!("{}, {optimized} wasm-opt", report.node))
    }

    fn chromium(&mut self, documents: &[Vec<u8>]) {
        match node::chromium(&self.root, self.rounds, documents) {
            Ok(race) => {
                let what = "WASM package in Chromium, pretty: whole migration 0–41 → 42 / JSON.parse + JSON.stringify";
                self.compare(what, &race, ["package-migrate", "json"], Some(1.0));
                let what = "WASM package in Chromium, pretty: detect / JSON.parse";
                self.compare(what, &race, ["package-detect", "json-parse"], Some(0.3));
                self.keep("chromium", &race);
            }
            Err(error) => println!("Chromium is left out: {error:#}\n"),
        }
    }

    fn migration(&mut self, corpus: &Corpus) {
        let race = native::migration(self.rounds, &corpus.of_versions(0..=41));
        let what = "native, pretty: whole migration 0–41 → 42 / sonic-rs read + write";
        self.compare(what, &race, ["migrate", "sonic-rs"], Some(1.5));
        self.keep("migrate 0-41", &race);
        self.costs = Some(steps::costs(self.rounds, &corpus.of_versions(0..=41)));
        let race = native::migration(self.rounds, &corpus.of_versions(42..=42));
        let what = "native, pretty: migrate at the target / dashlift read";
        self.compare(what, &race, ["migrate", "parse"], None);
        self.keep("migrate 42", &race);
    }

    /// Measures the ways between forms and families, on documents as they are stored and without blanks.
    pub(crate) fn conversions(&mut self, corpus: &Corpus) {
        for conversion in &CONVERSIONS {
            for (name, style) in [("pretty", Style::Auto), ("minified", Style::Compact)] {
                let documents = conversion.documents(corpus, style);
                let race = conversion.race(self.rounds, &documents, name == "pretty");
                let what = format!("native, {name}: {} / sonic-rs read + write", conversion.name);
                self.compare(&what, &race, ["convert", "sonic-rs"], Some(2.0));
                self.keep(&format!("{name}, {}", conversion.name), &race);
            }
        }
    }

    fn sizes(&mut self) {
        match sizes::read(&self.root, &node::package(&self.root)) {
            Ok(sizes) => {
                self.number("WASM package, module and JavaScript: kB raw", sizes.raw / 1e3, None);
                self.number("WASM package: kB with gzip", sizes.gzip / 1e3, Some(200.0));
                self.number("WASM package: kB with brotli", sizes.brotli / 1e3, Some(150.0));
            }
            Err(error) => println!("the size of the WASM package is left out: {error:#}\n"),
        }
        for part in sizes::PARTS {
            let Ok(sizes) = sizes::read(&self.root, &node::package(&self.root).join(part)) else { continue };
            self.number(&format!("WASM package, `{part}`: kB with gzip"), sizes.gzip / 1e3, Some(200.0));
            self.number(&format!("WASM package, `{part}`: kB with brotli"), sizes.brotli / 1e3, Some(150.0));
        }
    }

    fn faces(&mut self, corpus: &Corpus) {
        let documents = corpus.of_versions(0..=41);
        let Some(document) = corpus::nearest(&documents, 100_000) else { return };
        for face in [Face::Python, Face::Node] {
            match face.races(&self.root, self.rounds, document, &documents) {
                Ok(races) => {
                    let kilobytes = document.len() / 1000;
                    let what = format!("{}: migration of a document of {kilobytes} kB / native", face.name());
                    self.compare_if_there(&what, &races.overhead, ["face", "native"], 1.1);
                    self.batch(face.name(), &races.batch, Some(Target::AtLeast(0.8)));
                    self.keep(&format!("{}, overhead", face.name()), &races.overhead);
                }
                Err(error) => println!("{} is left out: {error:#}\n", face.name()),
            }
        }
        let race = faces::native_batch(self.rounds, &documents);
        self.batch("native threads, for scale", &race, None);
        // Every thread counts as far as the one does alone: on a quiet machine that takes as long.
        let what = "batch: counting on one core / on each core at once, which is what the machine gives";
        self.compare(what, &race, ["counting, one", "counting, all"], None);
    }

    /// Tells what part of each core's speed a batch makes use of.
    fn batch(&mut self, face: &str, race: &Race, target: Option<Target>) {
        let cores = faces::cores() as f64;
        let (low, high) = race.spread("one", "all");
        self.table.push(Figure {
            what: format!("batch, {face}: speed on {cores} cores / {cores} times that on one"),
            measured: race.ratio("one", "all") / cores,
            spread: Some((low / cores, high / cores)),
            target,
        });
        self.keep(&format!("batch, {face}"), race);
    }

    fn growth(&mut self, corpus: &Corpus) {
        let recent = corpus.of_versions(39..=41);
        let [one, ten, hundred] = [1, 10, 100].map(|copies| growth::repeated(&recent, copies));
        let race = growth::race(self.rounds.min(9), &one, &ten, &hundred);
        self.compare("growth: time of 10 copies of the panels / 1", &race, ["10", "1"], None);
        self.compare("growth: time of 100 copies of the panels / 1", &race, ["100", "1"], Some(110.0));
        let what = "growth: the same for sonic-rs read + write, for scale";
        self.compare(what, &race, ["sonic-rs, 100", "sonic-rs, 1"], None);
        self.keep("growth", &race);
        let peak = |documents: &[Vec<u8>]| growth::migration_peak(documents).bytes;
        let ratio = peak(&hundred) / peak(&one);
        self.number("growth: memory of 100 copies of the panels / 1", ratio, Some(110.0));
    }

    /// A row for each shape, of the work and the version whose time grows the most.
    fn stress(&mut self) {
        for shape in &SHAPES {
            let growths = stress::growths(self.rounds.min(3), shape);
            let worst = growths.iter().max_by(|left, right| left.tenfold().total_cmp(&right.tenfold()));
            if let Some(worst) = worst {
                let Growth { shape, work, version, .. } = worst;
                self.table.push(Figure {
                    what: format!("growth: 10,000 {shape} / 1,000, at worst ({work}, version {version})"),
                    measured: worst.tenfold(),
                    spread: Some(worst.spread()),
                    target: Some(Target::AtMost(TENFOLD)),
                });
            }
            self.growths.extend(growths);
        }
    }

    fn program(&mut self, corpus: &Corpus) {
        match program::measure(self.rounds.min(9), corpus) {
            Ok(measured) => {
                measured.figures.into_iter().for_each(|figure| self.table.push(figure));
                self.keep("program", &measured.race);
            }
            Err(error) => println!("the program is left out: {error:#}\n"),
        }
    }

    fn memory_peaks(&mut self, corpus: &Corpus) {
        let all = corpus.of_versions(0..=42);
        self.memory("migration 0–42 → 42", &growth::migration_peak(&all), all.len());
        self.memory("read + write", &growth::format_peak(&corpus.pretty), corpus.pretty.len());
    }

    fn memory(&mut self, what: &str, peak: &Peak, documents: usize) {
        let text = format!("memory: {what}, peak beyond input and output / input, the sum");
        self.number(&text, peak.mean, Some(4.0));
        let text = format!("memory: {what}, the worst document ({} of {documents} are above 4)", peak.above);
        self.number(&text, peak.worst, Some(4.0));
    }
}

impl fmt::Display for Bench {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.table)?;
        self.costs.iter().try_for_each(|costs| writeln!(f, "{costs}"))
    }
}

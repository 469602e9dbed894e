//! Ratios, measured in one run on one machine (design section 8); nothing is asserted.

mod corpus;
mod faces;
mod growth;
mod memory;
mod native;
mod node;
mod race;
mod sizes;
mod table;

use anyhow::{Context, Result};
use clap::Parser;
use corpus::{Corpus, total};
use faces::Face;
use growth::Peak;
use race::Race;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use table::{Figure, Table, Target};

/// Measures dashlift beside other JSON libraries and JavaScript's own.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Arguments {
    /// Writes all figures to a file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Counted rounds of each race.
    #[arg(long, default_value_t = 41)]
    rounds: usize,
    /// Leaves Node and WebAssembly out.
    #[arg(long)]
    native_only: bool,
}

/// A run: its figures and its races.
struct Bench {
    root: PathBuf,
    rounds: usize,
    table: Table,
    races: Map<String, Value>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the package lies in no folder")?;
    let corpus = Corpus::read(root)?;
    let mut bench =
        Bench { root: root.to_owned(), rounds: arguments.rounds, table: Table::default(), races: Map::new() };
    let described = describe(&corpus);
    println!("{described}\n");
    let native = [("pretty", &corpus.pretty, true), ("minified", &corpus.minified, false)];
    for (name, documents, pretty) in native {
        bench.reading(name, documents, pretty);
    }
    let node = if arguments.native_only { None } else { Some(bench.node(&corpus)?) };
    bench.migration(&corpus);
    if !arguments.native_only {
        bench.sizes();
        bench.faces(&corpus);
    }
    bench.growth(&corpus);
    println!("{}", bench.table);
    if let Some(file) = arguments.json {
        let figures = json!({
            "corpus": described,
            "node": node,
            "rounds": bench.rounds,
            "figures": bench.table.to_json(),
            "seconds": bench.races,
        });
        std::fs::write(&file, serde_json::to_vec_pretty(&figures)?).context(file.display().to_string())?;
    }
    Ok(())
}

fn describe(corpus: &Corpus) -> String {
    let cores = faces::cores();
    let megabytes = |documents: &[Vec<u8>]| total(documents) as f64 / 1e6;
    format!(
        "{} {}: {:.1} MB as stored, {:.1} MB minified; {cores} cores, {}",
        corpus.pretty.len(),
        corpus.name,
        megabytes(&corpus.pretty),
        megabytes(&corpus.minified),
        std::env::consts::ARCH
    )
}

impl Bench {
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
        let recent = corpus.of_versions(30..=41);
        let lists: [(&str, &[Vec<u8>]); 3] =
            [("pretty", &corpus.pretty), ("minified", &corpus.minified), ("migrate", &recent)];
        let mut report = node::races(&self.root, self.rounds, &lists)?;
        for (name, documents) in lists {
            let Some(mut race) = report.results.remove(name) else { continue };
            let what = |what: &str| format!("WASM, {name}: {what}");
            match name {
                "migrate" => {
                    let what = "WASM, pretty: whole migration 30–41 → 42 / JSON.parse + JSON.stringify";
                    self.compare(what, &race, ["wasm-migrate", "json"], Some(1.0));
                    let what =
                        "WASM package, pretty: whole migration 30–41 → 42 / JSON.parse + JSON.stringify";
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
        self.chromium(&recent);
        let optimized = if report.optimized { "with" } else { "without" };
        println!("node {}, module {optimized} wasm-opt\n", report.node);
        Ok(format!("{}, {optimized} wasm-opt", report.node))
    }

    fn chromium(&mut self, documents: &[Vec<u8>]) {
        match node::chromium(&self.root, self.rounds, documents) {
            Ok(race) => {
                let what = "WASM package in Chromium, pretty: whole migration 30–41 → 42 / JSON.parse + JSON.stringify";
                self.compare(what, &race, ["package-migrate", "json"], Some(1.0));
                let what = "WASM package in Chromium, pretty: detect / JSON.parse";
                self.compare(what, &race, ["package-detect", "json-parse"], Some(0.3));
                self.keep("chromium", &race);
            }
            Err(error) => println!("Chromium is left out: {error:#}\n"),
        }
    }

    fn migration(&mut self, corpus: &Corpus) {
        let race = native::migration(self.rounds, &corpus.of_versions(30..=41));
        let what = "native, pretty: whole migration 30–41 → 42 / sonic-rs read + write";
        self.compare(what, &race, ["migrate", "sonic-rs"], Some(1.5));
        self.keep("migrate 39-41", &race);
        let race = native::migration(self.rounds, &corpus.of_versions(42..=42));
        let what = "native, pretty: migrate at the target / dashlift read";
        self.compare(what, &race, ["migrate", "parse"], None);
        self.keep("migrate 42", &race);
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
    }

    fn faces(&mut self, corpus: &Corpus) {
        let documents = corpus.of_versions(30..=41);
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
        let recent = corpus.of_versions(30..=42);
        self.memory("migration 30–42 → 42", &growth::migration_peak(&recent), recent.len());
        self.memory("read + write", &growth::format_peak(&corpus.pretty), corpus.pretty.len());
    }

    fn memory(&mut self, what: &str, peak: &Peak, documents: usize) {
        let text = format!("memory: {what}, peak beyond input and output / input, the sum");
        self.number(&text, peak.mean, Some(4.0));
        let text = format!("memory: {what}, the worst document ({} of {documents} are above 4)", peak.above);
        self.number(&text, peak.worst, Some(4.0));
    }
}

//! What each stage and each step costs in a whole migration.
//!
//! The family is registered once more, with a clock around each of its functions: everything else is the migration
//! that callers get. A function is found again by the version that the engine has written before it calls it.

use dashlift::engine::{Family, Form, Notes, Stage, Step, StepError, Up, Version};
use dashlift::json::{Arena, Object, parse};
use dashlift::{Context, Migrator, Options, Registry, Style};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The family whose functions are timed.
static GRAFANA: LazyLock<Option<Family>> = LazyLock::new(|| Registry::standard().family("grafana").copied());

thread_local! {
    static SPENT: RefCell<BTreeMap<&'static str, Duration>> = const { RefCell::new(BTreeMap::new()) };
}

/// The time of each part, in the order in which the parts follow one another.
pub(crate) struct Costs {
    seconds: Vec<(String, f64)>,
}

/// What is timed beside the stages and the steps; writing cannot be asked for alone.
const WHOLE: &str = "whole";
const READING: &str = "read";
const FORMATTING: &str = "output, read and written";
const READING_OUTPUT: &str = "output, read";

/// Migrates documents and times the parts; of some rounds, the fastest of each part of a document counts.
pub(crate) fn costs(rounds: usize, documents: &[Vec<u8>]) -> Costs {
    let migrator = timed_migrator();
    let mut spent: BTreeMap<&str, f64> = BTreeMap::new();
    for document in documents {
        for (part, seconds) in fastest(rounds, &migrator, document) {
            *spent.entry(part).or_default() += seconds;
        }
    }
    let steps = GRAFANA.iter().flat_map(|family| family.steps).map(|step| step.id);
    let order = [READING, "grafana/prepare"].into_iter().chain(steps).chain(["grafana/finish"]);
    let timed = order.filter_map(|part| Some((part.to_owned(), *spent.get(part)?)));
    let mut seconds: Vec<(String, f64)> = timed.collect();
    let of = |part: &str| spent.get(part).copied().unwrap_or_default();
    seconds.push(("write".to_owned(), of(FORMATTING) - of(READING_OUTPUT)));
    let known: f64 = seconds.iter().map(|(_, seconds)| seconds).sum();
    seconds.push(("rest".to_owned(), of(WHOLE) - known));
    Costs { seconds }
}

fn fastest(rounds: usize, migrator: &Migrator, document: &[u8]) -> BTreeMap<&'static str, f64> {
    let mut fastest = BTreeMap::new();
    for (part, seconds) in (0..rounds).flat_map(|_| round(migrator, document)) {
        let least = fastest.entry(part).or_insert(f64::INFINITY);
        *least = least.min(seconds);
    }
    fastest
}

fn round(migrator: &Migrator, document: &[u8]) -> Vec<(&'static str, f64)> {
    SPENT.take();
    let start = Instant::now();
    let outcome = migrator.migrate(document, &Options::default());
    let whole = start.elapsed().as_secs_f64();
    let output = outcome.map(|outcome| outcome.document.into_owned()).unwrap_or_default();
    let around = [
        (WHOLE, whole),
        (READING, time(|| read(document))),
        (FORMATTING, time(|| format(&output))),
        (READING_OUTPUT, time(|| read(&output))),
    ];
    around.into_iter().chain(SPENT.take().into_iter().map(|(id, spent)| (id, spent.as_secs_f64()))).collect()
}

fn time(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn read(document: &[u8]) {
    black_box(parse(&Arena::new(), document).is_ok());
}

fn format(document: &[u8]) {
    black_box(dashlift::format(document, Style::Auto).is_ok());
}

/// Makes a migrator whose steps and stages are timed.
fn timed_migrator() -> Migrator {
    let registry = GRAFANA.iter().fold(Registry::standard(), |registry, family| {
        let steps: Vec<Step> = family.steps.iter().map(|step| Step { up: timed_step, ..*step }).collect();
        let forms: Vec<Form> = family.forms.iter().map(timed_form).collect();
        registry.with(Family { steps: steps.leak(), forms: forms.leak(), ..*family })
    });
    Migrator::new(registry, Context::default())
}

fn timed_form(form: &Form) -> Form {
    let timed = |stage: Option<Stage>, run: Up| stage.map(|stage| Stage { run, ..stage });
    Form { prepare: timed(form.prepare, timed_prepare), finish: timed(form.finish, timed_finish), ..*form }
}

fn timed_step(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let version =
        doc.get("schemaVersion").and_then(|version| version.as_number()).map(|version| version.to_i64());
    let mut steps = GRAFANA.iter().flat_map(|family| family.steps);
    let starts_here = |step: &&Step| {
        let mut starts = std::iter::once(&step.from).chain(step.also_from);
        starts.any(|from| matches!(from, Version::Integer(from) if Some(*from) == version))
    };
    steps.find(starts_here).map_or(Ok(()), |step| spend(step.id, step.up, doc, notes))
}

fn timed_prepare(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    timed_stage(|form| form.prepare, doc, notes)
}

fn timed_finish(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    timed_stage(|form| form.finish, doc, notes)
}

fn timed_stage(
    stage: fn(&Form) -> Option<Stage>,
    doc: &mut Object<'_>,
    notes: &mut Notes<'_>,
) -> Result<(), StepError> {
    let stage = GRAFANA.iter().flat_map(|family| family.forms).find_map(stage);
    stage.map_or(Ok(()), |stage| spend(stage.id, stage.run, doc, notes))
}

fn spend(id: &'static str, run: Up, doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let start = Instant::now();
    let result = run(doc, notes);
    let spent = start.elapsed();
    SPENT.with_borrow_mut(|all| *all.entry(id).or_default() += spent);
    result
}

impl Costs {
    /// Returns the part of the whole that each took, in percent.
    pub(crate) fn shares(&self) -> Vec<(&str, f64)> {
        let whole: f64 = self.seconds.iter().map(|(_, seconds)| seconds).sum();
        self.seconds.iter().map(|(part, seconds)| (part.as_str(), 100.0 * seconds / whole)).collect()
    }

    pub(crate) fn to_json(&self) -> Value {
        let shares = self.shares();
        let parts = self.seconds.iter().zip(shares);
        parts
            .map(|((part, seconds), (_, share))| json!({"part": part, "seconds": seconds, "percent": share}))
            .collect()
    }
}

impl fmt::Display for Costs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| part of a whole migration 0–41 → 42 | percent |\n|---|---|")?;
        self.shares().into_iter().try_for_each(|(part, share)| writeln!(f, "| {part} | {share:.1} |"))
    }
}

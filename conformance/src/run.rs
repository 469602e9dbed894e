//! A run: every driver is asked every case, and the answers are judged.

use crate::case::{Case, Expectation};
use crate::driver::{self, Recipe, Session};
use crate::known::KnownFailures;
use crate::protocol::{Answer, Call, Verb};
use crate::verdict::{self, Verdict};
use crate::waiting::known_steps;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a run found out.
#[derive(Debug)]
pub struct Run {
    /// The drivers that ran, in order.
    pub drivers: Vec<String>,
    /// The drivers that could not run, and why.
    pub unavailable: Vec<(String, String)>,
    /// One row per case, in the order of the suites.
    pub rows: Vec<Row>,
    /// Problems that belong to no case: files that differ from `MANIFEST`, entries of `known.toml` that pass.
    pub problems: Vec<String>,
    /// How long it took.
    pub time: Duration,
}

/// What became of one case.
#[derive(Debug)]
pub struct Row {
    /// The suite.
    pub suite: String,
    /// The name within the suite.
    pub name: String,
    /// One verdict per driver that ran.
    pub verdicts: Vec<Verdict>,
    /// How drivers disagree, if they do.
    pub disagreement: Option<String>,
}

impl Row {
    /// Returns suite and name.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.suite, self.name)
    }
}

/// Verdicts, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// The answer is what is expected.
    pub passed: usize,
    /// It is not.
    pub failed: usize,
    /// Not tried.
    pub skipped: usize,
    /// It is not, but nobody has to give it.
    pub optional: usize,
    /// Needs a step that the driver does not have yet.
    pub waiting: usize,
    /// The driver died, hung or broke the protocol.
    pub crashed: usize,
}

impl Tally {
    fn count(&mut self, verdict: &Verdict) {
        let place = match verdict {
            Verdict::Passed => &mut self.passed,
            Verdict::Failed(_) => &mut self.failed,
            Verdict::Skipped(_) => &mut self.skipped,
            Verdict::Optional(_) => &mut self.optional,
            Verdict::Waiting(_) => &mut self.waiting,
            Verdict::Crashed(_) => &mut self.crashed,
        };
        *place += 1;
    }
}

impl Run {
    /// Counts a driver's verdicts, of one suite or of all.
    pub fn tally(&self, driver: usize, suite: Option<&str>) -> Tally {
        let mut tally = Tally::default();
        let rows = self.rows.iter().filter(|row| suite.is_none_or(|suite| row.suite == suite));
        rows.filter_map(|row| row.verdicts.get(driver)).for_each(|verdict| tally.count(verdict));
        tally
    }

    /// Returns the names of the suites, in order of first appearance.
    pub fn suites(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        self.rows.iter().map(|row| row.suite.as_str()).filter(|suite| seen.insert(*suite)).collect()
    }

    /// Returns how many cases got different answers from different drivers.
    pub fn disagreements(&self) -> usize {
        self.rows.iter().filter(|row| row.disagreement.is_some()).count()
    }

    /// Returns whether everything is as it should be: no failure, crash, disagreement, problem or missing driver.
    pub fn is_good(&self) -> bool {
        let bad = |verdict: &Verdict| matches!(verdict, Verdict::Failed(_) | Verdict::Crashed(_));
        !self.drivers.is_empty()
            && self.unavailable.is_empty()
            && self.problems.is_empty()
            && !self.rows.iter().any(|row| row.disagreement.is_some() || row.verdicts.iter().any(bad))
    }
}

/// What one driver said to every case.
#[derive(Debug)]
pub struct Answers {
    /// The driver's name.
    pub driver: String,
    /// The classic Grafana steps that it says it has.
    pub steps: BTreeSet<i64>,
    /// The JSON text of its `build()`.
    pub build: String,
    /// One answer per case.
    pub answers: Vec<Answer>,
}

/// Asks every driver every case, all drivers at the same time.
///
/// The second list holds the drivers that could not be started.
pub fn ask_all(recipes: &[Recipe], cases: &[Case]) -> (Vec<Answers>, Vec<(String, String)>) {
    let mut calls: Vec<Call> = cases.iter().filter_map(|case| case.call.clone()).collect();
    // Asked along with the cases: which steps the driver has decides what may wait.
    calls.push(Call::new(Verb::Families));
    let calls = Arc::new(calls);
    let workers: Vec<_> = recipes
        .iter()
        .map(|recipe| {
            let (recipe, calls) = (recipe.clone(), Arc::clone(&calls));
            std::thread::spawn(move || driver::ask(&recipe, &calls))
        })
        .collect();
    let mut answers = Vec::new();
    let mut unavailable = Vec::new();
    for (recipe, worker) in recipes.iter().zip(workers) {
        match worker.join() {
            Ok(Ok(session)) => {
                let name = name_of(recipe, &session, &answers);
                answers.push(spread(name, session, cases));
            }
            Ok(Err(error)) => unavailable.push((recipe.name.clone(), format!("{error:#}"))),
            Err(_) => unavailable.push((recipe.name.clone(), "its thread in the runner panicked".to_owned())),
        }
    }
    (answers, unavailable)
}

/// Returns a name that no other driver of the run has.
fn name_of(recipe: &Recipe, session: &Session, others: &[Answers]) -> String {
    let own = Some(&session.hello.driver).filter(|name| recipe.names_itself && !name.is_empty());
    let name = own.unwrap_or(&recipe.name);
    let taken = |name: &str| {
        others.iter().any(|other| other.driver == name)
            || (recipe.names_itself && crate::drivers::KNOWN.contains(&name))
    };
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

/// Puts a session's answers back beside their cases.
fn spread(driver: String, mut session: Session, cases: &[Case]) -> Answers {
    let steps = match session.answers.pop() {
        Some(Answer::Result(families)) => known_steps(&families).unwrap_or_default(),
        _ => BTreeSet::new(),
    };
    let mut given = session.answers.into_iter();
    let nothing = || Answer::Skipped("nothing was asked".to_owned());
    let answers = cases.iter().map(|case| match &case.call {
        Some(_) => given.next().unwrap_or_else(nothing),
        None => nothing(),
    });
    Answers { driver, steps, build: session.hello.build, answers: answers.collect() }
}

/// Runs and judges.
pub fn run(recipes: &[Recipe], cases: &[Case], known: &KnownFailures) -> Run {
    let start = Instant::now();
    let (answers, unavailable) = ask_all(recipes, cases);
    let judged = judge_all(&answers, cases);
    let drivers: Vec<String> = answers.iter().map(|answers| answers.driver.clone()).collect();
    let mut problems = Vec::new();
    let mut rows: Vec<Row> = judged;
    for row in &mut rows {
        excuse(row, &drivers, known, &mut problems);
    }
    let names: BTreeSet<String> = rows.iter().map(Row::full_name).collect();
    problems.extend(build_problems(&answers));
    // With `--cases` most cases are not there; an entry is stale only if its whole suite is.
    let suites: BTreeSet<&str> = rows.iter().map(|row| row.suite.as_str()).collect();
    for entry in known.entries() {
        let suite = entry.case.rsplit_once('/').map_or("", |(suite, _)| suite);
        if suites.contains(suite) && !names.contains(&entry.case) {
            problems.push(format!("known.toml names a case that is not there: {}", entry.case));
        }
    }
    Run { drivers, unavailable, rows, problems, time: start.elapsed() }
}

/// A thread's stack for judging values that nest deeply.
const STACK: usize = 256 * 1024 * 1024;

fn judge_all(answers: &[Answers], cases: &[Case]) -> Vec<Row> {
    let judge = || cases.iter().enumerate().map(|(index, case)| judge_case(answers, case, index)).collect();
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, judge);
        worker.ok().and_then(|worker| worker.join().ok()).unwrap_or_default()
    })
}

fn judge_case(all: &[Answers], case: &Case, index: usize) -> Row {
    let verdicts = all.iter().map(|driver| match (&case.expectation, driver.answers.get(index)) {
        (Expectation::Unavailable { reason, fails: true }, _) => Verdict::Failed(reason.clone()),
        (Expectation::Unavailable { reason, fails: false }, _) => Verdict::Skipped(reason.clone()),
        (_, Some(answer)) => verdict::judge(case, answer, &driver.steps),
        (_, None) => Verdict::Skipped("nothing was asked".to_owned()),
    });
    let mut disagreement = None;
    if let Some((first, others)) = all.split_first() {
        disagreement = others.iter().find_map(|other| {
            let found = verdict::disagreement(first.answers.get(index)?, other.answers.get(index)?)?;
            Some(format!("{} (expected) and {} (found): {found}", first.driver, other.driver))
        });
    }
    Row { suite: case.suite.clone(), name: case.name.clone(), verdicts: verdicts.collect(), disagreement }
}

/// Turns known failures into skips, and remembers those that are none any more.
fn excuse(row: &mut Row, drivers: &[String], known: &KnownFailures, problems: &mut Vec<String>) {
    let name = row.full_name();
    for (driver, verdict) in drivers.iter().zip(&mut row.verdicts) {
        let Some(reason) = known.reason(&name, driver) else { continue };
        match verdict {
            Verdict::Passed => {
                problems.push(format!("known.toml says that {driver} fails {name}, but it passes"))
            }
            Verdict::Failed(_) | Verdict::Crashed(_) => {
                *verdict = Verdict::Skipped(format!("known: {reason}"));
                row.disagreement = None;
            }
            Verdict::Skipped(_) | Verdict::Optional(_) | Verdict::Waiting(_) => {}
        }
    }
}

/// Drivers of this repository must be builds of the same rules.
fn build_problems(answers: &[Answers]) -> Vec<String> {
    let ours = |driver: &&Answers| crate::drivers::KNOWN.contains(&driver.driver.as_str());
    let facts = |driver: &Answers| -> BTreeMap<String, serde_json::Value> {
        let mut facts: BTreeMap<_, _> = serde_json::from_str(&driver.build).unwrap_or_default();
        facts.remove("face");
        facts
    };
    let mut drivers = answers.iter().filter(ours);
    let Some(first) = drivers.next() else { return Vec::new() };
    let different = drivers.filter(|driver| facts(driver) != facts(first));
    different
        .map(|driver| {
            format!(
                "{} and {} are builds of different rules: {} and {}",
                first.driver, driver.driver, first.build, driver.build
            )
        })
        .collect()
}

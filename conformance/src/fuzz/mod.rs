//! `fuzz`: documents that nobody thought of, put to every driver, judged by laws.
//!
//! - [`sample`], [`origin`], [`options`]: what is asked; [`grafana`] and [`mod@format`] make documents up, [`graft`] mixes them, [`spoil`],
//!   [`mutate`], [`odd`] and [`layout`] are unkind to them
//! - [`mod@hunt`]: asks and collects; [`verdict`], [`laws`], [`judge`], [`patch`], [`face`]: what must hold
//! - [`minimize`], [`record`]: what becomes of a find; [`node`]: the tree that all of them work on

pub mod face;
pub mod format;
pub mod grafana;
pub mod graft;
pub mod hunt;
pub mod judge;
pub mod laws;
pub mod layout;
pub mod minimize;
pub mod mutate;
pub mod node;
pub mod odd;
pub mod options;
pub mod origin;
pub mod patch;
pub mod record;
pub mod sample;
pub mod spoil;
pub mod verdict;

use crate::driver::Recipe;
use crate::drivers;
use crate::places::Places;
use anyhow::Context as _;
use hunt::{Bag, Limits, hunt};
use origin::Sources;
use sample::Samples;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How to fuzz.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How long new documents are made up.
    #[arg(long, default_value_t = 60.0, value_name = "N")]
    seconds: f64,
    /// How many documents are made up at most.
    #[arg(long, default_value_t = u64::MAX, hide_default_value = true, value_name = "N")]
    runs: u64,
    /// The same seed makes the same documents; without it the clock gives one.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// The number of the first document.
    #[arg(long, default_value_t = 0, value_name = "N")]
    first: u64,
    /// A driver to ask; may be repeated. Without it all of them are asked.
    #[arg(long, value_name = "NAME")]
    driver: Vec<String>,
    /// A program to ask as a driver, with its arguments; may be repeated.
    #[arg(long, value_name = "CMD")]
    driver_cmd: Vec<String>,
    /// A folder with more documents to mutate; may be repeated.
    #[arg(long, value_name = "FOLDER")]
    documents: Vec<PathBuf>,
    /// Where finds are written, instead of `cases/regress`.
    #[arg(long, value_name = "FOLDER")]
    regress: Option<PathBuf>,
    /// Seconds that one answer may take; a browser on a busy machine needs its time to start.
    #[arg(long, default_value_t = 60.0, value_name = "SECONDS")]
    timeout: f64,
}

/// Hunts, prints what is found, and returns whether nothing was.
///
/// # Errors
/// If a driver is missing or cannot be started, or a find cannot be written.
pub fn run(arguments: &Arguments, places: &Places) -> anyhow::Result<bool> {
    let recipes = recipes(arguments, places)?;
    let seed = arguments.seed.unwrap_or_else(seed_of_the_clock);
    let start = Instant::now();
    let seconds = Duration::try_from_secs_f64(arguments.seconds).context("`--seconds` is no time")?;
    let deadline = start.checked_add(seconds).context("`--seconds` is too long")?;
    let limits = Limits { first: arguments.first, runs: arguments.runs, deadline };
    let names: Vec<&str> = recipes.iter().map(|recipe| recipe.name.as_str()).collect();
    eprintln!("fuzz: seed {seed}, drivers {}", names.join(", "));
    // A panic of the core is an answer here; its message is part of the find.
    std::panic::set_hook(Box::new(|_| {}));
    let folder = arguments.regress.clone().unwrap_or_else(|| places.cases().join("regress"));
    let samples = Samples::new(Sources::read(places, &arguments.documents)?, seed);
    let bag = hunt(&samples, &recipes, limits, &mut |recorded| {
        let paths = recorded.write(&folder)?;
        eprintln!("{}", recorded.tell(seed, &paths, &places.root));
        Ok(())
    })?;
    drop(std::panic::take_hook());
    println!("{}", summary(&bag, start.elapsed(), seed));
    Ok(bag.broken.is_empty())
}

fn recipes(arguments: &Arguments, places: &Places) -> anyhow::Result<Vec<Recipe>> {
    let patience = Duration::try_from_secs_f64(arguments.timeout).context("`--timeout` is no time")?;
    let all = arguments.driver.is_empty() && arguments.driver_cmd.is_empty();
    let names: Vec<&str> = match all {
        true => drivers::KNOWN.to_vec(),
        false => arguments.driver.iter().map(String::as_str).collect(),
    };
    let known = names.into_iter().map(|name| drivers::recipe(name, places, patience));
    let foreign = arguments.driver_cmd.iter().map(|command| drivers::foreign(command, patience));
    known.chain(foreign).collect()
}

/// Returns what is said at the end; the last line has the numbers.
fn summary(bag: &Bag, elapsed: Duration, seed: u64) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    for (why, count) in &bag.skips {
        let _ = writeln!(text, "  {count} skips: {why}");
    }
    for (origin, count) in &bag.origins {
        let _ = writeln!(text, "  {count} documents: {}", origin.name());
    }
    for (law, count) in &bag.broken {
        let _ = writeln!(text, "  `{law}` is broken by {count} documents");
    }
    let seconds = elapsed.as_secs_f64();
    let skips: u64 = bag.skips.values().sum();
    let rate = (bag.runs as f64 / seconds.max(0.001)).round();
    let end = if bag.broken.is_empty() { "clean".to_owned() } else { format!("{} finds", bag.finds.len()) };
    let _ = write!(
        text,
        "fuzz: {} runs, {skips} skips, {seconds:.0} s ({rate} runs/s), seed {seed}: {end}",
        bag.runs
    );
    text
}

fn seed_of_the_clock() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    // Short enough to be typed.
    (now.as_nanos() % 1_000_000_007) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_has_the_numbers() {
        let mut bag = Bag { runs: 1000, ..Bag::default() };
        bag.skips.insert("a law: a reason".to_owned(), 3);
        let text = summary(&bag, Duration::from_secs(2), 9);
        assert_eq!(text.lines().last(), Some("fuzz: 1000 runs, 3 skips, 2 s (500 runs/s), seed 9: clean"));
        bag.broken.insert("no-crash", 4);
        assert!(summary(&bag, Duration::from_secs(2), 9).ends_with("seed 9: 0 finds"));
    }
}

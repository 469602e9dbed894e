//! The hunt: makes samples, asks all drivers, judges, and cuts finds down. Making, asking and judging overlap.

use super::face::{Core, Face as _};
use super::minimize::minimize;
use super::origin::Origin;
use super::record::Recorded;
use super::sample::{Sample, Samples};
use super::verdict::{AGREE, Find, Skips, judge, laws};
use crate::driver::{self, Recipe};
use crate::protocol::{Answer, Call};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So many samples are asked in one session with the drivers.
const BATCH: u64 = 4000;
/// So long a find may be cut down.
const PATIENCE: Duration = Duration::from_secs(30);
/// So many finds of one law are cut down; more are likely to be the same again.
const PER_LAW: usize = 3;
/// After so many finds a hunt ends.
const ENOUGH: usize = 10;

/// Who is asked.
pub trait Drivers: Sync {
    /// Asks all drivers the same questions; returns their names and answers.
    ///
    /// # Errors
    /// If a driver cannot be started.
    fn ask(&self, calls: &Arc<Vec<Call>>) -> anyhow::Result<Vec<(String, Vec<Answer>)>>;
}

/// Programs that speak the protocol, all at the same time.
impl Drivers for Vec<Recipe> {
    fn ask(&self, calls: &Arc<Vec<Call>>) -> anyhow::Result<Vec<(String, Vec<Answer>)>> {
        std::thread::scope(|scope| {
            let asked: Vec<_> =
                self.iter().map(|recipe| (recipe, scope.spawn(|| driver::ask(recipe, calls)))).collect();
            let answers = asked.into_iter().map(|(recipe, thread)| {
                let session =
                    thread.join().map_err(|_| anyhow::anyhow!("the thread of {} died", recipe.name))?;
                Ok((recipe.name.clone(), session?.answers))
            });
            answers.collect()
        })
    }
}

/// When a hunt ends.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The number of the first sample.
    pub first: u64,
    /// How many samples are made at most.
    pub runs: u64,
    /// When no more are made.
    pub deadline: Instant,
}

/// What a hunt brought home.
#[derive(Debug, Default)]
pub struct Bag {
    /// How many samples were judged.
    pub runs: u64,
    /// How many documents came from where.
    pub origins: BTreeMap<Origin, u64>,
    /// What could not be checked, how often.
    pub skips: Skips,
    /// The finds, cut down.
    pub finds: Vec<Recorded>,
    /// How many samples broke each law, those that were not cut down included.
    pub broken: BTreeMap<&'static str, u64>,
}

/// A batch of samples with everybody's answers.
type Answered = (u64, Vec<Sample>, Vec<(String, Vec<Answer>)>);

/// Hunts until a limit is reached; `tell` is called for each find.
///
/// # Errors
/// If a driver cannot be started, or `tell` fails.
pub fn hunt(
    samples: &Samples,
    drivers: &dyn Drivers,
    limits: Limits,
    tell: &mut dyn FnMut(&Recorded) -> anyhow::Result<()>,
) -> anyhow::Result<Bag> {
    let mut bag = Bag::default();
    let last = limits.first.saturating_add(limits.runs);
    let mut number = limits.first;
    let mut make = || {
        let end = last.min(number + BATCH);
        let (origins, made): (Vec<_>, Vec<_>) = (number..end).map(|number| samples.make(number)).unzip();
        (std::mem::replace(&mut number, end), origins, made)
    };
    let mut next = make();
    let mut before: Option<Answered> = None;
    loop {
        let (first, origins, batch) = std::mem::take(&mut next);
        let over = batch.is_empty() || Instant::now() > limits.deadline || bag.finds.len() >= ENOUGH;
        let calls = Arc::new(batch.iter().map(Sample::to_call).collect::<Vec<_>>());
        let answers = std::thread::scope(|scope| {
            let asked = (!over).then(|| scope.spawn(|| drivers.ask(&calls)));
            if let Some(answered) = before.take() {
                judge_batch(&answered, drivers, &mut bag, tell)?;
            }
            if !over {
                next = make();
            }
            let answers = asked.map(|asked| asked.join().map_err(|_| anyhow::anyhow!("a thread died")));
            answers.transpose()?.transpose()
        })?;
        let Some(answers) = answers else { return Ok(bag) };
        for origin in origins.into_iter().flatten() {
            *bag.origins.entry(origin).or_default() += 1;
        }
        before = Some((first, batch, answers));
    }
}

fn judge_batch(
    (first, samples, answers): &Answered,
    drivers: &dyn Drivers,
    bag: &mut Bag,
    tell: &mut dyn FnMut(&Recorded) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let core = Core::default();
    for (index, sample) in samples.iter().enumerate() {
        let of_all: Vec<(&str, &Answer)> = answers
            .iter()
            .filter_map(|(driver, answers)| Some((driver.as_str(), answers.get(index)?)))
            .collect();
        bag.runs += 1;
        let Some(find) = judge(sample, &of_all, &core, &mut bag.skips) else { continue };
        *bag.broken.entry(find.law).or_default() += 1;
        let known = bag.finds.iter().filter(|recorded| recorded.find.law == find.law).count();
        if known >= PER_LAW || bag.finds.len() >= ENOUGH {
            continue;
        }
        let recorded = cut_down(sample, find, drivers, first + index as u64);
        if bag.finds.iter().all(|other| other.name() != recorded.name()) {
            tell(&recorded)?;
            bag.finds.push(recorded);
        }
    }
    Ok(())
}

/// Cuts a find down, within this process if it can be seen there, else with the drivers.
fn cut_down(sample: &Sample, find: Find, drivers: &dyn Drivers, number: u64) -> Recorded {
    let core = Core::default();
    let mut skips = Skips::new();
    let law = find.law;
    let mut here = |sample: &Sample| laws(sample, &core.ask(&sample.to_call()), &core, &mut skips);
    let mut latest = find;
    let alone = law != AGREE && here(sample).is_some_and(|find| find.law == law);
    let there = |samples: &[Sample]| {
        let calls = Arc::new(samples.iter().map(Sample::to_call).collect::<Vec<_>>());
        let answers = drivers.ask(&calls).ok()?;
        let mut skips = Skips::new();
        samples.iter().enumerate().find_map(|(index, sample)| {
            let of_all: Vec<(&str, &Answer)> = answers
                .iter()
                .filter_map(|(driver, answers)| Some((driver.as_str(), answers.get(index)?)))
                .collect();
            Some((
                index,
                judge(sample, &of_all, &Core::default(), &mut skips).filter(|find| find.law == law)?,
            ))
        })
    };
    let deadline = Instant::now() + PATIENCE;
    let small = minimize(sample.clone(), deadline, &mut |samples| {
        let (index, find) = if alone {
            let found = samples.iter().map(&mut here).enumerate();
            found.into_iter().find_map(|(index, find)| Some((index, find.filter(|find| find.law == law)?)))?
        } else {
            there(samples)?
        };
        latest = find;
        Some(index)
    });
    Recorded { find: latest, sample: small, length: sample.document.len(), number }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::origin::Sources;
    use crate::places::Places;

    /// Two drivers within this process; the second one lies of documents with a piece in it.
    struct Two(&'static [u8]);

    impl Drivers for Two {
        fn ask(&self, calls: &Arc<Vec<Call>>) -> anyhow::Result<Vec<(String, Vec<Answer>)>> {
            let right: Vec<Answer> = calls.iter().map(|call| Core::default().ask(call)).collect();
            let lie = |(call, answer): (&Call, &Answer)| match &call.document {
                Some(crate::protocol::Document::Bytes(bytes))
                    if bytes.windows(self.0.len()).any(|window| window == self.0) =>
                {
                    Answer::Crashed("died".to_owned())
                }
                _ => answer.clone(),
            };
            let other = calls.iter().zip(&right).map(lie).collect();
            Ok(vec![("native".to_owned(), right), ("liar".to_owned(), other)])
        }
    }

    fn samples() -> Samples {
        Samples::new(Sources::read(&Places::find(None), &[] as &[&str]).unwrap(), 3)
    }

    fn run(drivers: &dyn Drivers, runs: u64) -> Bag {
        let limits = Limits { first: 10, runs, deadline: Instant::now() + Duration::from_secs(300) };
        hunt(&samples(), drivers, limits, &mut |_| Ok(())).unwrap()
    }

    #[test]
    fn a_lying_driver_is_found_and_the_find_is_small() {
        let bag = run(&Two(b"libraryPanel"), 300);
        assert_eq!(bag.runs, 300);
        let crashes: Vec<_> = bag.finds.iter().filter(|find| find.find.law == "no-crash").collect();
        let find = crashes.first().unwrap();
        assert_eq!(find.sample.document, b"libraryPanel");
        assert_eq!(find.sample.options, "{}");
        assert!(crashes.len() <= PER_LAW);
        assert!(bag.broken["no-crash"] > 5);
    }

    #[test]
    fn the_laws_hold_of_made_up_documents() {
        let bag = run(&Two(b"no such thing"), 500);
        assert_eq!(bag.runs, 500);
        let finds: Vec<String> = bag.finds.iter().map(|find| format!("{find:?}")).collect();
        assert!(finds.is_empty(), "{finds:#?}");
        assert!(bag.skips.values().sum::<u64>() < 500);
    }

    #[test]
    fn limits_are_kept() {
        let limits = Limits { first: 0, runs: u64::MAX, deadline: Instant::now() - Duration::from_secs(1) };
        let bag = hunt(&samples(), &Two(b"x"), limits, &mut |_| Ok(())).unwrap();
        assert_eq!(bag.runs, 0);
    }
}

//! Contenders that take turns, so that a busy machine slows all of them alike.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Instant;

/// Rounds that are run but not counted.
const WARM_UP: usize = 3;

/// Work that is timed, with a name.
pub(crate) struct Contender<'c> {
    name: &'static str,
    work: Box<dyn FnMut() -> f64 + 'c>,
}

/// The seconds that each contender took, a number a round.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Race(BTreeMap<String, Vec<f64>>);

impl<'c> Contender<'c> {
    pub(crate) fn new(name: &'static str, mut work: impl FnMut() + 'c) -> Self {
        Self::told(name, move || {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
    }

    /// Takes work that tells how many seconds it took.
    pub(crate) fn told(name: &'static str, work: impl FnMut() -> f64 + 'c) -> Self {
        Self { name, work: Box::new(work) }
    }
}

impl Race {
    /// Runs all contenders in every round, each round beginning with another one.
    pub(crate) fn run(rounds: usize, contenders: Vec<Contender<'_>>) -> Self {
        Self::run_after(WARM_UP, rounds, contenders)
    }

    /// The same, after so many rounds that are not counted.
    pub(crate) fn run_after(warm_up: usize, rounds: usize, mut contenders: Vec<Contender<'_>>) -> Self {
        let mut race = Self::default();
        let count = contenders.len();
        for round in 0..warm_up + rounds {
            for turn in 0..count {
                let Some(contender) = contenders.get_mut((round + turn) % count) else { continue };
                let seconds = (contender.work)();
                if round >= warm_up {
                    race.0.entry(contender.name.to_owned()).or_default().push(seconds);
                }
            }
        }
        race
    }

    /// Takes a contender from another race, whose rounds were other ones.
    pub(crate) fn adopt(&mut self, name: &str, other: &Self) {
        self.0.insert(name.to_owned(), other.rounds(name).to_vec());
    }

    /// Returns how much longer one contender took than another: the median of the rounds' ratios.
    pub(crate) fn ratio(&self, contender: &str, reference: &str) -> f64 {
        let pairs = self.rounds(contender).iter().zip(self.rounds(reference));
        median(pairs.map(|(left, right)| left / right).collect())
    }

    /// Returns the middle half of the rounds' ratios.
    pub(crate) fn spread(&self, contender: &str, reference: &str) -> (f64, f64) {
        let pairs = self.rounds(contender).iter().zip(self.rounds(reference));
        let mut ratios: Vec<f64> = pairs.map(|(left, right)| left / right).collect();
        ratios.sort_by(f64::total_cmp);
        let at = |part: usize| ratios.get(ratios.len() * part / 4).copied().unwrap_or(f64::NAN);
        (at(1), at(3))
    }

    /// Returns the median seconds of a contender.
    pub(crate) fn seconds(&self, contender: &str) -> f64 {
        median(self.rounds(contender).to_vec())
    }

    /// Returns the median seconds of all contenders.
    pub(crate) fn to_json(&self) -> Value {
        let seconds = self.0.keys().map(|name| (name.clone(), json!(self.seconds(name))));
        Value::Object(seconds.collect::<Map<_, _>>())
    }

    fn rounds(&self, contender: &str) -> &[f64] {
        self.0.get(contender).map_or(&[], Vec::as_slice)
    }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_taken_round_by_round() {
        let rounds = [("a", [2.0, 20.0, 2.0]), ("b", [1.0, 10.0, 4.0])];
        let race = Race(rounds.map(|(name, seconds)| (name.to_owned(), seconds.to_vec())).into());
        assert_eq!((race.ratio("a", "b"), race.seconds("a")), (2.0, 2.0));
    }
}

//! Stages of `test`: what runs, what it needs, and how the whole ended.

use crate::counts::Counts;
use crate::repo::Repo;
use crate::summary::{Ending, Row};
use anyhow::{Result, bail};
use std::time::Instant;

/// One thing that `test` proves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stage {
    /// The name on the command line.
    pub(crate) name: &'static str,
    /// What it proves, in one line.
    pub(crate) about: &'static str,
    /// The stages without which it makes no sense; they stand before it.
    pub(crate) needs: &'static [&'static str],
    /// Does it.
    pub(crate) run: fn(&Repo) -> Outcome,
}

/// What came out of a stage.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Whether it passed.
    pub(crate) result: Result<()>,
    /// The tests it ran, if it counts any.
    pub(crate) counts: Option<Counts>,
}

impl From<Result<()>> for Outcome {
    fn from(result: Result<()>) -> Self {
        Self { result, counts: None }
    }
}

impl From<(Result<()>, Option<Counts>)> for Outcome {
    fn from((result, counts): (Result<()>, Option<Counts>)) -> Self {
        Self { result, counts }
    }
}

/// Keeps the named stages and what they need; no names keep all.
///
/// # Errors
/// If a name is no stage.
pub(crate) fn select(all: &[Stage], names: &[String]) -> Result<Vec<Stage>> {
    if names.is_empty() {
        return Ok(all.to_vec());
    }
    let mut wanted: Vec<&str> = Vec::new();
    for name in names {
        if !all.iter().any(|stage| stage.name == name) {
            let known: Vec<_> = all.iter().map(|stage| stage.name).collect();
            bail!("there is no stage `{name}`; there are {}", known.join(", "));
        }
        wanted.push(name);
    }
    for stage in all.iter().rev() {
        if wanted.contains(&stage.name) {
            wanted.extend(stage.needs);
        }
    }
    Ok(all.iter().filter(|stage| wanted.contains(&stage.name)).copied().collect())
}

/// Runs the stages in order; a failed one stops only those that need it.
pub(crate) fn run(repo: &Repo, stages: &[Stage]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, stage) in stages.iter().enumerate() {
        let start = Instant::now();
        let bad = |name: &&&str| rows.iter().any(|row| row.name == **name && row.ending != Ending::Passed);
        let row = if let Some(by) = stage.needs.iter().find(bad).copied() {
            Row { name: stage.name, ending: Ending::Blocked(by), counts: None, time: start.elapsed() }
        } else {
            println!("\n== {} ({} of {}): {}", stage.name, index + 1, stages.len(), stage.about);
            let outcome = (stage.run)(repo);
            let ending = match outcome.result {
                Ok(()) => Ending::Passed,
                Err(error) => {
                    println!("{}: FAILED: {error:#}", stage.name);
                    Ending::Failed(format!("{error:#}"))
                }
            };
            Row { name: stage.name, ending, counts: outcome.counts, time: start.elapsed() }
        };
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[Stage] = &[
        Stage { name: "a", about: "fails", needs: &[], run: |_| Err(anyhow::anyhow!("broken")).into() },
        Stage { name: "b", about: "needs a", needs: &["a"], run: |_| Ok(()).into() },
        Stage { name: "c", about: "needs b", needs: &["b"], run: |_| Ok(()).into() },
        Stage { name: "d", about: "stands alone", needs: &[], run: |_| Ok(()).into() },
    ];

    #[test]
    fn a_failure_stops_only_what_needs_it() {
        let endings: Vec<_> = run(&Repo::find().unwrap(), ALL).into_iter().map(|row| row.ending).collect();
        let failed = Ending::Failed("broken".to_owned());
        assert_eq!(endings, [failed, Ending::Blocked("a"), Ending::Blocked("b"), Ending::Passed]);
    }

    #[test]
    fn a_selected_stage_brings_what_it_needs() {
        let names = |wanted: &[&str]| {
            let wanted: Vec<_> = wanted.iter().map(|name| (*name).to_owned()).collect();
            select(ALL, &wanted).map(|stages| stages.iter().map(|stage| stage.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["c"]).unwrap(), ["a", "b", "c"]);
        assert_eq!(names(&["d"]).unwrap(), ["d"]);
        assert_eq!(names(&[]).unwrap().len(), 4);
        assert!(names(&["x"]).unwrap_err().to_string().contains("no stage `x`; there are a, b, c, d"));
    }
}

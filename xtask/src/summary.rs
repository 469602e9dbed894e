//! The table at the end of `test`.

use crate::counts::Counts;
use crate::run::seconds;
use std::time::Duration;

/// How a stage ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Well.
    Passed,
    /// With this error.
    Failed(String),
    /// It did not run, because this stage before it failed.
    Blocked(&'static str),
}

/// A row of the table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The stage.
    pub(crate) name: &'static str,
    /// How it ended.
    pub(crate) ending: Ending,
    /// The tests it ran, if it counts any.
    pub(crate) counts: Option<Counts>,
    /// How long it took.
    pub(crate) time: Duration,
}

impl Row {
    /// Returns the tests of the stage; one that counts none is itself a test.
    fn tally(&self) -> Counts {
        let mut counts = self.counts.unwrap_or_default();
        match self.ending {
            Ending::Passed if self.counts.is_none() => counts.passed += 1,
            Ending::Failed(_) if counts.failed == 0 => counts.failed += 1,
            Ending::Blocked(_) => counts.failed += 1,
            _ => {}
        }
        counts
    }
}

/// Returns whether every stage passed.
pub(crate) fn all_passed(rows: &[Row]) -> bool {
    rows.iter().all(|row| row.ending == Ending::Passed)
}

/// Returns the table and, alone on the last line, the sums that CI reads.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut out = String::from("\nstage           result      passed  failed  skipped     time\n");
    let mut sum = Counts::default();
    let mut time = Duration::ZERO;
    for row in rows {
        let result = match row.ending {
            Ending::Passed => "ok",
            Ending::Failed(_) => "FAILED",
            Ending::Blocked(_) => "not run",
        };
        let tally = row.tally();
        out.push_str(&line(row.name, result, tally, row.time));
        sum.add(tally);
        time += row.time;
    }
    out.push_str(&line("all", if all_passed(rows) { "ok" } else { "FAILED" }, sum, time));
    for row in rows {
        match &row.ending {
            Ending::Passed => {}
            Ending::Failed(error) => out.push_str(&format!("\n{}: {error}", row.name)),
            Ending::Blocked(by) => out.push_str(&format!("\n{}: not run, because `{by}` failed", row.name)),
        }
    }
    if !all_passed(rows) {
        out.push_str("\n\nRun one stage alone with `cargo xtask test STAGE`.\n");
    }
    out.push_str(&format!("\n{} passed, {} failed", sum.passed, sum.failed));
    if sum.skipped > 0 {
        out.push_str(&format!(", {} skipped", sum.skipped));
    }
    out.push('\n');
    out
}

fn line(name: &str, result: &str, counts: Counts, time: Duration) -> String {
    let Counts { passed, failed, skipped } = counts;
    format!("{name:<16}{result:<10}{passed:>8}{failed:>8}{skipped:>9}{:>9}\n", seconds(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &'static str, ending: Ending, counts: Option<(u64, u64, u64)>) -> Row {
        let counts = counts.map(|(passed, failed, skipped)| Counts { passed, failed, skipped });
        Row { name, ending, counts, time: Duration::from_secs(1) }
    }

    #[test]
    fn the_last_line_is_what_ci_reads() {
        let rows = [row("fmt", Ending::Passed, None), row("test", Ending::Passed, Some((12, 0, 1)))];
        assert!(render(&rows).ends_with("\n\n13 passed, 0 failed, 1 skipped\n"), "{}", render(&rows));
        assert!(all_passed(&rows));
    }

    #[test]
    fn a_failed_stage_counts_and_is_told() {
        let rows = [
            row("python-build", Ending::Failed("`maturin` ended with 1".to_owned()), None),
            row("pytest", Ending::Blocked("python-build"), None),
            row("test", Ending::Failed("x".to_owned()), Some((3, 2, 0))),
        ];
        let text = render(&rows);
        assert!(text.contains("\npytest: not run, because `python-build` failed\n"), "{text}");
        assert!(text.ends_with("\n3 passed, 4 failed\n"), "{text}");
        assert!(!all_passed(&rows));
    }
}

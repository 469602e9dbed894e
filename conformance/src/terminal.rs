//! What a run prints: a table, then everything that needs a look.

use crate::report::Report;
use crate::run::{Run, Tally};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// At most this many notes of a kind are printed; the JSON report has them all.
const SHOWN: usize = 20;

/// Returns the text for the terminal.
pub fn print(run: &Run, verbose: bool) -> String {
    let report = Report::of(run);
    let mut text = table(run);
    for kind in ["failed", "crashed", "disagreement"] {
        let limit = if verbose { usize::MAX } else { SHOWN };
        let notes: Vec<_> = report.notes.iter().filter(|note| note.kind == kind).collect();
        for note in notes.iter().take(limit) {
            let driver = note.driver.unwrap_or("drivers");
            let _ = writeln!(text, "\n{kind}: {}/{} ({driver})\n  {}", note.suite, note.case, note.text);
        }
        if notes.len() > limit {
            let _ = writeln!(text, "\n… and {} more {kind}", notes.len() - limit);
        }
    }
    push_skips(&mut text, &report);
    push_optional(&mut text, &report);
    push_waiting(&mut text, run, &report, verbose);
    for (driver, why) in &run.unavailable {
        let _ = writeln!(text, "\ndriver {driver} cannot run: {why}");
    }
    for problem in run.problems.iter().take(SHOWN) {
        let _ = writeln!(text, "\nproblem: {problem}");
    }
    if run.problems.len() > SHOWN {
        let _ = writeln!(text, "\n… and {} more problems", run.problems.len() - SHOWN);
    }
    let good = if run.is_good() { "passed" } else { "FAILED" };
    let (cases, drivers) = (run.rows.len(), run.drivers.join(", "));
    let _ = writeln!(
        text,
        "\n{good}: {cases} cases, drivers {drivers}, {} disagreements, {:.1} s",
        run.disagreements(),
        run.time.as_secs_f64()
    );
    text.push_str(&sum(run));
    text
}

/// Returns the line that test runners close with: every case of every driver, and every other fault.
fn sum(run: &Run) -> String {
    let (mut passed, mut skipped) = (0, 0);
    let mut failed = run.disagreements() + run.unavailable.len() + run.problems.len();
    for driver in 0..run.drivers.len() {
        let tally = run.tally(driver, None);
        passed += tally.passed;
        failed += tally.failed + tally.crashed;
        skipped += tally.skipped + tally.optional + tally.waiting;
    }
    format!("{passed} passed, {failed} failed, {skipped} skipped\n")
}

const COLUMNS: [&str; 8] =
    ["suite", "driver", "passed", "failed", "skipped", "optional", "waiting", "crashed"];

fn table(run: &Run) -> String {
    let mut lines = vec![COLUMNS.map(str::to_owned)];
    let suites = run.suites();
    for suite in suites.iter().copied().map(Some).chain([None]) {
        for (index, driver) in run.drivers.iter().enumerate() {
            let Tally { passed, failed, skipped, optional, waiting, crashed } = run.tally(index, suite);
            let shown = |count: usize| if count == 0 { "·".to_owned() } else { count.to_string() };
            let [passed, failed, skipped, optional, waiting, crashed] =
                [passed, failed, skipped, optional, waiting, crashed].map(shown);
            let suite = if index == 0 { suite.unwrap_or("all") } else { "" };
            lines.push([
                suite.to_owned(),
                driver.clone(),
                passed,
                failed,
                skipped,
                optional,
                waiting,
                crashed,
            ]);
        }
    }
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| match column {
            0 | 1 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        let _ = writeln!(text, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    text
}

/// Skips are grouped by reason: a reason often holds for a whole suite.
fn push_skips(text: &mut String, report: &Report<'_>) {
    let mut reasons: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for note in report.notes.iter().filter(|note| note.kind == "skipped") {
        let names = reasons.entry((note.driver.unwrap_or_default(), note.text)).or_default();
        names.push(format!("{}/{}", note.suite, note.case));
    }
    for ((driver, reason), names) in reasons {
        let first = names.first().map_or("", String::as_str);
        let more = if names.len() > 1 { format!(" and {} more", names.len() - 1) } else { String::new() };
        let _ = writeln!(text, "\nskipped by {driver}: {reason}\n  {first}{more}");
    }
}

/// What nobody has to give is listed by name.
fn push_optional(text: &mut String, report: &Report<'_>) {
    for note in report.notes.iter().filter(|note| note.kind == "optional") {
        let why = note.text.lines().next().unwrap_or_default();
        let driver = note.driver.unwrap_or_default();
        let _ = writeln!(text, "\noptional: {}/{} ({driver})\n  {why}", note.suite, note.case);
    }
}

/// The names go into the reports; the terminal shows how many wait for which steps.
fn push_waiting(text: &mut String, run: &Run, report: &Report<'_>, verbose: bool) {
    for (driver, names) in &report.waiting {
        let index = run.drivers.iter().position(|name| name == driver).unwrap_or(0);
        let mut suites: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &run.rows {
            if let Some(crate::verdict::Verdict::Waiting(_)) = row.verdicts.get(index) {
                *suites.entry(&row.suite).or_default() += 1;
            }
        }
        let list: Vec<String> = suites.iter().map(|(suite, count)| format!("{suite} {count}")).collect();
        let _ = writeln!(text, "\n{driver} waits for steps that it does not have yet: {}", list.join(", "));
        if verbose {
            names.iter().for_each(|name| text.push_str(&format!("  {name}\n")));
        } else {
            text.push_str("  (--verbose prints the names; --report and --html have them too)\n");
        }
    }
}

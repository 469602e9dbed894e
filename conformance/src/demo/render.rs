//! How the demo tells what happened to a document.

use super::Lift;
use crate::manifest::digest;
use crate::protocol::Answer;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::fmt::Write as _;

/// Returns whether all faces gave the same bytes, and the same report or error.
pub(super) fn agree(lifts: &[Lift]) -> bool {
    let same = |a: &Lift, b: &Lift| (&a.explained, &a.plain) == (&b.explained, &b.plain);
    lifts.windows(2).all(|pair| matches!(pair, [a, b] if same(a, b)))
}

/// What the demo reads of a report.
#[derive(Debug, Deserialize)]
struct Report {
    from: String,
    to: String,
    steps: Vec<Step>,
    warnings: Vec<Note>,
    losses: Vec<Note>,
}

#[derive(Debug, Deserialize)]
struct Step {
    id: String,
    summary: String,
    changes: Option<Vec<IgnoredAny>>,
}

#[derive(Debug, Deserialize)]
struct Note {
    code: String,
    at: Option<String>,
    message: String,
}

/// Returns the block of one dashboard.
pub(super) fn render(name: &str, size: u64, lifts: &[Lift]) -> String {
    let mut out = String::new();
    let report = lifts.first().and_then(|lift| match &lift.explained {
        Answer::Document { report: Some(text), .. } => serde_json::from_str::<Report>(text).ok(),
        _ => None,
    });
    let kilobytes = format!("{}.{} kB", size / 1000, size % 1000 / 100);
    let way = report.as_ref().map_or_else(|| "not lifted".to_owned(), |r| format!("{} -> {}", r.from, r.to));
    let _ = writeln!(out, "{:=<98}", format!("== {name}  {kilobytes}  {way} "));
    if let Some(report) = &report {
        render_report(&mut out, report);
    }
    let _ = writeln!(out, "  {:<16} {:>10}   SHA-256 of the result, or the error", "face", "time");
    for lift in lifts {
        let result = match &lift.plain {
            Answer::Document { document, .. } => digest(document),
            Answer::Error(text) => error_line(text),
            Answer::Skipped(why) | Answer::Crashed(why) | Answer::Result(why) => why.clone(),
        };
        let time = format!("{:.2} ms", lift.best.as_secs_f64() * 1000.0);
        let _ = writeln!(out, "  {:<16} {time:>10}   {result}", lift.face);
    }
    let _ =
        writeln!(out, "  {}\n", if agree(lifts) { "the same bytes, the same report" } else { "DIFFERENT" });
    out
}

fn render_report(out: &mut String, report: &Report) {
    let _ = writeln!(out, "  {:<16} {:>10}   what it does", "step", "changes");
    let mut sum = 0;
    for step in &report.steps {
        let changes = step.changes.as_ref().map_or(0, Vec::len);
        sum += changes;
        let _ = writeln!(out, "  {:<16} {changes:>10}   {}", step.id, shorten(&step.summary, 66));
    }
    let notes = report.warnings.len() + report.losses.len();
    let _ = writeln!(
        out,
        "  {:<16} {sum:>10}   warnings: {}, losses: {}",
        "all",
        report.warnings.len(),
        report.losses.len()
    );
    for note in report.warnings.iter().chain(&report.losses).take(3) {
        let line = format!("{} at `{}`: {}", note.code, note.at.as_deref().unwrap_or_default(), note.message);
        let _ = writeln!(out, "  {:<16} {:>10}   {}", "", "!", shorten(&line, 66));
    }
    if notes > 3 {
        let _ = writeln!(out, "  {:<16} {:>10}   and {} more", "", "!", notes - 3);
    }
    out.push('\n');
}

fn error_line(text: &str) -> String {
    let message =
        serde_json::from_str::<Note>(text).map(|error| format!("{}: {}", error.code, error.message));
    shorten(&message.unwrap_or_else(|_| text.to_owned()), 66)
}

pub(super) fn shorten(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn lift(face: &str, document: &str) -> Lift {
        let report = r#"{"family": "grafana", "from": "grafana@41", "to": "grafana@42", "changed": true,
            "steps": [{"id": "grafana/42", "summary": "hides", "kind": "additive", "changed": true, "changes": [{}, {}]}],
            "warnings": [{"code": "duplicate-key", "at": "/a", "message": "twice"}], "losses": []}"#;
        let answer = |report: Option<&str>| Answer::Document {
            document: document.as_bytes().to_vec(),
            report: report.map(str::to_owned),
            complement: None,
        };
        let best = Duration::from_micros(1234);
        Lift { face: face.to_owned(), explained: answer(Some(report)), plain: answer(None), best }
    }

    #[test]
    fn a_block_fits_and_says_what_happened() {
        let text = render("a.json", 20_480, &[lift("native", "{}"), lift("python", "{}")]);
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        for part in [
            "== a.json  20.4 kB  grafana@41 -> grafana@42 ==",
            "  grafana/42                2   hides",
            "  all                       2   warnings: 1, losses: 0",
            "duplicate-key at `/a`: twice",
            "  native              1.23 ms   44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            "the same bytes",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn one_different_byte_is_told() {
        let lifts = [lift("native", "{}"), lift("python", "{ }")];
        assert!(!agree(&lifts));
        assert!(render("a.json", 1, &lifts).contains("DIFFERENT"));
    }
}

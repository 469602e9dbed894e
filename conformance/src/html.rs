//! The HTML report: one file, no script, no request to anywhere.

use crate::report::{Note, Report};
use crate::run::{Run, Tally};
use std::fmt::Write as _;

const STYLE: &str = include_str!("report.css");

/// Returns the report as one HTML file.
pub fn page(run: &Run) -> String {
    let report = Report::of(run);
    let mut html = String::new();
    let (class, verdict) = if report.good { ("good", "passed") } else { ("bad", "failed") };
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>dashlift conformance: {verdict}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>dashlift conformance</h1><p class=\"stamp {class}\">{verdict}</p>\n\
         <p>{cases} cases · {drivers} · {disagreements} disagreements · {seconds:.1} s</p></header>\n<main>\n",
        cases = run.rows.len(),
        drivers = escape(&run.drivers.join(", ")),
        disagreements = report.disagreements,
        seconds = report.seconds,
    );
    push_drivers(&mut html, &report);
    push_problems(&mut html, &report);
    push_suites(&mut html, run, &report);
    for (kind, title, open) in [
        ("failed", "Failures", true),
        ("crashed", "Crashes", true),
        ("disagreement", "Disagreements", true),
        ("skipped", "Skipped", false),
        ("optional", "Optional", false),
    ] {
        push_notes(&mut html, &report, kind, title, open);
    }
    push_waiting(&mut html, &report);
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

fn push_drivers(html: &mut String, report: &Report<'_>) {
    html.push_str("<section class=\"cards\">\n");
    for (driver, tally) in &report.drivers {
        let asked = tally.passed + tally.failed + tally.crashed;
        let class = if tally.failed + tally.crashed == 0 { "good" } else { "bad" };
        let _ = writeln!(
            html,
            "<article class=\"card {class}\"><h2>{}</h2><p class=\"big\">{} <small>of {asked}</small></p>{}</article>",
            escape(driver),
            tally.passed,
            bar(tally)
        );
    }
    html.push_str("</section>\n");
}

/// A bar whose parts are as wide as the counts are large, with the counts as text below.
fn bar(tally: &Tally) -> String {
    let parts = [
        ("passed", tally.passed),
        ("failed", tally.failed),
        ("crashed", tally.crashed),
        ("waiting", tally.waiting),
        ("skipped", tally.skipped),
        ("optional", tally.optional),
    ];
    let shown = || parts.iter().filter(|(_, count)| *count > 0);
    let bar: String =
        shown().map(|(name, count)| format!("<i class=\"{name}\" style=\"flex:{count}\"></i>")).collect();
    let text: Vec<String> =
        shown().map(|(name, count)| format!("<span class=\"{name}\">{count} {name}</span>")).collect();
    format!("<div class=\"bar\">{bar}</div><p class=\"legend\">{}</p>", text.join(" "))
}

fn push_problems(html: &mut String, report: &Report<'_>) {
    if report.problems.is_empty() && report.unavailable.is_empty() {
        return;
    }
    html.push_str("<section>\n<h2>Problems</h2>\n<ul>\n");
    for (driver, why) in &report.unavailable {
        let _ = writeln!(html, "<li>driver <b>{}</b> cannot run: {}</li>", escape(driver), escape(why));
    }
    for problem in report.problems {
        let _ = writeln!(html, "<li>{}</li>", escape(problem));
    }
    html.push_str("</ul>\n</section>\n");
}

fn push_suites(html: &mut String, run: &Run, report: &Report<'_>) {
    html.push_str("<section>\n<h2>Suites</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>suite</th>");
    for driver in &run.drivers {
        let _ = write!(html, "<th>{}</th>", escape(driver));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for suite in run.suites() {
        let Some(drivers) = report.suites.get(suite) else { continue };
        let _ = write!(html, "<tr><th>{}</th>", escape(suite));
        for driver in &run.drivers {
            let tally = drivers.get(driver.as_str()).copied().unwrap_or_default();
            let _ = write!(html, "<td>{}</td>", bar(&tally));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn push_notes(html: &mut String, report: &Report<'_>, kind: &str, title: &str, open: bool) {
    let notes: Vec<&Note<'_>> = report.notes.iter().filter(|note| note.kind == kind).collect();
    if notes.is_empty() {
        return;
    }
    let open = if open { " open" } else { "" };
    let _ = writeln!(
        html,
        "<section>\n<details{open}><summary><h2>{title}</h2> <span class=\"count {kind}\">{}</span></summary>",
        notes.len()
    );
    for note in notes {
        let driver = note.driver.map(|driver| format!(" <em>{}</em>", escape(driver))).unwrap_or_default();
        let _ = writeln!(
            html,
            "<div class=\"note\"><h3>{}/{}{driver}</h3><pre>{}</pre></div>",
            escape(note.suite),
            escape(note.case),
            escape(note.text)
        );
    }
    html.push_str("</details>\n</section>\n");
}

fn push_waiting(html: &mut String, report: &Report<'_>) {
    for (driver, names) in &report.waiting {
        let _ = writeln!(
            html,
            "<section>\n<details><summary><h2>Waiting for steps: {}</h2> <span class=\"count waiting\">{}</span></summary>\n\
             <ol class=\"names\">",
            escape(driver),
            names.len()
        );
        for name in names {
            let _ = writeln!(html, "<li>{}</li>", escape(name));
        }
        html.push_str("</ol>\n</details>\n</section>\n");
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Row;
    use crate::verdict::Verdict;

    #[test]
    fn texts_of_cases_cannot_become_markup() {
        let verdict = Verdict::Failed("expected <script> & \"x\"".to_owned());
        let run = Run {
            drivers: vec!["native".to_owned()],
            unavailable: vec![("python".to_owned(), "not <there>".to_owned())],
            rows: vec![Row {
                suite: "s".to_owned(),
                name: "a".to_owned(),
                verdicts: vec![verdict],
                disagreement: None,
            }],
            problems: Vec::new(),
            time: std::time::Duration::ZERO,
        };
        let html = page(&run);
        assert!(html.contains("expected &lt;script&gt; &amp; &quot;x&quot;"));
        assert!(html.contains("not &lt;there&gt;"));
        assert!(!html.contains("<script"));
        assert!(html.contains("class=\"stamp bad\""));
    }
}

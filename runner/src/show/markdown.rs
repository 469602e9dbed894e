//! Results as a comment for a pull request: what matters in tables, the rest folded up, and never too long.

use super::losses::Losses;
use super::page::{Page, Section, code, escaped};
use super::words::{by_count, counted};
use super::{Teller, Telling, Totals};
use crate::exit::Failure;
use crate::output::write;
use crate::work::{FINISHED_BY_GRAFANA, Problem, Record, Status, UNRESOLVED};
use dashlift::{Finding, Report};
use std::collections::BTreeMap;
use std::io::Write;

/// The one comment, which is written at the end.
pub(super) struct Markdown {
    out: Box<dyn Write>,
    telling: Telling,
    faults: Section,
    documents: Section,
    findings: Section,
    losses: Losses,
    losses_by_document: Section,
    skipped: Section,
    /// What the steps do, and in how many documents, in the order in which they run.
    steps: BTreeMap<(u64, String), (String, usize)>,
    /// Documents for which a list of data sources would decide something.
    open: usize,
}

impl Markdown {
    pub(super) fn new(out: Box<dyn Write>, telling: Telling) -> Self {
        let documents = ["dashboard", "from → to", "steps", "losses", "panels that Grafana finishes"];
        Self {
            out,
            telling,
            faults: Section::new("At fault", &["dashboard", "what is wrong"]),
            documents: Section::new("", &documents),
            findings: Section::new("", &["place", "severity", "finding", "rule"]),
            losses: Losses::default(),
            losses_by_document: Section::folded(
                "kinds of losses by dashboard",
                &["dashboard", "code", "kind", "count", "for example", "value", "why", "step"],
            ),
            skipped: Section::folded("skipped files", &["file", "why"]),
            steps: BTreeMap::new(),
            open: 0,
        }
    }

    fn report(&mut self, record: &Record, report: &Report, note: &str) {
        let steps = report.steps.iter().filter(|step| step.changed);
        for step in steps.clone() {
            let entry = self.steps.entry((rank(&step.id), step.id.clone()));
            entry.or_insert_with(|| (step.summary.clone(), 0)).1 += 1;
        }
        let name = record.name();
        self.losses.add(&name, report);
        for (loss, kind, row) in Losses::of(&name, report).rows() {
            self.losses_by_document.row(&[
                code(&name),
                code(loss),
                kind.to_owned(),
                row.count.to_string(),
                code(&row.at),
                escaped(&row.value),
                escaped(&row.message),
                code(&row.step),
            ]);
        }
        let of = |code| report.warnings.iter().filter(|warning| warning.code == code).count();
        self.open += usize::from(of(UNRESOLVED) > 0);
        self.documents.row(&[
            code(&record.name()),
            format!("{} → {}{note}", code(&report.from), code(&report.to)),
            number(steps.count()),
            number(report.losses.len()),
            number(of(FINISHED_BY_GRAFANA)),
        ]);
    }

    fn finding(&mut self, record: &Record, finding: &Finding, line: usize) {
        let place = if record.place.is_empty() { String::new() } else { format!("#{}", record.place) };
        let place = format!("{}:{line}{place}", record.path);
        let (severity, message) = (finding.severity.name().to_owned(), escaped(&finding.message));
        self.findings.row(&[code(&place), severity, message, code(&finding.rule)]);
    }

    fn fault(&mut self, record: &Record, problem: &Problem) {
        let line = match problem.error {
            Some(_) => format!("line {}: ", record.position.line),
            None => String::new(),
        };
        let message = format!("{line}{} ({})", escaped(&problem.message), code(problem.code));
        self.faults.row(&[code(&record.name()), message]);
    }

    fn losses(&self) -> Section {
        let mut losses =
            Section::new("Losses", &["code", "kind", "count", "dashboards", "for example", "value"]);
        for (loss, kind, row) in self.losses.rows() {
            let (count, documents) = (row.count.to_string(), row.documents.to_string());
            let example = format!("{} {}", code(&row.document), code(&row.at));
            losses.row(&[code(loss), kind.to_owned(), count, documents, example, escaped(&row.value)]);
        }
        losses
    }

    fn steps(&self) -> Section {
        let mut steps = Section::folded("steps", &["step", "what it does", "dashboards"]);
        for ((_, id), (summary, count)) in &self.steps {
            steps.row(&[code(id), escaped(summary), count.to_string()]);
        }
        steps
    }
}

impl Teller for Markdown {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        for record in records {
            match &record.status {
                Status::Changed(report) => self.report(record, report, ""),
                Status::Refused(report) => self.report(record, report, ", **refused** because of its losses"),
                Status::Detected { report: Some(report), .. } if report.changed => {
                    self.report(record, report, "");
                }
                Status::Current(_) | Status::Detected { .. } => {}
                Status::Validated(validated) => {
                    for (finding, position) in validated.listed() {
                        self.finding(record, finding, position.line);
                    }
                }
                Status::Failed(problem) => self.fault(record, problem),
                Status::Skipped(skip) => {
                    self.skipped.row(&[code(&record.path), escaped(skip.reason())]);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, totals: &Totals) -> Result<(), Failure> {
        let mut page = Page::new(&format!("### dashlift: {}", escaped(&totals.sentence(self.telling.tense))));
        let sections = [&self.faults, &self.documents, &self.findings, &self.losses()];
        sections.iter().for_each(|section| page.section(section));
        if self.open > 0 {
            let needs = by_count(self.open, "needs", "need");
            let dashboards = counted(self.open, "dashboard");
            page.paragraph(&format!("{dashboards} {needs} a list of data sources (`--datasources`)."));
        }
        [&self.steps(), &self.losses_by_document, &self.skipped]
            .iter()
            .for_each(|section| page.section(section));
        write(&mut self.out, page.finish().as_bytes())
    }
}

/// Returns a place in the order of steps: what prepares, the versions, what finishes.
fn rank(step: &str) -> u64 {
    let name = step.rsplit('/').next().unwrap_or(step);
    if name == "prepare" { 0 } else { name.parse().unwrap_or(u64::MAX) }
}

fn number(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

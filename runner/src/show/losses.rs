//! Losses by what they are: one line for each code and kind, with a count and an example.

use super::paint::{clean, yellow};
use super::words::cut;
use dashlift::{Loss, Report};
use std::collections::BTreeMap;

/// Longer values are cut; `--report` and the forms of JSON have them whole.
const VALUE: usize = 60;

/// Losses of one document or of many.
#[derive(Debug, Default)]
pub(super) struct Losses {
    rows: BTreeMap<(&'static str, &'static str), Row>,
}

/// The losses of a code and kind.
#[derive(Debug)]
pub(super) struct Row {
    /// How many there are.
    pub(super) count: usize,
    /// In how many documents.
    pub(super) documents: usize,
    /// The document of the example.
    pub(super) document: String,
    /// Where in it the example is.
    pub(super) at: String,
    /// What was there, cut.
    pub(super) value: String,
    /// Why the example is lost.
    pub(super) message: String,
    /// The step that loses it.
    pub(super) step: String,
}

impl Losses {
    /// Returns the losses of one document.
    pub(super) fn of(name: &str, report: &Report) -> Self {
        let mut losses = Self::default();
        losses.add(name, report);
        losses
    }

    /// Adds the losses of a document.
    pub(super) fn add(&mut self, name: &str, report: &Report) {
        let mut counts: BTreeMap<_, (usize, &Loss)> = BTreeMap::new();
        for loss in &report.losses {
            counts.entry((loss.code.code(), loss.kind.name())).or_insert((0, loss)).0 += 1;
        }
        for (key, (count, first)) in counts {
            let row = self.rows.entry(key).or_insert_with(|| Row::of(name, first));
            row.count += count;
            row.documents += 1;
        }
    }

    /// Returns whether nothing is lost.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Goes through code, kind and the rest.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'static str, &'static str, &Row)> {
        self.rows.iter().map(|((code, kind), row)| (*code, *kind, row))
    }

    /// Returns the losses of one document, a line each.
    pub(super) fn of_document(&self) -> String {
        let line = |(code, kind, row): (&str, &str, &Row)| {
            let Row { count, at, value, message, step, .. } = row;
            let value = if value.is_empty() { String::new() } else { format!(": {value}") };
            let text = match (*count, at.as_str()) {
                (1, "") => format!("{kind} ({step}, {code}): {message}{value}"),
                (1, at) => format!("{kind} at {at} ({step}, {code}): {message}{value}"),
                (count, at) => format!("{count} × {kind} ({code}), first at {at} ({step}): {message}{value}"),
            };
            format!("  {} {}\n", yellow("lost:"), clean(&text))
        };
        self.rows().map(line).collect()
    }

    /// Returns the losses of a run as a table.
    pub(super) fn table(&self) -> String {
        let head = ["losses", "kind", "count", "dashboards", "for example"].map(str::to_owned);
        let cells = |(code, kind, row): (&str, &str, &Row)| {
            [
                code.to_owned(),
                kind.to_owned(),
                row.count.to_string(),
                row.documents.to_string(),
                row.example(),
            ]
        };
        let rows: Vec<[String; 5]> = std::iter::once(head).chain(self.rows().map(cells)).collect();
        let width = |column: usize| {
            rows.iter().filter_map(|row| Some(row.get(column)?.chars().count())).max().unwrap_or(0)
        };
        let (code, kind, count, documents) = (width(0), width(1), width(2), width(3));
        let line = |[a, b, c, d, example]: &[String; 5]| {
            let line = format!("{a:code$}  {b:kind$}  {c:>count$}  {d:>documents$}  {example}");
            format!("{}\n", line.trim_end())
        };
        rows.iter().map(line).collect()
    }
}

impl Row {
    fn of(name: &str, first: &Loss) -> Self {
        Self {
            count: 0,
            documents: 0,
            document: name.to_owned(),
            at: first.at.clone(),
            value: cut(first.value.as_deref().unwrap_or_default(), VALUE),
            message: first.message.to_string(),
            step: first.step.to_string(),
        }
    }

    fn example(&self) -> String {
        let value = if self.value.is_empty() { String::new() } else { format!(": {}", self.value) };
        clean(&format!("{} {}{value}", self.document, self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn losses() -> Losses {
        let lossy = br#"{"title": "T", "schemaVersion": 40, "panels": [{"id": 1}, {"id": 1}, {"id": 1}],
            "timepicker": {"time_options": ["5m"]}}"#;
        let report = dashlift::migrate(lossy, &dashlift::Options::default()).unwrap().report;
        let mut losses = Losses::of("a.json", &report);
        losses.add("b.json", &report);
        losses
    }

    #[test]
    fn a_run_has_a_line_for_each_code_and_kind() {
        let expected = "\
losses             kind    count  dashboards  for example
defaulted          member      4           2  a.json /panels/1/id: 1
dropped-by-format  member      2           2  a.json /timepicker/time_options: [\"5m\"]
";
        assert_eq!(losses().table(), expected);
    }

    #[test]
    fn a_document_has_one_too() {
        let expected = "  lost: 4 × member (defaulted), first at /panels/1/id (grafana/prepare): an earlier panel has this id: 1";
        let text = anstream::adapter::strip_str(&losses().of_document()).to_string();
        assert_eq!(text.lines().next(), Some(expected));
    }
}

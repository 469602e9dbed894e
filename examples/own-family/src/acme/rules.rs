//! What `validate` looks for in a board, in both forms.

use dashlift::Severity;
use dashlift::engine::{Findings, Rule};
use dashlift::json::{Object, Value};
use std::collections::BTreeMap;

pub(super) const RULES: &[Rule] = &[
    Rule { id: "acme/duplicate-widget-id", severity: Severity::Error, check: duplicate_widget_id },
    Rule { id: "acme/unknown-source", severity: Severity::Warning, check: unknown_source },
    Rule { id: "acme/untitled", severity: Severity::Info, check: untitled },
];

fn duplicate_widget_id(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut first: BTreeMap<u64, String> = BTreeMap::new();
    for (at, widget) in widgets(doc) {
        let Some(id) = widget.get("id").and_then(Value::as_number) else { continue };
        let place = format!("{at}/id");
        match first.get(&id.to_f64().to_bits()) {
            Some(earlier) => {
                let message = format!("widget id {} is used twice", id.to_f64());
                findings.report_related(&place, [earlier.clone()], message);
            }
            None => drop(first.insert(id.to_f64().to_bits(), place)),
        }
    }
}

/// Says something only if the context lists the data sources.
fn unknown_source(doc: &Value<'_>, findings: &mut Findings<'_>) {
    if findings.context().datasources().is_none() {
        return;
    }
    for (at, widget) in widgets(doc) {
        let Some(uid) = widget.object("source").and_then(|source| source.text("uid")) else { continue };
        if findings.context().datasource(&uid).is_none() {
            findings.report(format!("{at}/source/uid"), format!("no data source has uid `{uid}`"));
        }
    }
}

fn untitled(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let (at, board) = board(doc);
    if board.is_some_and(|board| board.is_missing("title")) {
        findings.report(at, "the board has no title");
    }
}

/// Returns the board and where it stands: in the cloud form it is the `spec`.
fn board<'v, 'a>(doc: &'v Value<'a>) -> (&'static str, Option<&'v Object<'a>>) {
    match doc.pointer("/apiVersion") {
        Some(_) => ("/spec", doc.pointer("/spec").and_then(Value::as_object)),
        None => ("", doc.as_object()),
    }
}

/// Returns the widgets that are objects, with their pointers.
fn widgets<'v, 'a>(doc: &'v Value<'a>) -> impl Iterator<Item = (String, &'v Object<'a>)> {
    let (at, board) = board(doc);
    let widgets = board.and_then(|board| board.array("widgets"));
    let all = widgets.into_iter().flat_map(|widgets| widgets.iter().enumerate());
    all.filter_map(move |(index, widget)| Some((format!("{at}/widgets/{index}"), widget.as_object()?)))
}

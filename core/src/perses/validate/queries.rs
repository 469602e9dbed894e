//! Queries (spec 10-model, 4.2; 30-schema-versions, 7).

use super::members::{FIRST_WITH_QUERIES, of_spec, queries};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;
use std::collections::BTreeSet;

/// A key of `spec.queries` is that of no panel (30-schema-versions, 7.5); from 2.0.0 on.
pub(super) const QUERIES_WITHOUT_PANEL: Rule =
    Rule { id: "perses/queries-without-panel", severity: Severity::Error, check: queries_without_panel };

/// A Prometheus or Loki query asks nothing: its plugin refuses it (4.2).
pub(super) const EMPTY_QUERY: Rule =
    Rule { id: "perses/empty-query", severity: Severity::Warning, check: empty_query };

fn queries_without_panel(doc: &Value<'_>, findings: &mut Findings<'_>) {
    if findings.version() < FIRST_WITH_QUERIES {
        return;
    }
    let mut keys = BTreeSet::new();
    keys.extend(of_spec(doc, "panels").into_iter().map(|panel| panel.key));
    for list in of_spec(doc, "queries") {
        if !keys.contains(&list.key) {
            findings.report(&list.at, "no panel has this key");
        } else if list.value.as_array().is_none() {
            let message = format!("expected an array of queries, found {}", list.value.kind_name());
            findings.report(&list.at, message);
        }
    }
}

fn empty_query(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for query in queries(doc, findings.version()) {
        let plugin = query.object("spec").and_then(|spec| spec.object("plugin"));
        let known = ["PrometheusTimeSeriesQuery", "LokiLogQuery"];
        let Some(plugin) = plugin.filter(|plugin| known.iter().any(|kind| plugin.has_text("kind", kind)))
        else {
            continue;
        };
        let text = plugin.object("spec").and_then(|spec| spec.text("query"));
        if text.is_none_or(|text| text.is_empty()) {
            findings.report(query.below("/spec/plugin"), "the query has no text: its plugin refuses it");
        }
    }
}

//! Data sources that are named but not there.

use super::places::datasource_names;
use super::references::references;
use super::variables::inputs;
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;
use std::collections::BTreeSet;

/// A panel, query, annotation or variable names a data source that is not in the context's list.
///
/// Without a list there are no findings. As in migration, a text is a name or else a uid (spec 30-versions-31-42, D3). A
/// placeholder of a shared export is known, whatever it is called; other names with a variable in them are left to
/// `grafana/unknown-variable`.
pub(super) const UNKNOWN_DATASOURCE: Rule =
    Rule { id: "grafana/unknown-datasource", severity: Severity::Error, check: unknown_datasource };

/// What always is there, `-100` being the old uid of `__expr__`, and what means the default source.
const BUILT_IN: [&str; 8] =
    ["", "default", "grafana", "-- Grafana --", "-- Mixed --", "-- Dashboard --", "__expr__", "-100"];

fn unknown_datasource(doc: &Value<'_>, findings: &mut Findings<'_>) {
    if findings.context().datasources().is_none() {
        return;
    }
    let mut placeholders = BTreeSet::new();
    placeholders.extend(inputs(doc).map(|name| format!("${{{name}}}")));
    for (at, name) in datasource_names(doc, findings.version()) {
        let is_known = BUILT_IN.contains(&&*name) || findings.context().datasource(&name).is_some();
        if !is_known && !placeholders.contains(&*name) && references(&name).is_empty() {
            findings.report(at, format!("no data source has the name or uid `{name}`"));
        }
    }
}

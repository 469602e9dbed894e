//! The letters by which the queries of a panel are told apart.

use super::members::{objects, require_different};
use super::sites::{Site, sites};
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Object, Value};

/// A query of a panel in a row has no `refId`. Elsewhere loading gives it a free letter (spec 00-pipeline 5), and that is no
/// finding.
pub(super) const QUERY_WITHOUT_REF_ID: Rule =
    Rule { id: "grafana/query-without-ref-id", severity: Severity::Info, check: query_without_ref_id };

/// Two queries of a panel have the same `refId`: their results cannot be told apart.
pub(super) const DUPLICATE_REF_ID: Rule =
    Rule { id: "grafana/duplicate-ref-id", severity: Severity::Error, check: duplicate_ref_id };

fn query_without_ref_id(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in sites(doc, findings.version()).iter().filter(|site| site.grid.is_some() && !site.is_outer()) {
        for (at, query) in queries(site) {
            if query.is_missing("refId") {
                findings.report(at, "the query has no `refId`");
            }
        }
    }
}

fn duplicate_ref_id(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in sites(doc, findings.version()) {
        let letters = queries(&site).filter_map(|(at, query)| Some((query.text("refId")?, at)));
        let mut entries =
            letters.map(|(letter, at)| (letter.to_string(), format!("`{letter}`"), format!("{at}/refId")));
        require_different("`refId`", &mut entries, findings);
    }
}

/// Returns the queries of a panel with their pointers.
pub(super) fn queries<'v, 'a>(
    site: &Site<'v, 'a>,
) -> impl Iterator<Item = (String, &'v Object<'a>)> + use<'v, 'a> {
    objects(site.member("targets"), site.panel.get("targets"))
}

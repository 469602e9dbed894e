//! Panels are addressed by number.

use super::members::require_different;
use super::sites::{Site, sites};
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Number, Value};

/// A panel has no id that counts, which is a number above 0: loading gives it one (spec 00-pipeline 6), so that links
/// to the panel change.
pub(super) const PANEL_WITHOUT_ID: Rule =
    Rule { id: "grafana/panel-without-id", severity: Severity::Warning, check: panel_without_id };

/// Two panels have the same id: the later one gets another (spec 00-pipeline 6).
pub(super) const DUPLICATE_PANEL_ID: Rule =
    Rule { id: "grafana/duplicate-panel-id", severity: Severity::Error, check: duplicate_panel_id };

fn panel_without_id(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in sites(doc, findings.version()) {
        if valid_id(&site).is_some() {
            continue;
        }
        match site.panel.get("id") {
            None => findings.report(&site.at, "the panel has no id"),
            Some(Value::Number(number)) => {
                findings.report(site.member("id"), format!("expected an id above 0, found {number}"));
            }
            Some(other) => {
                let message = format!("expected a number as id, found {}", other.kind_name());
                findings.report(site.member("id"), message);
            }
        }
    }
}

fn duplicate_panel_id(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let sites = sites(doc, findings.version());
    // Numbers above 0 are equal when their bits are.
    let ids = sites.iter().filter_map(|site| Some((valid_id(site)?, site.member("id"))));
    let mut ids = ids.map(|(id, at)| (id.to_f64().to_bits().to_string(), id.to_string(), at));
    require_different("panel id", &mut ids, findings);
}

fn valid_id<'a>(site: &Site<'_, 'a>) -> Option<Number<'a>> {
    site.panel.get("id")?.as_number().filter(|id| id.to_f64() > 0.0)
}

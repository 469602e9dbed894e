//! Panel types: which there are, which are gone.

use super::super::tidy_panel::successor;
use super::members::require_text;
use super::sites::{Site, sites};
use crate::engine::{Findings, Rule, Severity, Version};
use crate::json::Value;
use std::borrow::Cow;

/// A panel does not say what it is, and is no library panel: nothing can draw it.
pub(super) const PANEL_WITHOUT_TYPE: Rule =
    Rule { id: "grafana/panel-without-type", severity: Severity::Error, check: panel_without_type };

/// A panel has a type that is no longer there: Grafana opens it as another one (spec 00-pipeline 9.4).
pub(super) const RETIRED_PANEL_TYPE: Rule =
    Rule { id: "grafana/retired-panel-type", severity: Severity::Warning, check: retired_panel_type };

/// A panel has a type that does not come with Grafana: a plugin has to be installed.
pub(super) const UNKNOWN_PANEL_TYPE: Rule =
    Rule { id: "grafana/unknown-panel-type", severity: Severity::Info, check: unknown_panel_type };

/// The types that come with Grafana 12.4, as its documentation and its panel picker name them.
const CORE_TYPES: [&str; 33] = [
    "alertGroups",
    "alertlist",
    "annolist",
    "barchart",
    "bargauge",
    "candlestick",
    "canvas",
    "dashlist",
    "datagrid",
    "debug",
    "flamegraph",
    "gauge",
    "geomap",
    "gettingstarted",
    "heatmap",
    "histogram",
    "library-panel",
    "live",
    "logs",
    "news",
    "nodeGraph",
    "piechart",
    "row",
    "stat",
    "state-timeline",
    "status-history",
    "table",
    "text",
    "timeseries",
    "traces",
    "trend",
    "welcome",
    "xychart",
];

fn panel_without_type(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in sites(doc, findings.version()).iter().filter(|site| !site.is_library_panel()) {
        require_text("panel", (&site.at, site.panel), "type", findings);
    }
}

fn retired_panel_type(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for (site, own) in typed(&sites(doc, findings.version())) {
        if let Some(new) = replacement(site, findings.version()) {
            findings.report(site.member("type"), format!("`{own}` is retired; the panel becomes `{new}`"));
        }
    }
}

fn unknown_panel_type(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let version = findings.version();
    for (site, own) in typed(&sites(doc, version)) {
        if !own.is_empty() && !CORE_TYPES.contains(&&*own) && replacement(site, version).is_none() {
            let message = format!("`{own}` does not come with Grafana; its plugin has to be installed");
            findings.report(site.member("type"), message);
        }
    }
}

/// Returns the type that a panel gets: from step 26 (spec 20-versions-17-30), which passes rows by, or in the end.
fn replacement(site: &Site<'_, '_>, version: Version) -> Option<&'static str> {
    if version < Version::Integer(26) && site.is_outer() && site.panel.has_text("type", "text2") {
        return Some("text");
    }
    successor(site.panel)
}

/// Returns the panels whose own type counts, with that type.
fn typed<'s, 'v, 'a>(sites: &'s [Site<'v, 'a>]) -> impl Iterator<Item = (&'s Site<'v, 'a>, Cow<'a, str>)> {
    let own = sites.iter().filter(|site| !site.is_library_panel());
    own.filter_map(|site| Some((site, site.panel.text("type")?)))
}

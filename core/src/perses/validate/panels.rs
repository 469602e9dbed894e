//! Panels (spec 10-model, 4).

use super::members::of_spec;
use super::references::{read, references};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;
use std::collections::BTreeSet;

/// A panel is no object of kind `Panel` with a `spec`.
pub(super) const INVALID_PANEL: Rule =
    Rule { id: "perses/invalid-panel", severity: Severity::Error, check: invalid_panel };

/// No layout refers to a panel, so that it is not shown (6).
pub(super) const PANEL_NOT_SHOWN: Rule =
    Rule { id: "perses/panel-not-shown", severity: Severity::Info, check: panel_not_shown };

fn invalid_panel(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in of_spec(doc, "panels") {
        let Some(panel) = site.value.as_object() else {
            findings
                .report(&site.at, format!("expected an object as panel, found {}", site.value.kind_name()));
            continue;
        };
        if !panel.has_text("kind", "Panel") {
            findings.report(&site.at, "the `kind` of a panel must be `Panel`");
        }
        if panel.object("spec").is_none() {
            findings.report(&site.at, "the panel has no `spec` that is an object");
        }
    }
}

fn panel_not_shown(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut shown = BTreeSet::new();
    for (_, reference) in references(doc, true) {
        let key = reference.and_then(|text| read(&text).ok().map(str::to_owned));
        shown.extend(key);
    }
    for panel in of_spec(doc, "panels") {
        if !shown.contains(&*panel.key) {
            findings.report(&panel.at, "no layout refers to the panel: it is not shown");
        }
    }
}

//! Names by which things are addressed (spec 10-model, 2.1).

use super::members::of_spec;
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;
use crate::perses::model::identifier_fault;

/// The dashboard has no name that Perses accepts (V2).
pub(super) const INVALID_NAME: Rule =
    Rule { id: "perses/invalid-name", severity: Severity::Error, check: invalid_name };

/// A panel's key is none that Perses accepts (V5).
pub(super) const INVALID_PANEL_KEY: Rule =
    Rule { id: "perses/invalid-panel-key", severity: Severity::Error, check: invalid_panel_key };

/// A panel's key has a dot, so that no layout can refer to it.
pub(super) const PANEL_KEY_WITH_DOT: Rule =
    Rule { id: "perses/panel-key-with-dot", severity: Severity::Warning, check: panel_key_with_dot };

fn invalid_name(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let metadata = doc.as_object().and_then(|document| document.object("metadata"));
    match metadata.and_then(|metadata| metadata.get("name")) {
        None | Some(Value::Null) => {
            let at = if metadata.is_some() { "/metadata" } else { "" };
            findings.report(at, "the dashboard has no `metadata.name`");
        }
        Some(Value::String(name)) => {
            if let Some(fault) = identifier_fault(&name.to_text()) {
                findings.report("/metadata/name", fault);
            }
        }
        Some(_) => {}
    }
}

fn invalid_panel_key(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for panel in of_spec(doc, "panels") {
        if let Some(fault) = identifier_fault(&panel.key) {
            findings.report(&panel.at, ["panel key: ", fault].concat());
        }
    }
}

fn panel_key_with_dot(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for panel in of_spec(doc, "panels") {
        if panel.key.contains('.') && identifier_fault(&panel.key).is_none() {
            findings.report(&panel.at, "no layout can refer to a panel whose key has a `.`");
        }
    }
}

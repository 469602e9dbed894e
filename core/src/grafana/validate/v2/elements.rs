//! The elements: panels and library panels, by name.

use super::super::members::require_different;
use super::layout::shown;
use super::{known_kind, unknown};
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Str, Value, push_name};
use std::collections::BTreeSet;

/// An element is neither a panel nor a library panel: it is read as nothing, and a layout that names it cannot be converted.
pub(super) const UNKNOWN_ELEMENT_KIND: Rule =
    Rule { id: "grafana/v2-unknown-element-kind", severity: Severity::Error, check: unknown_element_kind };

/// Two elements have the same panel id: links and annotations mean one of them.
pub(super) const DUPLICATE_PANEL_ID: Rule =
    Rule { id: "grafana/v2-duplicate-panel-id", severity: Severity::Error, check: duplicate_panel_id };

/// No layout names an element: it is not shown, and a conversion to the classic form drops it.
pub(super) const ELEMENT_NOT_SHOWN: Rule =
    Rule { id: "grafana/v2-element-not-shown", severity: Severity::Warning, check: element_not_shown };

/// Returns the elements, each with its name and its pointer.
pub(super) fn elements<'v, 'a>(doc: &'v Value<'a>) -> Vec<(String, String, &'v Value<'a>)> {
    let elements = doc.pointer("/spec/elements").and_then(Value::as_object);
    let element = |(name, value): (Str<'a>, &'v Value<'a>)| {
        let mut at = "/spec/elements".to_owned();
        let name = name.to_text().into_owned();
        push_name(&mut at, &name);
        (name, at, value)
    };
    elements.into_iter().flat_map(|elements| elements.iter()).map(element).collect()
}

fn unknown_element_kind(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for (_, at, element) in elements(doc) {
        if known_kind(element, &["Panel", "LibraryPanel"]).is_none() {
            findings.report(at, unknown("element", element));
        }
    }
}

fn duplicate_panel_id(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let id = |(_, at, element): (String, String, &Value<'_>)| {
        let id = element.pointer("/spec/id")?.as_number()?;
        Some((id.to_f64().to_bits().to_string(), id.to_string(), format!("{at}/spec/id")))
    };
    require_different("panel id", &mut elements(doc).into_iter().filter_map(id), findings);
}

fn element_not_shown(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut known = BTreeSet::new();
    known.extend(shown(doc).into_iter().map(|(name, _)| name));
    for (name, at, _) in elements(doc) {
        if !known.contains(&name) {
            findings.report(at, format!("no layout shows `{name}`"));
        }
    }
}

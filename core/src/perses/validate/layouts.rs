//! Layouts (spec 10-model, 6).

use super::members::of_spec;
use super::references::references;
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// A layout's kind, or the way an item repeats, is unknown (V7).
pub(super) const INVALID_LAYOUT: Rule =
    Rule { id: "perses/invalid-layout", severity: Severity::Error, check: invalid_layout };

fn invalid_layout(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in of_spec(doc, "layouts") {
        match site.value.as_object().and_then(|layout| layout.text("kind")).as_deref() {
            Some("Grid" | "Tabs") => {}
            Some(other) => {
                findings.report(site.below("/kind"), format!("unknown layout.kind \"{other}\" used"));
            }
            None => findings.report(&site.at, "the layout has no `kind`: `Grid` or `Tabs`"),
        }
    }
    for (item, _) in references(doc, true) {
        let alignment = item.object("repeatVariable").and_then(|repeat| repeat.get("alignment"));
        let is_known = |value: &Value<'_>| {
            value.is_null() || ["", "horizontal", "vertical"].iter().any(|known| value.is_text(known))
        };
        if alignment.is_some_and(|alignment| !is_known(alignment)) {
            let at = item.below("/repeatVariable/alignment");
            findings.report(at, "the alignment must be `horizontal` or `vertical`");
        }
    }
}

//! v29: query variables are refreshed, on load at least, and saved options go.
//!
//! Before: `{"templating": {"list": [{"type": "query", "name": "pod", "refresh": 0, "options": [{"text": "a", "value": "a"}]}]}}`
//! After:  `{"templating": {"list": [{"type": "query", "name": "pod", "refresh": 1, "options": []}]}}`
//!
//! 1 (on load) and 2 (on change of the time range) stay, fractions cut off; anything else becomes 1. The options are
//! fetched anew (spec 20-versions-17-30).

use super::lists::variables;
use super::readers::integer;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Draft, Object};

pub(super) const STEP: Step = Step {
    id: "grafana/29",
    summary: "query variables are refreshed, on load at least, and saved options go",
    kind: Kind::Normalize,
    up,
    ..Step::between(28, 29)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    for variable in variables(doc).filter(|variable| variable.has_text("type", "query")) {
        if !matches!(integer(variable, "refresh"), Some(1 | 2)) {
            variable.set("refresh", 1);
        }
        if variable.array("options").is_some_and(|options| !options.is_empty()) {
            variable.set("options", Draft::json("[]"));
        }
    }
    Ok(())
}

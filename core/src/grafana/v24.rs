//! v24: tables with column styles are marked as old ones.
//!
//! Before: `{"panels": [{"type": "table", "styles": [], "pageSize": 15}]}`
//! After:  `{"panels": [{"type": "table", "styles": [], "pageSize": 15, "autoMigrateFrom": "table-old"}]}`
//!
//! Their settings stay for Grafana's own panel code to convert. Styles of any type but null count. Only top-level panels
//! are visited (spec 20-versions-17-30).

use super::panels::top_level;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/24",
    summary: "tables with column styles are marked as old ones",
    kind: Kind::Additive,
    up,
    ..Step::between(23, 24)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    top_level(doc, |panel| {
        let is_old = panel.has_text("type", "table") && !panel.is_missing("styles");
        // A member that next to no panel has (rule 3).
        if is_old && !panel.has_text("table", "table2") {
            panel.set("autoMigrateFrom", "table-old");
        }
    });
    Ok(())
}

//! v35: a time series with hidden axes keeps its time axis.
//!
//! Before: `{"panels": [{"type": "timeseries", "fieldConfig": {"defaults": {"custom": {"axisPlacement": "hidden"}}, "overrides": []}}]}`
//! After:  `{"panels": [{"type": "timeseries", "fieldConfig": {"defaults": {"custom": {"axisPlacement": "hidden"}}, "overrides": [{"matcher": {"id": "byType", "options": "time"}, "properties": [{"id": "custom.axisPlacement", "value": "auto"}]}]}}]}`
//!
//! Top-level panels only, those in rows not. The override is added even if it is there already; `overrides` that are no
//! array give way to it (spec 30-versions-31-42).

use super::losses::dropped;
use super::panels::in_list;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Draft, Object};

pub(super) const STEP: Step = Step {
    id: "grafana/35",
    summary: "a time series with hidden axes keeps its time axis",
    kind: Kind::Additive,
    lossy: true,
    up,
    ..Step::between(34, 35)
};

const OVERRIDE: &str = r#"{"matcher":{"id":"byType","options":"time"},"properties":[{"id":"custom.axisPlacement","value":"auto"}]}"#;

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    in_list(doc, "panels", None, |panel, place| {
        if !panel.has_text("type", "timeseries") {
            return;
        }
        let Some(config) = panel.object_mut("fieldConfig").filter(|config| hides_axes(config)) else {
            return;
        };
        if config.array("overrides").is_none()
            && let Some(old) = config.set("overrides", Draft::json("[]"))
        {
            dropped(notes, format_args!("{place}/fieldConfig/overrides"), &old, "overrides are a list");
        }
        if let Some(overrides) = config.array_mut("overrides") {
            overrides.push(Draft::json(OVERRIDE));
        }
    });
    Ok(())
}

fn hides_axes(config: &Object<'_>) -> bool {
    let custom = config.object("defaults").and_then(|defaults| defaults.object("custom"));
    custom.is_some_and(|custom| custom.has_text("axisPlacement", "hidden"))
}

//! v18: `options-gauge` becomes `options`, with value formatting in `valueOptions`.
//!
//! Before: `{"panels": [{"options": {}, "options-gauge": {"unit": "bytes", "max": 9, "thresholds": [{"value": 1}, {"value": 5}]}}]}`
//! After:  `{"panels": [{"options": {"valueOptions": {"unit": "bytes"}, "max": 9, "thresholds": [{"value": 5}, {"value": 1}]}}]}`
//!
//! Thresholds come in opposite order; what is no list of them goes. Former `options` are replaced as a whole;
//! `valueOptions` of the old settings win. The type of a panel does not matter; only top-level panels are visited (spec
//! 20-versions-17-30).

use super::losses::{defaulted, dropped};
use super::panels::numbered;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::{Array, Object, array, object};
use std::fmt;

pub(super) const STEP: Step = Step {
    id: "grafana/18",
    summary: "`options-gauge` becomes `options`, with value formatting in `valueOptions`",
    kind: Kind::Restructure,
    lossy: true,
    up,
    ..Step::between(17, 18)
};

/// Settings that go into `valueOptions` (rule 2.1).
const VALUE_OPTIONS: [&str; 5] = ["unit", "stat", "decimals", "prefix", "suffix"];

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    for (index, panel) in doc.array_mut("panels").into_iter().flat_map(numbered) {
        let Some(settings) = panel.object_mut("options-gauge") else { continue };
        convert(settings, format_args!("/panels/{index}/options-gauge"), notes);
        let Some(options) = panel.remove("options-gauge") else { continue };
        if let Some(old) = panel.set("options", options) {
            let at = format_args!("/panels/{index}/options");
            defaulted(notes, at, &old, "`options-gauge` takes its place");
        }
    }
    Ok(())
}

/// Gives settings their new form (rule 2).
fn convert(settings: &mut Object<'_>, at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    if let Some(options) = settings.remove("options") {
        dropped(notes, format_args!("{at}/options"), &options, "settings have no `options` of their own");
    }
    let formatting = VALUE_OPTIONS.iter().filter_map(|name| Some((*name, settings.remove(name)?)));
    let formatting: Vec<_> = formatting.collect();
    if settings.contains("valueOptions") {
        for (name, value) in &formatting {
            dropped(notes, format_args!("{at}/{name}"), value, "`valueOptions` wins");
        }
    } else {
        settings.insert(0, "valueOptions", object(formatting));
    }
    let thresholds = settings.array_mut("thresholds").map(Array::take_all).unwrap_or_default();
    if !thresholds.is_empty() {
        settings.set("thresholds", array(thresholds.into_iter().rev()));
    } else if let Some(thresholds) = settings.remove("thresholds") {
        dropped(notes, format_args!("{at}/thresholds"), &thresholds, "thresholds are a list");
    }
}

//! What an upward step tells before it begins: old members and foreign panels (spec 30-schema-versions, 4: W1, W2).
//!
//! Each is told by the first step of a run that finds any.

use crate::engine::Notes;
use crate::json::{Array, Object, push_name};

/// The panel kinds that ship with Perses (spec 10-model, 4.1).
const PANEL_KINDS: [&str; 18] = [
    "AlertTable",
    "BarChart",
    "FlameChart",
    "GaugeChart",
    "HeatMapChart",
    "HistogramChart",
    "LogsTable",
    "Markdown",
    "PieChart",
    "ScatterChart",
    "SilenceTable",
    "StatChart",
    "StatusHistoryChart",
    "Table",
    "TimeSeriesChart",
    "TimeSeriesTable",
    "TraceTable",
    "TracingGanttChart",
];

/// The registry whose plugins ship with Perses.
const REGISTRY: &str = "perses.dev";

/// Old spellings of members of list variables.
const OLD_VARIABLE_MEMBERS: [&str; 5] =
    ["default_value", "allow_all_value", "allow_multiple", "custom_all_value", "capturing_regexp"];

/// Warns of members that are out of use; they are never changed.
pub(super) fn deprecated_fields(doc: &Object<'_>, notes: &mut Notes<'_>) {
    const CODE: &str = "deprecated-fields";
    let Some(spec) = doc.object("spec").filter(|_| !notes.has_warned(CODE)) else { return };
    let mut places = Vec::new();
    if spec.contains("datasource") {
        places.push(String::from("/spec/datasource"));
    }
    for (index, variable) in spec.array("variables").into_iter().flat_map(Array::iter).enumerate() {
        let Some(variable) = variable.as_object().and_then(|variable| variable.object("spec")) else {
            continue;
        };
        let old = OLD_VARIABLE_MEMBERS.iter().filter(|name| variable.contains(name));
        places.extend(old.map(|name| format!("/spec/variables/{index}/spec/{name}")));
    }
    if !places.is_empty() {
        notes.warn_related(CODE, None, places, "Dashboard uses deprecated fields");
    }
}

/// Warns of each panel whose plugin does not ship with Perses; a step that breaks readers may break it, too.
pub(super) fn custom_plugins(doc: &Object<'_>, notes: &mut Notes<'_>) {
    const CODE: &str = "custom-plugin";
    let panels = doc.object("spec").and_then(|spec| spec.object("panels"));
    let Some(panels) = panels.filter(|_| !notes.has_warned(CODE)) else { return };
    for (key, panel) in panels.iter() {
        let spec = panel.as_object().and_then(|panel| panel.object("spec"));
        let plugin = spec.and_then(|spec| spec.object("plugin"));
        if plugin.is_some_and(ships_with_perses) {
            continue;
        }
        let kind = plugin.and_then(|plugin| plugin.text("kind")).unwrap_or_default();
        let mut at = String::from("/spec/panels");
        push_name(&mut at, &key.to_text());
        at.push_str("/spec/plugin");
        notes.warn(CODE, at, format!("Panel {key} uses custom plugin {kind} - may require manual update"));
    }
}

fn ships_with_perses(plugin: &Object<'_>) -> bool {
    let registry = plugin.object("metadata").and_then(|metadata| metadata.text("registry"));
    let foreign = registry.is_some_and(|registry| !registry.is_empty() && registry != REGISTRY);
    !foreign && PANEL_KINDS.iter().any(|kind| plugin.has_text("kind", kind))
}

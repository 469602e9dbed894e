//! Clean-up of one panel (spec 00-pipeline, 9.4 and 9.5).

use super::defaults::{is_default, is_default_field_config, is_empty_array, is_empty_object};
use super::finish::remove_nulls;
use super::library_panel::{cut, is_library_panel};
use super::losses::dropped;
use super::place::Place;
use super::prepare::{HAD_CUSTOM, HAD_TRANSFORMATIONS};
use super::readers::flag;
use crate::engine::Notes;
use crate::json::{Draft, Lasting, Object, Value};

/// Members of a panel that are never stored (9.5.3).
const RUN_TIME_MEMBERS: [&str; 17] = [
    "events",
    "isViewing",
    "isEditing",
    "isInView",
    "hasRefreshed",
    "cachedPluginOptions",
    "plugin",
    "queryRunner",
    "replaceVariables",
    "configRev",
    "hasSavedPanelEditChange",
    "getDisplayTitle",
    "dataSupport",
    "key",
    "isNew",
    "refreshWhenInView",
    "scopedVars",
];

const MARKS: [&str; 2] = [HAD_TRANSFORMATIONS, HAD_CUSTOM];

/// What an old table panel leaves behind (9.5.7).
const TABLE_LEFTOVERS: [&str; 5] = ["pageSize", "scroll", "fontSize", "showHeader", "sort"];

pub(super) fn tidy(panel: &mut Object<'_>, place: &Place<'_>, notes: &mut Notes<'_>) {
    if is_library_panel(panel) {
        return cut(panel, place, notes);
    }
    rename_retired_type(panel);
    warn_of_old_options(panel, place, notes);
    let had_transformations = is_marked(panel, HAD_TRANSFORMATIONS);
    let had_custom = is_marked(panel, HAD_CUSTOM);
    let is_row = panel.has_text("type", "row");
    panel.retain(|name, value| match &*name.to_text() {
        "repeat" if is_row => !value.is_text(""),
        "transformations" if place.is_outer() || !had_transformations => !is_empty_array(value),
        name => !RUN_TIME_MEMBERS.contains(&name) && !is_default(name, value),
    });
    remove_nulls(panel);
    if panel.has_text("type", "table") && !panel.has_text("autoMigrateFrom", "table-old") {
        drop_table_leftovers(panel, place, notes);
    }
    tidy_field_config(panel, had_custom);
    panel.retain(|name, value| {
        let is_mark = MARKS.iter().any(|mark| name == *mark);
        let is_empty_targets = name == "targets" && is_empty_array(value);
        !(is_mark || is_empty_targets)
    });
}

/// Returns whether a member is never stored, or a mark of `prepare`.
pub(super) fn is_run_time(name: &str) -> bool {
    RUN_TIME_MEMBERS.contains(&name) || MARKS.contains(&name)
}

fn is_marked(panel: &Object<'_>, mark: &str) -> bool {
    flag(panel, mark)
}

/// Gives a panel of a retired type the name of the one that took its place (9.4).
fn rename_retired_type(panel: &mut Object<'_>) {
    if let (Some(old), Some(new)) = (panel.text("type"), successor(panel)) {
        panel.set("autoMigrateFrom", old);
        panel.set("type", new);
    }
}

/// Returns the type that took the place of a panel's retired one (9.4).
pub(super) fn successor(panel: &Object<'_>) -> Option<&'static str> {
    Some(match &*panel.text("type")? {
        "graph" | "graphite" => successor_of_graph(panel),
        "table-old" => "table",
        "singlestat" | "grafana-singlestat-panel" => "stat",
        "grafana-piechart-panel" => "piechart",
        "grafana-worldmap-panel" => "geomap",
        "natel-discrete-panel" => "state-timeline",
        _ => return None,
    })
}

/// Tells which panels nobody but their own code finishes: those that name the type they were (9.4.3).
fn warn_of_old_options(panel: &Object<'_>, place: &Place<'_>, notes: &mut Notes<'_>) {
    let Some(old) = panel.text("autoMigrateFrom").filter(|old| !old.is_empty()) else { return };
    let new = panel.text("type").unwrap_or_default();
    let message =
        format!("`{old}` becomes `{new}`; its old options are converted by Grafana when the panel is opened");
    notes.warn("panel-finished-by-grafana", place.to_string(), message);
}

/// Drops what an old table leaves behind; with `styles` it has not been converted (9.5.7).
fn drop_table_leftovers(panel: &mut Object<'_>, place: &Place<'_>, notes: &mut Notes<'_>) {
    let is_old = panel.contains("styles");
    panel.retain(|name, value| {
        let Some(leftover) = TABLE_LEFTOVERS.iter().find(|leftover| name == **leftover) else { return true };
        if is_old {
            dropped(
                notes,
                format_args!("{place}/{leftover}"),
                value,
                "only a table that comes from `table-old` keeps it",
            );
        }
        false
    });
}

fn successor_of_graph(panel: &Object<'_>) -> &'static str {
    let mode = panel.object("xaxis").and_then(|axis| axis.text("mode"));
    let shows_values = || panel.object("legend").is_some_and(|legend| flag(legend, "values"));
    match mode.as_deref() {
        Some("series") if shows_values() => "bargauge",
        Some("series") => "barchart",
        Some("histogram") => "histogram",
        _ => "timeseries",
    }
}

/// Compares the field configuration once more and settles what becomes of `custom` (9.5.8, 9.5.10, 9.5.11).
fn tidy_field_config(panel: &mut Object<'_>, had_custom: bool) {
    if !had_custom && panel.get("fieldConfig").is_some_and(is_default_field_config) {
        panel.remove("fieldConfig");
    }
    if had_custom && !panel.contains("fieldConfig") {
        panel.set("fieldConfig", Draft::json(r#"{"defaults":{"custom":{}},"overrides":[]}"#));
    }
    let migrated_from = panel.text("autoMigrateFrom");
    let from_singlestat = matches!(migrated_from.as_deref(), Some("singlestat" | "grafana-singlestat-panel"));
    let Some(defaults) = panel.object_mut("fieldConfig").and_then(|config| config.object_mut("defaults"))
    else {
        return;
    };
    let is_singlestat = from_singlestat || has_colors_of_singlestat(defaults);
    if is_singlestat && defaults.get("custom").is_some_and(is_empty_object) {
        defaults.remove("custom");
    }
    if had_custom && !defaults.contains("custom") {
        defaults.set("custom", Draft::json("{}"));
    }
}

/// Looks like a former singlestat (9.5.12).
fn has_colors_of_singlestat(defaults: &Object<'_>) -> bool {
    let color = defaults.object("color");
    let fixed =
        color.is_some_and(|color| color.text("fixedColor").is_some() && color.has_text("mode", "fixed"));
    // A lasting null stands for a list (0.8).
    let has_mappings =
        matches!(defaults.get("mappings"), Some(Value::Array(_) | Value::LastingNull(Lasting::EmptyArray)));
    fixed && has_mappings
}

//! How a panel looks: its plugin and its options (spec 10-format-v2, section 5).

use super::field_config;
use super::marks::{mark_free, mark_free_text};
use super::panel::drop_kind;
use super::path::Path;
use super::schema::{
    In, Member, Type,
    Written::{Always, Null},
    member,
};
use super::source::Source;
use crate::engine::Notes;
use crate::grafana::losses::dropped;
use crate::grafana::tidy_panel::successor;
use crate::grafana::v2::object;
use crate::json::{self, Draft, Members, Object, Str, Value};

pub(super) const VIZ_CONFIG: &[Member] = &[
    member("kind", Type::Text, Always),
    member("group", Type::Text, Always).only(In::Beta),
    member("version", Type::Text, Always).only(In::Beta),
    member(
        "spec",
        Type::Object(&[
            member("pluginVersion", Type::Text, Always).only(In::Alpha),
            member("options", Type::AnyMap, Null),
            member("fieldConfig", field_config::FIELD_CONFIG, Always),
        ]),
        Always,
    ),
];

/// Returns whether a member of a classic panel is not left to the plugin (spec 20-classic-to-v2, 9.3).
fn is_known(name: &str) -> bool {
    matches!(
        name,
        "type"
            | "id"
            | "pluginVersion"
            | "targets"
            | "title"
            | "description"
            | "transparent"
            | "datasource"
            | "gridPos"
            | "links"
            | "repeat"
            | "repeatDirection"
            | "maxPerRow"
            | "maxDataPoints"
            | "transformations"
            | "interval"
            | "timeFrom"
            | "timeShift"
            | "hideTimeOverride"
            | "timeCompare"
            | "libraryPanel"
            | "cacheTimeout"
            | "queryCachingTTL"
            | "options"
            | "fieldConfig"
            | "autoMigrateFrom"
    )
}

/// The option that keeps what the plugin has to convert itself.
const MIGRATION: &str = "__angularMigration";

/// Takes the appearance of a classic panel (spec 20-classic-to-v2, section 9).
pub(super) fn up<'a>(panel: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    let successor = successor(panel.as_object());
    let kind = panel.text("type").unwrap_or_else(|| Str::plain("timeseries"));
    let remembered = panel.filled_text("autoMigrateFrom");
    let (group, is_migrated) = match (remembered, successor) {
        (Some(_), _) => (kind.into(), true),
        (None, Some(successor)) => (successor.into(), true),
        (None, None) => (kind.into(), false),
    };
    let migration = migration_up(panel, remembered.unwrap_or(kind), is_migrated);
    let options = options_up(panel, migration, notes);
    let spec = [
        ("pluginVersion", panel.text_or_empty("pluginVersion")),
        ("options", options),
        ("fieldConfig", field_config::up(panel, notes)),
    ];
    object(panel.arena(), [("kind", group), ("spec", object(panel.arena(), spec))])
}

/// Takes what only the plugin knows, if there is any or the panel was of another type (9.4 and 9.5).
fn migration_up<'a>(panel: &mut Source<'_, 'a>, from: Str<'a>, is_migrated: bool) -> Option<Draft<'a>> {
    if from == *"" {
        return None;
    }
    let others = panel.take_others(is_known);
    if others.is_empty() && !is_migrated {
        return None;
    }
    let others: Vec<(Str<'a>, Draft<'a>)> =
        others.into_iter().map(|member| (member.name, mark_free(member.value))).collect();
    Some(object(
        panel.arena(),
        [("autoMigrateFrom", mark_free_text(from)), ("originalOptions", json::object(others))],
    ))
}

/// Takes the options and adds what the plugin has to convert.
fn options_up<'a>(
    panel: &mut Source<'_, 'a>,
    migration: Option<Draft<'a>>,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    let options = panel.object("options");
    match (options, migration) {
        (Some(options), migration) => {
            let old = migration.and_then(|migration| options.set(MIGRATION, migration));
            if let Some(old) = old {
                let at = panel.at();
                let message = "what the panel was migrated from now takes its place";
                dropped(notes, format_args!("{at}/options/{MIGRATION}"), &old, message);
            }
            mark_free(Value::Object(options))
        }
        (None, Some(migration)) => object(panel.arena(), [(MIGRATION, migration)]),
        (None, None) => Draft::json("{}"),
    }
}

/// Moves the appearance of v2alpha1 to a classic panel (spec 30-v2-to-classic, 5.2 and 13.4).
pub(super) fn down<'a>(viz: &mut Object<'a>, panel: &mut Members<'a>) {
    panel.put("type", viz.take("kind").into());
    let Some(spec) = viz.object_mut("spec") else { return };
    panel.put("pluginVersion", spec.take("pluginVersion").into());
    let options = spec.take("options").filter(|options| !options.is_null());
    panel.put_some("options", options);
    let config = spec.take("fieldConfig").and_then(field_config::down);
    panel.put_some("fieldConfig", config);
}

/// Gives the appearance the members of v2beta1 (spec 40-v2alpha1-v2beta1, 7.2).
pub(super) fn to_beta(viz: &mut Object<'_>) {
    let version = viz.object_mut("spec").and_then(|spec| spec.remove("pluginVersion"));
    let group = viz.take("kind");
    viz.set("kind", "VizConfig");
    viz.insert(1, "group", group);
    viz.insert(2, "version", version);
}

/// Gives the appearance the members of v2alpha1.
pub(super) fn to_alpha(viz: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    drop_kind(viz, "VizConfig", at, notes);
    let (group, version) = (viz.remove("group"), viz.remove("version"));
    viz.set("kind", group);
    let Some(spec) = viz.object_mut("spec") else { return };
    spec.insert(0, "pluginVersion", version);
    if let Some(config) = spec.object_mut("fieldConfig") {
        let at = at.member("spec");
        field_config::to_alpha(config, &at.member("fieldConfig"), notes);
    }
}

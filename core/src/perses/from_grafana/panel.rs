//! Every panel (spec 20-grafana-to-perses, section 5).

use super::bridge::Bridge;
use super::fault::{Fault, fault};
use super::fields::{Fields, elements, filled, given, is_text, look, text};
use super::settings::{self, Reads};
use super::{charts, links, logs, markdown, old_table, query, stat, table, time_series};
use crate::engine::{LossKind, StepError};
use crate::json::{Draft, Object, Value, push_index};
use std::borrow::Cow;
use std::fmt::{Display, Write};

/// A panel of Grafana and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Panel<'p, 'a> {
    /// What stands there.
    pub(super) value: &'p Value<'a>,
    /// Its members; none if it is no object.
    pub(super) object: &'p Object<'a>,
    /// Its `options`, `fieldConfig.defaults` and `fieldConfig.defaults.custom`.
    pub(super) options: Option<&'p Object<'a>>,
    pub(super) defaults: Option<&'p Object<'a>>,
    pub(super) custom: Option<&'p Object<'a>>,
    pub(super) place: Place,
}

/// Where a panel stands: in the dashboard, or in a row of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) outer: usize,
    pub(super) inner: Option<usize>,
}

impl Place {
    /// Returns the pointer to the panel, with room for a path in it.
    pub(super) fn pointer(self) -> String {
        let mut pointer = String::with_capacity(64);
        for index in [Some(self.outer), self.inner].into_iter().flatten() {
            pointer.push_str("/panels");
            push_index(&mut pointer, index);
        }
        pointer
    }
}

impl<'p, 'a> Panel<'p, 'a> {
    pub(super) fn new(value: &'p Value<'a>, object: &'p Object<'a>, place: Place) -> Self {
        let defaults = object.object("fieldConfig").and_then(|config| config.object("defaults"));
        let custom = defaults.and_then(|defaults| defaults.object("custom"));
        Self { value, object, options: object.object("options"), defaults, custom, place }
    }

    /// Makes an object to be in the document of the panel.
    pub(super) fn fields(&self) -> Fields<'a> {
        Fields::beside(self.object)
    }

    /// Returns the pointer to something in the panel.
    pub(super) fn at(&self, path: impl Display) -> String {
        let mut at = self.place.pointer();
        // Writing to a String cannot fail.
        let _ = write!(at, "/{path}");
        at
    }

    /// Returns a member of `options`.
    pub(super) fn option(&self, name: &str) -> Option<&'p Value<'a>> {
        self.options?.get(name)
    }

    /// Returns a member of `fieldConfig.defaults`.
    pub(super) fn default(&self, name: &str) -> Option<&'p Value<'a>> {
        self.defaults?.get(name)
    }

    /// Returns a member of `fieldConfig.defaults.custom`.
    pub(super) fn custom(&self, name: &str) -> Option<&'p Value<'a>> {
        self.custom?.get(name)
    }

    /// Returns the overrides.
    pub(super) fn overrides(&self) -> &'p [Value<'a>] {
        elements(look(self.object, &["fieldConfig", "overrides"]))
    }

    /// Returns the queries.
    pub(super) fn targets(&self) -> &'p [Value<'a>] {
        elements(self.object.get("targets"))
    }

    /// Returns a member of a query.
    pub(super) fn of_target(&self, index: usize, name: &str) -> Option<&'p Value<'a>> {
        self.targets().get(index)?.as_object()?.get(name)
    }

    /// Tells that an override does nothing in Perses, if it did anything in Grafana.
    pub(super) fn lose_override(&self, bridge: &mut Bridge<'_, '_>, index: usize, value: &Value<'a>) {
        if value.as_object().is_some_and(|rule| !elements(rule.get("properties")).is_empty()) {
            let at = self.at(format_args!("fieldConfig/overrides/{index}"));
            bridge.lose_member(at, value, "the override has no effect in Perses");
        }
    }
}

/// How panels of some types are converted.
pub(super) struct Kind {
    /// Grafana's names.
    types: &'static [&'static str],
    /// The plugin of Perses.
    plugin: &'static str,
    /// Makes the plugin's `spec`.
    convert: for<'a> fn(&Panel<'_, 'a>, &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault>,
    /// The settings that the conversion reads: what else a panel says is told as lost.
    pub(super) reads: Reads,
    /// Whether the conversion looks at overrides, and tells of those without effect.
    pub(super) reads_overrides: bool,
}

/// The types that have a conversion (P2).
const KINDS: &[Kind] = &[
    Kind {
        types: &["timeseries", "graph"],
        plugin: "TimeSeriesChart",
        convert: time_series::convert,
        reads: time_series::READS,
        reads_overrides: true,
    },
    Kind {
        types: &["gauge"],
        plugin: "GaugeChart",
        convert: charts::gauge,
        reads: charts::GAUGE_READS,
        reads_overrides: false,
    },
    Kind {
        types: &["stat"],
        plugin: "StatChart",
        convert: stat::convert,
        reads: stat::READS,
        reads_overrides: true,
    },
    Kind {
        types: &["bargauge"],
        plugin: "BarChart",
        convert: charts::bar,
        reads: charts::BAR_READS,
        reads_overrides: false,
    },
    Kind {
        types: &["piechart"],
        plugin: "PieChart",
        convert: charts::pie,
        reads: charts::PIE_READS,
        reads_overrides: false,
    },
    Kind {
        types: &["text"],
        plugin: "Markdown",
        convert: markdown::convert,
        reads: markdown::READS,
        reads_overrides: false,
    },
    Kind {
        types: &["status-history"],
        plugin: "StatusHistoryChart",
        convert: charts::status_history,
        reads: charts::STATUS_HISTORY_READS,
        reads_overrides: false,
    },
    Kind {
        types: &["table"],
        plugin: "Table",
        convert: table::convert,
        reads: table::READS,
        reads_overrides: true,
    },
    Kind {
        types: &["table-old"],
        plugin: "Table",
        convert: old_table::convert,
        reads: old_table::READS,
        reads_overrides: false,
    },
    Kind {
        types: &["logs"],
        plugin: "LogsTable",
        convert: logs::convert,
        reads: logs::READS,
        reads_overrides: false,
    },
];

/// What stands in the place of a panel that has no conversion (P3).
const PLACEHOLDER: &str =
    r#"{"kind": "Markdown", "spec": {"text": "**Migration from Grafana not supported !**"}}"#;

/// Converts a panel.
pub(super) fn convert<'a>(
    panel: &Panel<'_, 'a>,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Draft<'a>, StepError> {
    let mut spec = panel.fields();
    spec.put("display", display(panel, bridge));
    let kind = panel.object.get("type");
    match KINDS.iter().find(|known| known.types.iter().any(|name| is_text(kind, name))) {
        Some(kind) => {
            spec.put("plugin", plugin(panel, kind, bridge)?);
            spec.put_list("queries", query::queries(panel, bridge)?);
            spec.put_list("links", links::of_panel(panel, bridge)?);
        }
        None => {
            lose_panel(panel, bridge, "the conversion does not know this type of panel");
            spec.put("plugin", Draft::json(PLACEHOLDER));
        }
    }
    Ok(spec.of_kind("Panel"))
}

fn display<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Fields<'a> {
    let mut display = panel.fields();
    match filled(panel.object.get("title")) {
        Some(title) => display.put("name", title),
        None => display.put("name", "empty"),
    }
    display.put_some("description", filled(panel.object.get("description")));
    for name in ["title", "description"] {
        if let Some(value) = given(panel.object.get(name)).filter(|value| text(Some(value)).is_none()) {
            bridge.lose_member(panel.at(name), value, "it is no text");
        }
    }
    display
}

/// Makes the plugin; of a panel that fails the placeholder, unless the caller wants the failure.
fn plugin<'a>(
    panel: &Panel<'_, 'a>,
    kind: &Kind,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Draft<'a>, StepError> {
    let mark = bridge.mark();
    match check_overrides(panel).and_then(|()| (kind.convert)(panel, bridge)) {
        Ok(spec) => {
            settings::lose_unread(panel, kind, bridge);
            Ok(spec.of_kind(kind.plugin))
        }
        Err(fault) if bridge.is_strict() => Err(fault.into_error(panel)),
        Err(fault) => {
            bridge.forget(mark);
            lose_panel(panel, bridge, format!("the panel cannot be converted: {}", fault.0));
            Ok(Draft::json(PLACEHOLDER))
        }
    }
}

fn check_overrides(panel: &Panel<'_, '_>) -> Result<(), Fault> {
    match given(look(panel.object, &["fieldConfig", "overrides"])) {
        None | Some(Value::Array(_)) => Ok(()),
        Some(_) => fault("the overrides are not a list"),
    }
}

fn lose_panel(panel: &Panel<'_, '_>, bridge: &mut Bridge<'_, '_>, message: impl Into<Cow<'static, str>>) {
    bridge.lose(LossKind::Panel, panel.place.pointer(), panel.value, message);
}

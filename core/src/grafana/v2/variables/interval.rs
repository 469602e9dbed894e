//! Intervals.

use super::table::{CURRENT, DESCRIPTION, HIDE, Kind, LABEL, NAME, OPTIONS, QUERY, REFRESH, SKIP_URL_SYNC};
use crate::engine::Notes;
use crate::grafana::losses::defaulted;
use crate::grafana::readers::filled_text;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::schema::{INT, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Array, Draft, Members, Object, Value};

pub(super) static KIND: Kind = Kind {
    up,
    down,
    to_beta: |variable, at, notes| {
        set_refresh(variable, "onTimeRangeChanged", at, notes);
        Ok(())
    },
    to_alpha: |variable, at, notes| set_refresh(variable, "load", at, notes),
    ..Kind::new(
        "interval",
        "IntervalVariable",
        &[
            NAME,
            LABEL,
            DESCRIPTION,
            QUERY,
            CURRENT,
            OPTIONS,
            member("auto", Type::Flag, Written::Always),
            member("auto_min", Type::Text, Written::Always),
            member("auto_count", INT, Written::Always),
            REFRESH,
            HIDE,
            SKIP_URL_SYNC,
        ],
    )
};

fn up<'a>(variable: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let query = match variable.filled_text("query") {
        Some(query) => query.into(),
        None => intervals(variable.peek("options").and_then(Value::as_array)).into(),
    };
    lose_refresh(variable.take("refresh").as_ref(), &variable.at(), notes);
    Members::of(variable.arena(), [("query", query), ("refresh", "onTimeRangeChanged".into())])
}

/// Rebuilds the query from the options (spec 20-classic-to-v2, 13.8).
fn intervals(options: Option<&Array<'_>>) -> String {
    let mut query = String::new();
    for option in options.into_iter().flat_map(Array::objects) {
        let name = if option.contains("value") { "value" } else { "text" };
        if let Some(interval) = filled_text(option, name) {
            if !query.is_empty() {
                query.push(',');
            }
            query.push_str(&interval);
        }
    }
    query
}

fn down<'a>(spec: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    lose_refresh(spec.take("refresh").as_ref(), &spec.at(), notes);
    Members::new(spec.arena())
}

fn set_refresh(variable: &mut Object<'_>, refresh: &'static str, at: &Path<'_>, notes: &mut Notes<'_>) {
    let Some(spec) = variable.object_mut("spec") else { return };
    let old = spec.set("refresh", Draft::from(refresh));
    lose_refresh(old.as_ref(), &at.member("spec"), notes);
}

/// Tells that a `refresh` has no effect, if it is not what all intervals have.
fn lose_refresh(refresh: Option<&Value<'_>>, owner: &Path<'_>, notes: &mut Notes<'_>) {
    let usual = match refresh {
        None | Some(Value::Bool(false)) => true,
        Some(Value::Number(number)) => matches!(number.to_i64(), 0 | 2),
        Some(other) => ["", "load", "onTimeRangeChanged"].iter().any(|text| other.is_text(text)),
    };
    if let Some(refresh) = refresh.filter(|_| !usual) {
        let message = "an interval is always refreshed with the time range";
        defaulted(notes, format_args!("{}", owner.member("refresh")), refresh, message);
    }
}

//! A library panel is stored as a reference and nothing else (spec 00-pipeline 9.5.1).

use super::defaults::is_default;
use super::losses::{asks_something, lose_member};
use super::place::{Name, Place};
use super::tidy_panel::is_run_time;
use crate::engine::{LossCode, LossKind, Notes};
use crate::json::{Object, Value};
use std::fmt;

/// All that is stored.
const STORED: [&str; 4] = ["id", "title", "gridPos", "libraryPanel"];

const CODE: LossCode = LossCode::RunTimeCopy;
const MESSAGE: &str = "a library panel is stored as a reference; the library holds the rest";

/// Returns whether clean-up leaves a reference only.
pub(super) fn is_library_panel(panel: &Object<'_>) -> bool {
    !panel.is_missing("libraryPanel")
}

/// Cuts a library panel down to its reference.
pub(super) fn cut(panel: &mut Object<'_>, place: &Place<'_>, notes: &mut Notes<'_>) {
    for (name, value) in panel.iter() {
        let name = name.to_text();
        if !STORED.contains(&&*name) {
            lose(&name, value, place, notes);
        }
    }
    panel.retain(|name, value| STORED.iter().any(|stored| name == *stored) && !value.is_null());
}

/// Notes what is lost with a member: each query, link and panel by itself.
pub(super) fn lose(name: &str, value: &Value<'_>, place: &dyn fmt::Display, notes: &mut Notes<'_>) {
    let kind = match name {
        // Steps write it even if there is no query that it could serve.
        "datasource" => return,
        "targets" => LossKind::Query,
        "links" => LossKind::Link,
        "panels" => LossKind::Panel,
        _ => LossKind::Member,
    };
    match value {
        _ if is_run_time(name) || is_default(name, value) => {}
        Value::Array(items) if kind != LossKind::Member => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Value::Object(query) if kind == LossKind::Query && !asks_something(query) => {}
                    Value::Object(_) => {
                        notes.lose(CODE, kind, format!("{place}/{name}/{index}"), Some(item), MESSAGE);
                    }
                    _ => lose_member(notes, CODE, format_args!("{place}/{name}/{index}"), item, MESSAGE),
                }
            }
        }
        _ => lose_member(notes, CODE, format_args!("{place}{}", Name(name)), value, MESSAGE),
    }
}

//! What the reference leaves of a dashboard whose version is below the lowest (spec 00-overview, 4.6).

use crate::engine::{Notes, StepError, Version};
use crate::grafana::forms::CLASSIC;
use crate::grafana::prepare;
use crate::json::{Draft, Object, Value};

/// Does what is done before the steps, and adds the block that clean-up would remove.
pub(super) fn leave(
    dashboard: &mut Object<'_>,
    version: i64,
    notes: &mut Notes<'_>,
) -> Result<(), StepError> {
    (CLASSIC.stamp)(dashboard, Version::Integer(version));
    prepare::run(dashboard, notes)?;
    let is_editable = is_true(dashboard.get("editable"));
    if dashboard.object("meta").is_none() {
        dashboard.set("meta", Draft::json("{}"));
    }
    if let Some(meta) = dashboard.object_mut("meta") {
        permissions(meta, is_editable);
    }
    Ok(())
}

fn permissions(meta: &mut Object<'_>, is_editable: bool) {
    for name in ["canShare", "canSave", "canStar", "canEdit", "canDelete"] {
        set_if_missing(meta, name, Draft::from(true));
    }
    let can_edit = meta.get("canEdit").map(Value::copied);
    set_if_missing(meta, "showSettings", can_edit.into());
    let can_make_editable = is_true(meta.get("canSave")) && !is_editable;
    set_if_missing(meta, "canMakeEditable", Draft::from(can_make_editable));
    set_if_missing(meta, "hasUnsavedFolderChange", Draft::from(false));
    if !is_editable {
        for name in ["canEdit", "canDelete", "canSave"] {
            meta.set(name, false);
        }
    }
}

fn set_if_missing<'a>(object: &mut Object<'a>, name: &'static str, value: Draft<'a>) {
    if object.is_missing(name) {
        object.set(name, value);
    }
}

fn is_true(value: Option<&Value<'_>>) -> bool {
    matches!(value, Some(Value::Bool(true)))
}

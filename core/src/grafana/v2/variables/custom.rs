//! Lists of values that the author writes.

use super::table::{
    ALL_VALUE, ALLOW_CUSTOM_VALUE, CURRENT, DESCRIPTION, HIDE, INCLUDE_ALL, Kind, LABEL, MULTI, NAME,
    OPTIONS, QUERY, SKIP_URL_SYNC,
};
use crate::engine::Notes;
use crate::grafana::losses::dropped;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::schema::{Type, Written, member};
use crate::json::Object;

/// The formats of the values; v2beta1 takes no other one.
pub(super) const FORMATS: &[&str] = &["csv", "json"];

pub(super) static KIND: Kind = Kind {
    to_beta: |variable, at, notes| {
        let known = |format: &str| FORMATS.contains(&format);
        let format = variable.object("spec").and_then(|spec| spec.text("valuesFormat"));
        if !format.is_some_and(|format| known(&format)) {
            drop_format(variable, at, notes);
        }
        Ok(())
    },
    to_alpha: drop_format,
    ..Kind::new(
        "custom",
        "CustomVariable",
        &[
            NAME,
            LABEL,
            DESCRIPTION,
            QUERY,
            CURRENT,
            OPTIONS,
            MULTI,
            INCLUDE_ALL,
            ALL_VALUE,
            ALLOW_CUSTOM_VALUE,
            member("valuesFormat", Type::Text, Written::Set),
            HIDE,
            SKIP_URL_SYNC,
        ],
    )
};

/// Drops the format of the values (spec 40-v2alpha1-v2beta1, 4).
fn drop_format(variable: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let format = variable.object_mut("spec").and_then(|spec| spec.remove("valuesFormat"));
    if let Some(format) = format {
        let at = at.member("spec");
        let at = at.member("valuesFormat");
        dropped(notes, format_args!("{at}"), &format, "the format of the values is not taken along");
    }
}

//! `LogsTable` (spec 20-grafana-to-perses, 7.9).

use super::bridge::Bridge;
use super::fault::Fault;
use super::fields::Fields;
use super::panel::Panel;
use super::settings::Reads;
use crate::json::Value;

pub(super) const READS: Reads =
    Reads { options: &["wrapLogMessage", "showTime", "enableLogDetails"], ..Reads::NONE };

/// Makes the `spec`.
pub(super) fn convert<'a>(panel: &Panel<'_, 'a>, _bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut spec = panel.fields();
    spec.put_copy("allowWrap", panel.option("wrapLogMessage"));
    spec.put_copy("showTime", panel.option("showTime"));
    spec.put("enableDetails", panel.option("enableLogDetails").map_or(Value::Bool(true), Value::copied));
    Ok(spec)
}

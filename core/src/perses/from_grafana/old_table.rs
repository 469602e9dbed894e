//! `Table` from `table-old` (spec 20-grafana-to-perses, TA8).

use super::bridge::Bridge;
use super::columns::Names;
use super::fault::{Fault, fault};
use super::fields::{Fields, given, is_text};
use super::panel::Panel;
use super::settings::Reads;
use crate::json::{Draft, Value, array};

pub(super) const READS: Reads = Reads { panel: &["styles"], ..Reads::NONE };

/// Makes the `spec`.
pub(super) fn convert<'a>(panel: &Panel<'_, 'a>, _bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let mut spec = panel.fields();
    let styles = match panel.object.get("styles") {
        None => return Ok(spec),
        Some(Value::Array(styles)) => styles,
        Some(_) => return fault("the styles are not a list"),
    };
    let names = Names::new(panel);
    let mut columns = Vec::new();
    for style in styles.iter() {
        let style = style.as_object();
        let member = |name: &str| style.and_then(|style| style.get(name));
        let (Some(kind), Some(pattern)) = (member("type"), member("pattern").and_then(Value::as_text)) else {
            return fault("a style has no type or no pattern");
        };
        let mut column = panel.fields();
        column.put("name", names.of(&pattern)?);
        column.put_true("hide", kind.is_text("hidden"));
        column.put_copy("header", member("alias"));
        column.put_copy("align", given(member("align")).filter(|align| !is_text(Some(align), "auto")));
        columns.push(Draft::from(column));
    }
    spec.put("columnSettings", array(columns));
    Ok(spec)
}

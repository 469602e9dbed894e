//! `Table` (spec 20-grafana-to-perses, 7.8).

use super::bridge::Bridge;
use super::columns::{Columns, Names};
use super::fault::{Fault, fault};
use super::fields::{Fields, elements, given, is_text, look};
use super::mappings::{Style, mappings};
use super::panel::Panel;
use super::settings::Reads;
use super::table_overrides;
use crate::json::{Draft, Object, Value, array};

pub(super) const READS: Reads =
    Reads { panel: &["transformations"], options: &["cellHeight"], defaults: &["mappings"], ..Reads::NONE };

/// The transformations that have a counterpart, or say something of columns.
const KNOWN: [&str; 3] = ["organize", "merge", "joinByField"];

/// Makes the `spec`.
pub(super) fn convert<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let transformations = match given(panel.object.get("transformations")) {
        None | Some(Value::Array(_)) => elements(panel.object.get("transformations")),
        Some(_) => return fault("the transformations are not a list"),
    };
    let mut spec = panel.fields();
    spec.put_some("density", given(panel.option("cellHeight")).map(density));
    let names = Names::new(panel);
    let mut organized = Columns::default();
    let mut transforms = Vec::new();
    for (index, value) in transformations.iter().enumerate() {
        let object = value.as_object();
        let id = object.and_then(|object| object.get("id"));
        if !KNOWN.iter().any(|known| is_text(id, known)) {
            let at = panel.at(format_args!("transformations/{index}"));
            bridge.lose_member(at, value, "Perses has no such transformation");
            continue;
        }
        let Some(object) = object else { continue };
        if is_text(id, "organize") {
            if let Some(options) = object.object("options") {
                organized.organize(options, index, &names)?;
            }
        } else {
            transforms.push(transform(object));
        }
    }
    let own = table_overrides::columns(panel, &organized, &names, bridge)?;
    spec.put("columnSettings", own.settings(organized, panel, bridge));
    let style = Style { makes_cells: true, forgives_no_match: false, skips_unknown: false };
    spec.put_list("cellSettings", mappings(panel, style, bridge)?);
    spec.put_list("transforms", transforms);
    Ok(spec)
}

/// TA1.
fn density(height: &Value<'_>) -> &'static str {
    if height.is_text("sm") {
        "compact"
    } else if height.is_text("lg") {
        "comfortable"
    } else {
        "standard"
    }
}

/// TA7.
fn transform<'a>(object: &Object<'a>) -> Draft<'a> {
    let mut spec = Fields::beside(object);
    let is_merge = object.has_text("id", "merge");
    if !is_merge {
        let field = look(object, &["options", "byField"]).map(Value::copied);
        spec.put("columns", array(field));
    }
    spec.put_copy("disabled", object.get("disabled"));
    spec.of_kind(if is_merge { "MergeSeries" } else { "JoinByColumnValue" })
}

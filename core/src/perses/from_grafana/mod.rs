//! The bridge from Grafana: a classic dashboard becomes one of Perses (spec 20-grafana-to-perses).
//!
//! Before: `{"uid": "web", "title": "Web", "tags": ["b", "a"], "panels": []}`
//! After:  `{"kind": "Dashboard", "metadata": {"name": "web", "createdAt": "0001-01-01T00:00:00Z", "updatedAt": "0001-01-01T00:00:00Z", "version": 0, "project": "", "tags": ["a", "b"]}, "spec": {"display": {"name": "Web"}, "panels": {}, "layouts": [], "duration": "1h"}}`
//!
//! A panel that cannot be converted becomes a placeholder with its queries and links, unless `strict` asks for the
//! reference's behaviour, which is to fail. What is malformed in the dashboard itself fails always.

mod bridge;
mod calculations;
mod charts;
mod colours;
mod columns;
mod fault;
mod fields;
mod ignored;
mod inputs;
mod layout;
mod legend;
mod links;
mod logs;
mod mappings;
mod markdown;
mod old_table;
mod ordered;
mod panel;
mod pattern;
mod query;
mod query_settings;
mod settings;
mod stat;
mod table;
mod table_overrides;
mod thresholds;
mod time_series;
mod units;
mod variable;
mod variable_plugin;

use crate::engine::{Format, Kind, LossKind, Notes, Step, StepError, Version};
use crate::json::{Draft, Object, Str, Value, array, sorted};
use bridge::Bridge;
use fields::{Fields, elements, filled, given, text};

pub(in crate::perses) const STEP: Step = Step {
    id: "grafana-perses",
    summary: "a Grafana dashboard becomes a Perses dashboard",
    kind: Kind::Bridge,
    manual_review: true,
    lossy: true,
    from_family: Some("grafana"),
    also_from: &[
        Version::Integer(36),
        Version::Integer(37),
        Version::Integer(38),
        Version::Integer(39),
        Version::Integer(40),
        Version::Integer(41),
    ],
    up,
    first: Some(inputs::STAGE),
    stamps: false,
    ..Step::new(Version::Integer(42), Version::Semver(1, 0, 0))
};

/// The time stamp of what no server has stored yet.
const NEVER: &str = "0001-01-01T00:00:00Z";

fn up<'a>(doc: &mut Object<'a>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let mut bridge = Bridge::new(notes);
    // The dashboard moves out, so that its root can take the result and be the empty object until then.
    let members = doc.take_all();
    doc.set("grafana", members);
    let Some(Value::Object(grafana)) = doc.remove("grafana") else { return Ok(()) };
    ignored::lose(grafana, &mut bridge);
    let layout = layout::layout(grafana, doc, &mut bridge)?;
    let mut spec = Fields::beside(grafana);
    let mut display = Fields::beside(grafana);
    display.put_some("name", filled(grafana.get("title")));
    spec.put("display", display);
    spec.put_list("variables", variable::variables(grafana, &mut bridge)?);
    spec.put("panels", layout.panels);
    spec.put("layouts", array(layout.grids));
    spec.put("duration", "1h");
    spec.put_list("links", links::of_dashboard(grafana, &mut bridge)?);
    let is_native = bridge.format() == Format::Native;
    let metadata = metadata(grafana, is_native, &mut bridge)?;
    if !is_native {
        doc.set("apiVersion", "perses.dev/v1alpha1");
    }
    doc.set("kind", if is_native { "Dashboard" } else { "PersesDashboard" });
    doc.set("metadata", metadata);
    doc.set("spec", spec);
    Ok(())
}

/// Makes `metadata`; a Kubernetes resource has a name and a project only (D2 to D6; spec 10-model, section 1).
fn metadata<'a>(
    doc: &Object<'a>,
    is_native: bool,
    bridge: &mut Bridge<'_, '_>,
) -> Result<Fields<'a>, StepError> {
    let name = match given(doc.get("uid")) {
        None => Draft::from(""),
        Some(Value::String(uid)) => (*uid).into(),
        Some(other) => return Err(fault::invalid("/uid", "a text", other)),
    };
    if !variable::is_identifier(&doc.text("uid").unwrap_or_default()) {
        bridge.reject("/uid", "a dashboard has a name of up to 75 letters, digits, `_`, `-` or `.` of ASCII");
    }
    if let Some(title) = given(doc.get("title")).filter(|title| text(Some(title)).is_none()) {
        bridge.lose_member("/title", title, "it is no text");
    }
    let tags = tags(doc, bridge);
    let mut metadata = Fields::beside(doc);
    if !is_native {
        metadata.put("namespace", "");
        metadata.put("name", name);
        if let Some(value) = doc.get("tags").filter(|_| !tags.is_empty()) {
            bridge.lose(LossKind::Member, "/tags", value, "a Kubernetes resource has no tags");
        }
        return Ok(metadata);
    }
    metadata.put("name", name);
    metadata.put("createdAt", NEVER);
    metadata.put("updatedAt", NEVER);
    metadata.put("version", Draft::json("0"));
    metadata.put("project", "");
    metadata.put_list("tags", tags);
    Ok(metadata)
}

/// Returns the tags, sorted and each once (D6).
fn tags<'a>(doc: &Object<'a>, bridge: &mut Bridge<'_, '_>) -> Vec<Draft<'a>> {
    let list = elements(doc.get("tags"));
    for (index, value) in list.iter().enumerate() {
        let Some(tag) = text(Some(value)) else {
            bridge.lose_member(format!("/tags/{index}"), value, "it is no text");
            continue;
        };
        let tag = tag.to_text();
        if tag.trim() != tag || tag.is_empty() || tag.chars().count() > 50 {
            bridge
                .reject(format!("/tags/{index}"), "a tag has up to 50 characters and no blanks around them");
        }
    }
    let mut tags: Vec<Str<'a>> = sorted(list.iter().filter_map(|tag| text(Some(tag))).collect(), Ord::cmp);
    tags.dedup();
    if tags.len() > 20 {
        bridge.reject("/tags", "a dashboard has up to 20 tags");
    }
    tags.into_iter().map(Draft::from).collect()
}

#[cfg(test)]
mod tests;

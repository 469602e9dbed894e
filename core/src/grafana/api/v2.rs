//! v2: transformations say that they are some, and their id as `group`.
//!
//! Of each panel `{"kind": "organize", "spec": {"id": "organize", "options": {}}}`
//! becomes `{"kind": "Transformation", "group": "organize", "spec": {"options": {}}}`
//!
//! Of Grafana 13; all else is as in v2beta1, but for an optional member `preferences`, which is lost on the way back.

use super::{Conversion, convert, v2_spec};
use crate::engine::{Down, Kind, LossCode, LossKind, Notes, Step, StepError};
use crate::grafana::forms::{V2, V2BETA1};
use crate::grafana::v2::path::Path;
use crate::grafana::v2::reading::{Purpose, Reading};
use crate::grafana::v2::schema::In;
use crate::grafana::v2::spec;
use crate::json::{Draft, Object, Value, ValueMut};

pub(in crate::grafana) const STEP: Step = Step {
    id: "grafana/v2",
    summary: "transformations say that they are some, and their id as `group`",
    kind: Kind::Restructure,
    breaking: true,
    lossy: true,
    up,
    down: Down::Run { run: down, lossy: true },
    ..Step::new(V2BETA1, V2)
};

/// The `kind` of a transformation.
const KIND: &str = "Transformation";

fn up(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V2BETA1, to: V2, spec: to_v2 })
}

fn to_v2(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    read(doc, notes)?;
    if let Some(dashboard) = doc.object_mut("spec") {
        transformations(dashboard, notes, transformation_up);
    }
    Ok(())
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    convert(doc, notes, &Conversion { from: V2, to: V2BETA1, spec: to_beta })
}

fn to_beta(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    if let Some(dashboard) = doc.object_mut("spec") {
        transformations(dashboard, notes, transformation_down);
    }
    read(doc, notes)
}

/// Reads the `spec` as one of v2beta1.
fn read(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(dashboard) = v2_spec(doc) else { return Ok(()) };
    let mut reading = Reading { version: In::Beta, purpose: Purpose::Same, notes };
    reading.read_object(dashboard, spec::SPEC, &Path::Root("/spec"))
}

/// Calls `act` for every transformation of the panels.
fn transformations(
    dashboard: &mut Object<'_>,
    notes: &mut Notes<'_>,
    act: fn(&mut Object<'_>, &Path<'_>, &mut Notes<'_>),
) {
    let root = Path::Root("/spec/elements");
    for (name, element) in dashboard.object_mut("elements").into_iter().flat_map(Object::iter_mut) {
        let Some(element) = element.into_object().filter(|element| element.has_text("kind", "Panel")) else {
            continue;
        };
        let data = element.object_mut("spec").and_then(|spec| spec.object_mut("data"));
        let data = data.and_then(|data| data.object_mut("spec"));
        let Some(list) = data.and_then(|data| data.array_mut("transformations")) else { continue };
        let name = name.to_text();
        let at = root.member(&name);
        let (at, of) = (at.member("spec"), "data");
        let (at, of) = (at.member(of), "spec");
        let (at, of) = (at.member(of), "transformations");
        let at = at.member(of);
        for (index, transformation) in list.iter_mut().enumerate() {
            if let ValueMut::Object(transformation) = transformation {
                act(transformation, &at.item(index), notes);
            }
        }
    }
}

/// The id in the `spec` counts; a `kind` that says something else is lost.
fn transformation_up(transformation: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let spec = transformation.object_mut("spec");
    let Some(id) = spec.and_then(|spec| spec.remove("id")) else { return };
    let old = transformation.set("kind", KIND);
    if let Some(kind) = old.filter(|kind| *kind != id && !kind.is_text("") && !kind.is_null()) {
        let at = at.member("kind").to_string();
        notes.lose(
            LossCode::Merged,
            LossKind::Member,
            at,
            Some(&kind),
            "the id of a transformation is in its `spec`",
        );
    }
    let behind_kind = transformation.position("kind").map_or(0, |kind| kind + 1);
    transformation.insert(behind_kind, "group", id);
}

fn transformation_down(transformation: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if !matches!(transformation.get("group"), Some(Value::String(_))) {
        return;
    }
    let Some(id) = transformation.remove("group") else { return };
    if transformation.is_missing("spec") {
        transformation.set("spec", Draft::json("{}"));
    }
    if let Some(spec) = transformation.object_mut("spec") {
        spec.insert(0, "id", id.copied());
    }
    let old = transformation.set("kind", id);
    if let Some(kind) = old.filter(|kind| !kind.is_text(KIND) && !kind.is_null()) {
        let at = at.member("kind").to_string();
        notes.lose(
            LossCode::Merged,
            LossKind::Member,
            at,
            Some(&kind),
            "the id of a transformation is its `group`",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Context, Options};
    use crate::json::{Arena, parse};

    /// Converts a transformation and says how many losses there were.
    fn check(act: fn(&mut Object<'_>, &Path<'_>, &mut Notes<'_>), before: &str, after: &str, losses: usize) {
        let arena = Arena::new();
        let mut root = parse(&arena, before.as_bytes()).unwrap().root;
        let (context, options) = (Context::default(), Options::default());
        let mut notes = Notes::new(&context, &options);
        act(root.as_mut().into_object().unwrap(), &Path::Root("/t"), &mut notes);
        assert_eq!((root.to_json().as_str(), notes.losses.len()), (after, losses));
    }

    #[test]
    fn the_id_moves_between_spec_and_group() {
        let beta = r#"{"kind":"organize","spec":{"id":"organize","options":{}}}"#;
        let v2 = r#"{"kind":"Transformation","group":"organize","spec":{"options":{}}}"#;
        check(transformation_up, beta, v2, 0);
        check(transformation_down, v2, beta, 0);
    }

    #[test]
    fn what_says_something_else_is_told() {
        let up = r#"{"kind":"Transformation","group":"b","spec":{}}"#;
        check(transformation_up, r#"{"kind":"a","spec":{"id":"b"}}"#, up, 1);
        check(transformation_up, r#"{"kind":"","spec":{"id":"b"}}"#, up, 0);
        let down = r#"{"kind":"b","spec":{"id":"b"}}"#;
        check(transformation_down, r#"{"kind":"a","group":"b"}"#, down, 1);
        check(
            transformation_down,
            r#"{"kind":"a","group":1,"spec":{}}"#,
            r#"{"kind":"a","group":1,"spec":{}}"#,
            0,
        );
    }
}

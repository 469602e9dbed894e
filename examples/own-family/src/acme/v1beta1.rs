//! v1beta1: the board becomes the `spec` of a resource of Acme Cloud.
//!
//! Before: `{"title": "Fleet", "widgets": []}`
//! After:  `{"kind": "Board", "spec": {"title": "Fleet", "widgets": []}}`
//!
//! This step crosses forms, so it is only taken when it is asked for. The way back loses what the resource says beside
//! the board.

use super::V1BETA1;
use dashlift::engine::{Down, Kind, Notes, Step, StepError, Version};
use dashlift::json::{Draft, Object, push_name};
use dashlift::{ErrorKind, LossCode, LossKind};

pub(super) const STEP: Step = Step {
    id: "acme/v1beta1",
    summary: "the board becomes the `spec` of a resource of Acme Cloud",
    kind: Kind::Restructure,
    breaking: true,
    up,
    down: Down::Run { run: down, lossy: true },
    ..Step::new(Version::Integer(5), V1BETA1)
};

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    doc.remove("acme");
    let members = doc.take_all();
    doc.set("kind", "Board");
    doc.set("spec", Draft::json("{}"));
    if let Some(spec) = doc.object_mut("spec") {
        members.into_iter().for_each(|member| spec.push_member(member));
    }
    Ok(())
}

fn down(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let Some(spec) = doc.object_mut("spec") else {
        return Err(StepError::new(ErrorKind::InvalidField, "/spec", "expected an object at `/spec`"));
    };
    let members = spec.take_all();
    for member in doc.take_all() {
        let name = member.name.to_text();
        if !["apiVersion", "kind", "spec"].contains(&&*name) {
            let mut at = String::new();
            push_name(&mut at, &name);
            let message = "a board has no place for it";
            notes.lose(LossCode::NotRepresentable, LossKind::Member, at, Some(&member.value), message);
        }
    }
    for member in members {
        if member.name == *"acme" {
            let message = "the version of the board takes its place";
            notes.lose(LossCode::Defaulted, LossKind::Member, "/spec/acme", Some(&member.value), message);
        } else {
            doc.push_member(member);
        }
    }
    Ok(())
}

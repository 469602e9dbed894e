//! References to data sources of variables.

use crate::engine::{ErrorKind, Notes, StepError};
use crate::grafana::losses::dropped;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::query::{NAME, REFERENCE, Reference, text};
use crate::grafana::v2::schema::{In, Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Draft, Members, Object, Value};

/// The reference in `spec`.
pub(super) const DATASOURCE: Member =
    member("datasource", Type::Object(REFERENCE), Written::Set).only(In::Alpha);

const NOT_KEPT: &str = "a reference without a uid is not kept";

/// Returns the members of a variable that has its reference beside `spec` (spec 10-format-v2, 8 and 12).
pub(super) const fn shell(spec: &'static [Member]) -> [Member; 4] {
    let [kind, spec] = super::shell(spec);
    [
        kind,
        member("group", Type::Text, Written::Always).only(In::Beta),
        member("datasource", Type::Object(NAME), Written::Set).only(In::Beta),
        spec,
    ]
}

/// Takes the reference of a classic variable (spec 20-classic-to-v2, 13.10 and 15).
pub(super) fn up<'a, 'n>(
    variable: &mut Source<'_, 'a>,
    refine: fn(Reference<'a, 'n>) -> Reference<'a, 'n>,
    notes: &mut Notes<'n>,
) -> Members<'a> {
    let kind = variable.peek("datasource").and_then(Value::as_object).and_then(|object| text(object, "type"));
    let reference = refine(Reference::of_variable(variable, notes)).beside(variable.arena());
    if let (None, Some(kind)) = (&reference, kind) {
        let at = variable.at();
        let at = at.member("datasource");
        dropped(notes, format_args!("{}", at.member("type")), &Value::String(kind), NOT_KEPT);
    }
    let mut members = Members::new(variable.arena());
    members.put_some("datasource", reference);
    members
}

/// Takes the reference in `spec` for a classic variable (spec 30-v2-to-classic, 13.2).
pub(super) fn down<'a>(spec: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let at = spec.at();
    let Some(reference) = spec.object("datasource") else { return Members::new(spec.arena()) };
    let mut reference = Source::new(reference, at.member("datasource"));
    let Some(uid) = reference.filled_text("uid") else {
        reference.finish(notes, NOT_KEPT);
        return Members::new(spec.arena());
    };
    let mut members = Members::of(spec.arena(), [("uid", uid.into())]);
    members.put_some("type", reference.text("type"));
    Members::of(spec.arena(), [("datasource", members.into())])
}

/// Puts the reference beside `spec` (spec 40-v2alpha1-v2beta1, 6.3).
pub(super) fn to_beta(variable: &mut Object<'_>) {
    let reference = variable.object_mut("spec").and_then(|spec| spec.remove("datasource"));
    let (mut group, mut name) = (None, None);
    if let Some(Value::Object(reference)) = reference {
        (group, name) = (reference.remove("type"), reference.remove("uid"));
    }
    variable.insert(1, "group", group.map_or("".into(), Draft::from));
    let mut reference = Members::new(variable.arena());
    reference.put_some("name", name);
    variable.insert(2, "datasource", reference);
}

/// Demands that a group-by variable says of which type its data source is (spec 40-v2alpha1-v2beta1, 6.4).
pub(super) fn need_type(variable: &Object<'_>, at: &Path<'_>) -> Result<(), StepError> {
    let reference = variable.object("spec").and_then(|spec| spec.object("datasource"));
    if reference.is_some_and(|reference| reference.contains("type")) {
        return Ok(());
    }
    let at = at.member("spec");
    let at = at.member("datasource").to_string();
    let message = "a group-by variable needs a data source with a type; Grafana crashes without one";
    Err(StepError::new(ErrorKind::ReferenceCrash, at, message))
}

/// Puts the reference into `spec` (spec 40-v2alpha1-v2beta1, 6.3).
pub(super) fn to_alpha(variable: &mut Object<'_>) {
    let mut members = Members::new(variable.arena());
    let group = variable.remove("group").filter(|group| !group.is_text(""));
    members.put_some("type", group);
    if let Some(Value::Object(reference)) = variable.remove("datasource") {
        members.put_some("uid", reference.remove("name"));
    }
    if let Some(spec) = variable.object_mut("spec").filter(|_| !members.is_empty()) {
        spec.set("datasource", members);
    }
}

//! Variables (spec 10-format-v2, 8; 20-classic-to-v2, 13; 30-v2-to-classic, 10; 40-v2alpha1-v2beta1, 6).
//!
//! A kind is its table, what is special about it, and one line in [`KINDS`]. A member that nothing special is said about
//! becomes the same in all kinds ([`members`]).

mod adhoc;
mod constant;
mod custom;
mod datasource;
mod filters;
mod group_by;
mod interval;
mod members;
mod options;
mod query;
mod reference;
mod switch;
mod table;
#[cfg(test)]
mod tests;
mod text;

use super::parts::NO_PLACE;
use super::path::Path;
use super::schema::{Member, Type, Variants, Written, member};
use super::source::Source;
use crate::engine::{LossCode, LossKind, Notes, StepError};
use crate::grafana::v2::object;
use crate::json::{Draft, Members, Object};
use table::Kind;

/// The kinds.
static KINDS: [&Kind; 9] = [
    &query::KIND,
    &text::KIND,
    &constant::KIND,
    &datasource::KIND,
    &interval::KIND,
    &custom::KIND,
    &switch::KIND,
    &group_by::KIND,
    &adhoc::KIND,
];

/// A variable, of either version.
pub(in crate::grafana) static VARIABLES: Variants = Variants {
    by: "kind",
    of: &[
        (query::KIND.v2, &shell(query::KIND.spec)),
        (text::KIND.v2, &shell(text::KIND.spec)),
        (constant::KIND.v2, &shell(constant::KIND.spec)),
        (datasource::KIND.v2, &shell(datasource::KIND.spec)),
        (interval::KIND.v2, &shell(interval::KIND.spec)),
        (custom::KIND.v2, &shell(custom::KIND.spec)),
        (switch::KIND.v2, &shell(switch::KIND.spec)),
        (group_by::KIND.v2, &reference::shell(group_by::KIND.spec)),
        (adhoc::KIND.v2, &reference::shell(adhoc::KIND.spec)),
    ],
    lost: LossKind::Variable,
};

const fn shell(spec: &'static [Member]) -> [Member; 2] {
    [member("kind", Type::Text, Written::Always), member("spec", Type::Object(spec), Written::Always)]
}

/// Makes a classic variable one of v2alpha1; nothing if v2 has no such type (spec 20-classic-to-v2, 13).
pub(in crate::grafana) fn up<'a>(mut variable: Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let found = KINDS.iter().copied().find(|kind| variable.as_object().has_text("type", kind.classic));
    let Some(kind) = found else {
        let (at, value) = (variable.at().to_string(), variable.as_object().copied());
        let message = "v2 has no variable of this type";
        notes.lose(LossCode::DroppedByFormat, LossKind::Variable, at, Some(&value), message);
        return None;
    };
    let arena = variable.arena();
    variable.take("type");
    let mut special = (kind.up)(&mut variable, notes);
    let mut spec = Members::new(variable.arena());
    for member in kind.spec {
        let draft = match special.take(member.name) {
            Some(value) => Some(value.into()),
            None => members::up(member, &mut variable, notes),
        };
        spec.put_some(member.name, draft);
    }
    variable.finish(notes, NO_PLACE);
    Some(object(arena, [("kind", kind.v2.into()), ("spec", spec.into())]))
}

/// Makes a variable of v2alpha1 a classic one (spec 30-v2-to-classic, 10 and 13.2).
pub(in crate::grafana) fn down<'a>(mut variable: Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    let at = variable.at();
    let spec = variable.object("spec");
    let kind = KINDS.iter().copied().find(|kind| variable.as_object().has_text("kind", kind.v2));
    let (Some(kind), Some(spec)) = (kind, spec) else { return Draft::json("{}") };
    let mut spec = Source::new(spec, at.member("spec"));
    let special = (kind.down)(&mut spec, notes);
    let mut classic = Members::of(variable.arena(), [("type", kind.classic.into())]);
    for member in kind.spec.iter().filter(|member| !special.contains(member.name)) {
        let draft = members::down(member, &mut spec, notes);
        classic.put_some(member.name, draft);
    }
    classic.append(special);
    spec.finish(notes, "a classic variable has no such member");
    classic.into()
}

/// Makes a variable of v2alpha1 one of v2beta1, in place (spec 40-v2alpha1-v2beta1, 6).
///
/// # Errors
/// `reference-crash` for a group-by variable without a type of data source.
pub(in crate::grafana) fn to_beta(
    variable: &mut Object<'_>,
    at: &Path<'_>,
    notes: &mut Notes<'_>,
) -> Result<(), StepError> {
    options::copied(variable, at, notes);
    match kind_of(variable) {
        Some(kind) => (kind.to_beta)(variable, at, notes),
        None => Ok(()),
    }
}

/// Makes a variable of v2beta1 one of v2alpha1, in place (spec 40-v2alpha1-v2beta1, 6).
pub(in crate::grafana) fn to_alpha(variable: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    options::copied(variable, at, notes);
    if let Some(kind) = kind_of(variable) {
        (kind.to_alpha)(variable, at, notes);
    }
}

fn kind_of(variable: &Object<'_>) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| variable.has_text("kind", kind.v2))
}

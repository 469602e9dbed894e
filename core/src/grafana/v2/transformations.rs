//! Transformations of a panel's data (spec 10-format-v2, section 4).

use super::panel::drop_kind;
use super::path::Path;
use super::schema::{
    Member, Type,
    Written::{Always, Null, Set},
    member,
};
use super::source::Source;
use crate::engine::Notes;
use crate::grafana::losses::dropped;
use crate::grafana::v2::object;
use crate::json::{Array, Draft, Members, Object, Value};

pub(super) const TRANSFORMATIONS: Type = Type::List(&Type::Object(&[
    member("kind", Type::Text, Always),
    member("spec", Type::Object(SPEC), Always),
]));

const SPEC: &[Member] = &[
    member("id", Type::Text, Always),
    member("disabled", Type::Flag, Set),
    member("filter", Type::Object(MATCHER), Set),
    member("topic", Type::Text, Set),
    member("options", Type::Any, Null),
];

/// What picks fields or series.
pub(super) const MATCHER: &[Member] = &[member("id", Type::Text, Always), member("options", Type::Any, Set)];

/// Makes the list of a classic panel that of v2alpha1 (spec 20-classic-to-v2, 7.5).
pub(super) fn up<'a>(panel: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    panel.parts("transformations", transformation_up, notes).into()
}

fn transformation_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let id = classic.text("id").unwrap_or_default();
    let mut spec = Members::of(classic.arena(), [("id", id.into())]);
    classic.pass_true("disabled", &mut spec);
    classic.pass_part("filter", matcher_up, &mut spec, notes);
    spec.put("options", classic.take("options").into());
    Some(object(classic.arena(), [("kind", id.into()), ("spec", spec.into())]))
}

/// Makes a matcher: its id and, if they are set, its options.
pub(super) fn matcher_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut matcher = Members::of(classic.arena(), [("id", classic.text_or_empty("id"))]);
    matcher.put_some("options", classic.take("options"));
    Some(matcher.into())
}

/// Makes the list of v2alpha1 that of a classic panel (spec 30-v2-to-classic, section 8).
pub(super) fn down(list: &mut Array<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    list.replace_each(|index, transformation| {
        let Value::Object(transformation) = transformation else { return None };
        let Some(Value::Object(spec)) = transformation.take("spec") else { return None };
        let at = at.item(index);
        let id = spec.text("id").unwrap_or_default();
        drop_kind(transformation, &id, &at, notes);
        spec_down(spec, &at.member("spec"), notes);
        Some(Value::Object(spec).into())
    });
}

fn spec_down(spec: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(topic) = spec.remove("topic") {
        dropped(notes, format_args!("{at}/topic"), &topic, "the classic dashboard has no place for it");
    }
    if let Some(filter) = spec.object_mut("filter").filter(|filter| !filter.contains("options")) {
        filter.set("options", Value::Null);
    }
}

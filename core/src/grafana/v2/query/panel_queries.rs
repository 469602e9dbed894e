//! The queries of a panel: classic targets and v2 panel queries.

use super::reference::Reference;
use super::taken::Query;
use super::{Owner, QUERY, REFERENCE};
use crate::engine::Notes;
use crate::grafana::losses::{defaulted, dropped};
use crate::grafana::v2::object;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::schema::{In, Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Arena, Array, Draft, Members, Object, Str, Value};

/// A query of a panel (spec 10-format-v2, sections 4 and 12).
pub(in crate::grafana) const PANEL_QUERY: &[Member] = &[
    member("kind", Type::Text, Written::Always),
    member("spec", Type::Object(PANEL_QUERY_SPEC), Written::Always),
];

const PANEL_QUERY_SPEC: &[Member] = &[
    member("query", Type::Object(QUERY), Written::Always),
    member("datasource", Type::Object(REFERENCE), Written::Set).only(In::Alpha),
    member("refId", Type::Text, Written::Always),
    member("hidden", Type::Flag, Written::Always),
];

/// The member of a query that was nothing but a text.
pub(in crate::grafana) const LEGACY_TEXT: &str = "__legacyStringValue";

/// Makes the targets of a classic panel the queries of an element (spec 20-classic-to-v2, section 8).
///
/// `at` is the panel; `datasource` is the panel's own.
pub(in crate::grafana) fn up_targets<'a>(
    targets: &'a mut Array<'a>,
    datasource: Option<Value<'a>>,
    at: &Path<'_>,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    let at_panel = at.member("datasource");
    let panel = datasource.as_ref().and_then(|value| Reference::of_panel(value, &at_panel, notes));
    let inherited = panel.map_or(Reference::NONE, Reference::inherited);
    let mut is_lost = panel.is_some_and(|panel| targets.is_empty() || !panel.is_mixed());
    let mut letters = Letters::without_those_of(targets);
    let at_targets = at.member("targets");
    targets.replace_each(|index, target| {
        let at = at_targets.item(index);
        let Value::Object(target) = target else {
            dropped(notes, format_args!("{at}"), &target, "a query is an object");
            return None;
        };
        let arena = target.arena();
        let target = Target::read(target, &at, notes);
        let reference = target.reference.unwrap_or(inherited);
        is_lost &= !reference.says(inherited);
        Some(target.query(reference, &mut letters, arena))
    });
    if let Some(value) = datasource.as_ref().filter(|_| is_lost) {
        dropped(notes, format_args!("{at_panel}"), value, "only the queries of a panel have data sources");
    }
    targets.into()
}

/// A classic target.
struct Target<'a, 'n> {
    ref_id: Option<Str<'a>>,
    hidden: bool,
    reference: Option<Reference<'a, 'n>>,
    spec: Draft<'a>,
}

impl<'a, 'n> Target<'a, 'n> {
    fn read(target: &'a mut Object<'a>, at: &Path<'_>, notes: &mut Notes<'n>) -> Self {
        let ref_id = match target.remove("refId") {
            Some(Value::String(text)) if text != "" => Some(text),
            other => {
                lose_odd(other, &at.member("refId"), "it is no letter", notes);
                None
            }
        };
        let hidden = match target.remove("hide") {
            Some(Value::Bool(flag)) => flag,
            other => {
                lose_odd(other, &at.member("hide"), "it is no flag", notes);
                false
            }
        };
        let datasource = target.remove("datasource");
        let reference =
            datasource.and_then(|value| Reference::of_panel(&value, &at.member("datasource"), notes));
        Self { ref_id, hidden, reference, spec: Value::Object(target).into() }
    }

    fn query(self, reference: Reference<'a, 'n>, letters: &mut Letters, arena: &'a Arena) -> Draft<'a> {
        let mut members = reference.query(self.spec, arena);
        members.put("refId", self.ref_id.map_or_else(|| letters.next().into(), Draft::from));
        members.put("hidden", self.hidden.into());
        object(arena, [("kind", "PanelQuery".into()), ("spec", members.into())])
    }
}

/// Tells a member of a target that is none of the values it can have.
fn lose_odd(value: Option<Value<'_>>, at: &Path<'_>, message: &'static str, notes: &mut Notes<'_>) {
    if let Some(value) = value {
        defaulted(notes, format_args!("{at}"), &value, message);
    }
}

/// The letters that no query of a panel has: A, B, …, Z, AA, AB, … (8.1).
///
/// As many letters as there are queries are enough, so that later ones need no look.
struct Letters {
    is_taken: Vec<bool>,
    next: usize,
}

impl Letters {
    fn without_those_of(targets: &Array<'_>) -> Self {
        let mut is_taken = vec![false; targets.len()];
        for target in targets.objects() {
            let position = target.text("refId").and_then(|letters| position_of(&letters));
            if let Some(slot) = position.and_then(|position| is_taken.get_mut(position)) {
                *slot = true;
            }
        }
        Self { is_taken, next: 0 }
    }

    fn next(&mut self) -> String {
        while self.is_taken.get(self.next) == Some(&true) {
            self.next += 1;
        }
        self.next += 1;
        letters_at(self.next)
    }
}

/// Returns where letters are in the order, from 0.
fn position_of(letters: &str) -> Option<usize> {
    let count = letters.bytes().try_fold(0_usize, |count, letter| {
        let digit = letter.is_ascii_uppercase().then_some(usize::from(letter - b'A') + 1)?;
        count.checked_mul(26)?.checked_add(digit)
    });
    count?.checked_sub(1)
}

/// Returns the letters at a place in the order, from 1.
fn letters_at(mut count: usize) -> String {
    let mut letters = String::new();
    while count > 0 {
        count -= 1;
        letters.insert(0, char::from(b'A' + (count % 26) as u8));
        count /= 26;
    }
    letters
}

/// Makes the queries of an element classic targets, and finds the data source of the panel
/// (spec 30-v2-to-classic, 7.2 and 7.3).
///
/// `at` is the list of the queries.
pub(in crate::grafana) fn down_queries<'a>(
    queries: &'a mut Array<'a>,
    at: &Path<'_>,
    arena: &'a Arena,
    notes: &mut Notes<'_>,
) -> (Draft<'a>, Option<Draft<'a>>) {
    let mut sources = Vec::with_capacity(queries.len());
    queries.replace_each(|index, query| {
        let Value::Object(query) = query else { return None };
        let at = at.item(index);
        let mut query = Source::new(query, at);
        query.take_if("kind", |kind| kind.is_text("PanelQuery"));
        let made = query.object("spec").map(|spec| {
            let mut spec = Source::new(spec, at.member("spec"));
            let taken = Query::taken_from(&mut spec, notes);
            sources.push(taken.source());
            target(taken, &mut spec, notes)
        });
        query.finish(notes, "a classic query has no place for it");
        made
    });
    let datasource = panel_datasource(&sources, arena);
    (queries.into(), datasource)
}

/// Makes a query a target: what the query says itself gives way (7.2).
fn target<'a>(query: Query<'a>, owner: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Draft<'a> {
    let mut members = Members::of(owner.arena(), [("refId", owner.text("refId").unwrap_or_default().into())]);
    if owner.flag("hidden") == Some(true) {
        members.put("hide", true.into());
    }
    members.put_some("datasource", query.reference(owner.arena()));
    let Some(spec) = query.spec else { return members.into() };
    let at = owner.at();
    let at = at.member("query");
    let at = at.member("spec");
    match spec.remove(LEGACY_TEXT) {
        Some(legacy @ Value::String(_)) => members.put("query", legacy.into()),
        Some(other) => {
            let at = at.member(LEGACY_TEXT);
            dropped(notes, format_args!("{at}"), &other, "only a text is the query of a classic target");
        }
        None => {}
    }
    for member in members {
        let name = member.name.to_text();
        if let Some(old) = spec.put_member(member)
            && spec.get(&name) != Some(&old)
        {
            dropped(notes, format_args!("{}", at.member(&name)), &old, "another value takes its place");
        }
    }
    Value::Object(spec).into()
}

/// Finds the data source of a panel from uid and type of those of its queries (7.3).
fn panel_datasource<'a>(sources: &[(Str<'a>, Str<'a>)], arena: &'a Arena) -> Option<Draft<'a>> {
    const DASHBOARD: &str = "-- Dashboard --";
    let (uid, kind) = *sources.first()?;
    let is_mixed = sources.iter().any(|source| *source != (uid, kind));
    if is_mixed || (sources.len() > 1 && uid == DASHBOARD) {
        return Some(Draft::json(r#"{"type":"mixed","uid":"-- Mixed --"}"#));
    }
    if uid == DASHBOARD {
        return Some(Draft::json(r#"{"type":"datasource","uid":"-- Dashboard --"}"#));
    }
    let mut members = Members::new(arena);
    for (name, text) in [("type", kind), ("uid", uid)] {
        members.put_some(name, Some(text).filter(|text| *text != ""));
    }
    (!members.is_empty()).then(|| members.into())
}

/// Brings a query of an element to v2beta1.
pub(in crate::grafana) fn panel_query_to_beta(query: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(spec) = query.object_mut("spec") {
        super::to_beta(spec, &at.member("spec"), notes);
    }
}

/// Brings a query of an element to v2alpha1.
pub(in crate::grafana) fn panel_query_to_alpha(query: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(spec) = query.object_mut("spec") {
        super::to_alpha(spec, Owner::Panel, &at.member("spec"), notes);
    }
}

//! Queries that v2alpha1 had, on the way to the classic dashboard (spec 30-v2-to-classic, sections 7 and 13).

use super::{lose_kind, text};
use crate::engine::{LossCode, LossKind, Notes};
use crate::grafana::v2::source::Source;
use crate::json::{Arena, Draft, Members, Object, Str, Value};

/// A query with its data source.
#[derive(Debug, Default)]
pub(in crate::grafana) struct Query<'a> {
    /// The query itself, if it was set.
    pub(in crate::grafana) spec: Option<&'a mut Object<'a>>,
    kind: Str<'a>,
    of: Option<Str<'a>>,
    uid: Str<'a>,
}

impl<'a> Query<'a> {
    /// Takes `query` and `datasource` out of the `spec` of a panel query, a variable or an annotation; either may be
    /// missing.
    pub(in crate::grafana) fn taken_from(owner: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Self {
        let outer = owner.at();
        let mut taken = Self::default();
        if let Some(query) = owner.object("query") {
            let mut query = Source::new(query, outer.member("query"));
            taken.kind = query.text("kind").unwrap_or_default();
            taken.spec = query.object("spec");
        }
        let Some(reference) = owner.object("datasource") else { return taken };
        taken.uid = text(reference, "uid").unwrap_or_default();
        taken.of = text(reference, "type");
        let of = taken.of.unwrap_or(taken.kind);
        if of == taken.kind {
            return taken;
        }
        if taken.uid != "" && taken.kind != "" {
            lose_kind(taken.kind, &outer.member("query"), notes);
        } else if taken.uid == "" && of != "" {
            let at = outer.member("datasource").member("type").to_string();
            let message = "without a uid the kind of the query is its type";
            notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(&Value::String(of)), message);
        }
        taken
    }

    /// Returns the reference, if there is one (13.1).
    pub(in crate::grafana) fn reference(&self, arena: &'a Arena) -> Option<Draft<'a>> {
        let kind = Some(self.kind).filter(|kind| *kind != "");
        let of = if self.uid == "" { Some(kind?) } else { self.of.or(kind) };
        let mut members = Members::new(arena);
        members.put_some("type", of);
        if self.uid != "" {
            members.put("uid", self.uid.into());
        }
        Some(members.into())
    }

    /// Returns uid and type, as the data source of a panel is found from them (7.3 and 13.1).
    pub(super) fn source(&self) -> (Str<'a>, Str<'a>) {
        (self.uid, if self.uid == "" { self.kind } else { self.of.unwrap_or(self.kind) })
    }
}

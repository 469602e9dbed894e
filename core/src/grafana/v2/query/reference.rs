//! References to data sources in the classic dashboard (spec 20-classic-to-v2, 8.2, 8.3 and 13.7).

use crate::engine::{Context, Notes};
use crate::grafana::losses::dropped;
use crate::grafana::v2::object;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::source::Source;
use crate::json::{Arena, Draft, Members, Str, Value};

/// A data source that a query refers to: a type and a uid, either of which may be empty.
#[derive(Debug, Clone, Copy)]
pub(in crate::grafana) struct Reference<'a, 'n> {
    kind: Kind<'a, 'n>,
    uid: Str<'a>,
}

/// Where the type of a data source is said.
#[derive(Debug, Clone, Copy)]
enum Kind<'a, 'n> {
    Document(Str<'a>),
    Datasources(&'n str),
}

impl<'a, 'n> Reference<'a, 'n> {
    /// No data source at all.
    pub(super) const NONE: Self = Self { kind: Kind::Document(Str::plain("")), uid: Str::plain("") };

    /// The data source with which panels with several of them say so.
    const MIXED: &'static str = "-- Mixed --";

    /// Reads the `datasource` of a panel or a target; nothing if it says none (8.2).
    pub(super) fn of_panel(value: &Value<'a>, at: &Path<'_>, notes: &mut Notes<'n>) -> Option<Self> {
        Some(Self::read(value, at, notes)?.or_grafana())
    }

    /// Takes the `datasource` of a variable; if it says none, it is the default type (13.7).
    pub(in crate::grafana) fn of_variable(variable: &mut Source<'_, 'a>, notes: &mut Notes<'n>) -> Self {
        let at = variable.at();
        let value = variable.take("datasource");
        let read = value.and_then(|value| Self::read(&value, &at.member("datasource"), notes));
        read.unwrap_or(Self { kind: Kind::Datasources(default_type(notes.context())), ..Self::NONE })
    }

    fn read(value: &Value<'a>, at: &Path<'_>, notes: &mut Notes<'n>) -> Option<Self> {
        let (kind, uid) = said(value, at, notes);
        if kind == "" && uid == "" {
            return None;
        }
        let is_looked_up = kind == "" && !is_variable(uid);
        let found = is_looked_up.then(|| type_of(uid, notes.context()));
        Some(Self { kind: found.map_or(Kind::Document(kind), Kind::Datasources), uid })
    }

    /// Returns the same, but the built-in source if it is of type `datasource` and has no uid.
    pub(in crate::grafana) fn or_grafana(self) -> Self {
        let is_built_in = self.uid == "" && self.is_of("datasource");
        if is_built_in { Self { uid: Str::plain("grafana"), ..self } } else { self }
    }

    /// Returns what a target without a data source has, by its panel's (8.3).
    pub(super) fn inherited(self) -> Self {
        if !self.is_mixed() {
            self
        } else if self.is_of("datasource") {
            Self { uid: Str::plain("grafana"), ..self }
        } else {
            Self::NONE
        }
    }

    pub(super) fn is_mixed(self) -> bool {
        self.uid == Self::MIXED
    }

    fn is_of(self, kind: &str) -> bool {
        match self.kind {
            Kind::Document(text) => text == *kind,
            Kind::Datasources(text) => text == kind,
        }
    }

    /// Returns whether it says all that the document says with another one: the uid, and the type.
    pub(super) fn says(self, other: Self) -> bool {
        self.uid == other.uid
            && match other.kind {
                Kind::Document(kind) => kind == "" || self.is_of(&kind.to_text()),
                Kind::Datasources(_) => true,
            }
    }

    /// Returns the type.
    pub(in crate::grafana) fn kind(self) -> Draft<'a> {
        match self.kind {
            Kind::Document(text) => text.into(),
            Kind::Datasources(text) => text.to_owned().into(),
        }
    }

    /// Returns `{type, uid}`, if there is a uid.
    pub(in crate::grafana) fn beside(self, arena: &'a Arena) -> Option<Draft<'a>> {
        (self.uid != "").then(|| object(arena, [("type", self.kind()), ("uid", self.uid.into())]))
    }

    /// Returns `query` and, if there is a uid, `datasource` of a query in v2alpha1 (section 15).
    pub(in crate::grafana) fn query(self, spec: Draft<'a>, arena: &'a Arena) -> Members<'a> {
        let query = object(arena, [("kind", self.kind()), ("spec", spec)]);
        let mut members = Members::of(arena, [("query", query)]);
        members.put_some("datasource", self.beside(arena));
        members
    }
}

/// Reads type and uid, empty where there is none; what else is said is lost.
fn said<'a>(value: &Value<'a>, at: &Path<'_>, notes: &mut Notes<'_>) -> (Str<'a>, Str<'a>) {
    let (mut kind, mut uid) = (Str::default(), Str::default());
    match value {
        Value::String(text) if is_variable(*text) => uid = *text,
        Value::Object(reference) => {
            for (name, value) in reference.iter() {
                match (&*name.to_text(), value) {
                    ("type", Value::String(text)) => kind = *text,
                    ("uid", Value::String(text)) => uid = *text,
                    (name, value) => {
                        let message = "a reference has a type and a uid";
                        dropped(notes, format_args!("{}", at.member(name)), value, message);
                    }
                }
            }
        }
        other => dropped(notes, format_args!("{at}"), other, "names of data sources are not looked up"),
    }
    (kind, uid)
}

/// Returns whether a text stands for the value of a variable (0.9).
fn is_variable(text: Str<'_>) -> bool {
    text.code_points().next() == Some('$'.into())
}

/// Returns the type of the data source with a uid (0.10).
fn type_of<'n>(uid: Str<'_>, context: &'n Context) -> &'n str {
    match context.datasource_by_uid(&uid.to_text()) {
        Some(source) => &source.kind,
        None => default_type(context),
    }
}

/// Returns the type of the default data source (0.10).
pub(in crate::grafana) fn default_type(context: &Context) -> &str {
    context.default_datasource().map_or("grafana", |source| &source.kind)
}

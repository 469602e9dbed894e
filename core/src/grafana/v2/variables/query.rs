//! Values that a data source is asked for.

use super::options::OPTION;
use super::reference::DATASOURCE;
use super::table::{
    ALL_VALUE, ALLOW_CUSTOM_VALUE, CURRENT, DESCRIPTION, HIDE, INCLUDE_ALL, Kind, LABEL, MULTI, NAME,
    OPTIONS, REFRESH, REGEX, SKIP_URL_SYNC,
};
use crate::engine::Notes;
use crate::grafana::v2::query::{self, LEGACY_TEXT, Owner, Query, Reference, text};
use crate::grafana::v2::schema::{Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{self, Draft, Members, Value};

pub(super) static KIND: Kind = Kind {
    up,
    down,
    to_beta: |variable, at, notes| {
        if let Some(spec) = variable.object_mut("spec") {
            query::to_beta(spec, &at.member("spec"), notes);
        }
        Ok(())
    },
    to_alpha: |variable, at, notes| {
        if let Some(spec) = variable.object_mut("spec") {
            query::to_alpha(spec, Owner::Variable, &at.member("spec"), notes);
        }
    },
    ..Kind::new(
        "query",
        "QueryVariable",
        &[
            NAME,
            LABEL,
            DESCRIPTION,
            DATASOURCE,
            member("query", Type::Object(query::QUERY), Written::Always),
            member("definition", Type::Text, Written::Set),
            REFRESH,
            REGEX,
            member("regexApplyTo", Type::Text, Written::Set),
            member("sort", Type::Text, Written::Always),
            CURRENT,
            OPTIONS,
            MULTI,
            INCLUDE_ALL,
            ALL_VALUE,
            member("placeholder", Type::Text, Written::Set),
            ALLOW_CUSTOM_VALUE,
            member("staticOptions", Type::List(&Type::Object(OPTION)), Written::Filled),
            member("staticOptionsOrder", Type::Text, Written::Set),
            HIDE,
            SKIP_URL_SYNC,
        ],
    )
};

/// Makes the query and its reference (spec 20-classic-to-v2, 13.9 and 15).
fn up<'a>(variable: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let spec = match variable.peek("query") {
        Some(Value::Object(_)) => variable.take("query").into(),
        _ => json::object(variable.filled_text("query").map(|text| (LEGACY_TEXT, text))),
    };
    Reference::of_variable(variable, notes).query(spec, variable.arena())
}

/// Makes the classic query and its reference (spec 30-v2-to-classic, 10.1, 10.2 and 13.1).
fn down<'a>(variable: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let at = variable.at();
    let at = at.member("query");
    let taken = Query::taken_from(variable, notes);
    let reference = taken.reference(variable.arena());
    let query = match taken.spec {
        Some(spec) if text(spec, LEGACY_TEXT).is_some() => {
            let mut spec = Source::new(spec, at.member("spec"));
            let text = spec.take(LEGACY_TEXT);
            spec.finish(notes, "a classic query that is a text has no members");
            text.into()
        }
        Some(spec) => Value::Object(spec).into(),
        None => Draft::json("{}"),
    };
    let mut members = Members::of(variable.arena(), [("query", query)]);
    members.put_some("datasource", reference);
    members
}

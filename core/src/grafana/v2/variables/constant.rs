//! Constants: always hidden as classic variables, whatever `hide` says.

use super::members::{HIDE_NAMES, classic_number};
use super::options;
use super::table::{CURRENT, DESCRIPTION, HIDE, Kind, LABEL, NAME, QUERY, SKIP_URL_SYNC};
use crate::engine::Notes;
use crate::grafana::losses::defaulted;
use crate::grafana::v2::object;
use crate::grafana::v2::source::Source;
use crate::json::{Draft, Members};

pub(super) static KIND: Kind = Kind {
    up,
    down,
    ..Kind::new(
        "constant",
        "ConstantVariable",
        &[NAME, LABEL, DESCRIPTION, QUERY, CURRENT, HIDE, SKIP_URL_SYNC],
    )
};

/// Takes the constant for what is current if nothing is (spec 20-classic-to-v2, 13.8).
fn up<'a>(variable: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    options::derived(variable, notes);
    let has_current = variable.peek("current").is_some_and(|current| !current.is_null());
    let Some(query) = variable.text("query") else { return Members::new(variable.arena()) };
    let mut members = Members::of(variable.arena(), [("query", query.into())]);
    if !has_current {
        members.put("current", object(variable.arena(), [("text", query.into()), ("value", query.into())]));
    }
    members
}

fn down<'a>(spec: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let at = spec.at();
    let hide = spec.take("hide").filter(|hide| !hide.is_text("") && !hide.is_text("hideVariable"));
    if let Some(hide) = hide {
        defaulted(notes, format_args!("{}", at.member("hide")), &hide, "a classic constant is always hidden");
    }
    Members::of(
        spec.arena(),
        [("hide", Draft::whole(classic_number(HIDE_NAMES, "hideVariable").unwrap_or_default()))],
    )
}

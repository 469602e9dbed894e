//! The v2 dashboard: how it is read and written, and how a classic one becomes it and comes back.
//!
//! A module per kind of thing. Each holds the tables of its members ([`schema`]) and the four conversions: `up` from
//! the classic dashboard to v2alpha1, `down` back to it, `to_beta` and `to_alpha` between the two v2 versions.

mod actions;
mod annotations;
mod elements;
mod field_config;
mod layout;
mod links;
mod mappings;
mod marks;
pub(super) mod names;
mod panel;
mod parts;
pub(super) mod path;
mod query;
mod query_options;
pub(super) mod reading;
pub(super) mod schema;
pub(super) mod source;
pub(super) mod spec;
mod texts;
mod time;
mod time_settings;
mod transformations;
mod variables;
mod viz;

use crate::json::{Arena, Draft, Members};

/// Makes an object of a few members.
fn object<'a, const N: usize>(arena: &'a Arena, members: [(&'static str, Draft<'a>); N]) -> Draft<'a> {
    Members::with_room(N, arena).with(members).into()
}

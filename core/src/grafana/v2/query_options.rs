//! When and how often a panel asks its queries (spec 10-format-v2, section 4).

use super::path::Path;
use super::schema::{INT, In, Member, Type, Written::Set, member};
use super::source::Source;
use crate::engine::{LossCode, Notes};
use crate::grafana::losses::lose_member;
use crate::json::{Draft, Members, Object};

pub(super) const QUERY_OPTIONS: &[Member] = &[
    member("timeFrom", Type::Text, Set),
    member("maxDataPoints", INT, Set),
    member("timeShift", Type::Text, Set),
    member("queryCachingTTL", INT, Set),
    member("interval", Type::Text, Set),
    member("cacheTimeout", Type::Text, Set),
    member("hideTimeOverride", Type::Flag, Set),
    member("timeCompare", Type::Text, Set).only(In::Beta),
];

/// Takes the options out of a classic panel (spec 20-classic-to-v2, 7.6).
pub(super) fn up<'a>(panel: &mut Source<'_, 'a>) -> Draft<'a> {
    let mut options = Members::new(panel.arena());
    for name in ["cacheTimeout", "interval", "timeFrom", "timeShift"] {
        options.put_some(name, panel.filled_text(name));
    }
    if let Some(points) = panel.integer("maxDataPoints").filter(|points| *points > 0) {
        options.put("maxDataPoints", Draft::whole(points));
    }
    panel.pass_true("hideTimeOverride", &mut options);
    options.put_some("queryCachingTTL", panel.integer("queryCachingTTL"));
    options.into()
}

/// Moves the options of v2alpha1 to a classic panel (spec 30-v2-to-classic, 5.2).
pub(super) fn down<'a>(options: &mut Object<'a>, panel: &mut Members<'a>) {
    for Member { name, .. } in QUERY_OPTIONS {
        panel.put_some(name, options.remove(name));
    }
}

/// Drops what v2alpha1 has no place for (spec 40-v2alpha1-v2beta1, section 4).
pub(super) fn to_alpha(options: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    if let Some(comparison) = options.remove("timeCompare") {
        let at = format_args!("{at}/timeCompare");
        lose_member(notes, LossCode::NotRepresentable, at, &comparison, "v2alpha1 has no place for it");
    }
}

//! The links of a dashboard (spec 10-format-v2, section 10).
//!
//! They have the same members in every version, so that only the way up has work to do.

use super::marks::mark_free_text;
use super::schema::{Member, Type, Written, member};
use super::source::Source;
use super::texts::texts;
use crate::engine::Notes;
use crate::json::{Draft, Members, Value};

pub(super) const LINK: &[Member] = &[
    member("title", Type::Text, Written::Always),
    member("type", Type::Text, Written::Always),
    member("icon", Type::Text, Written::Always),
    member("tooltip", Type::Text, Written::Always),
    member("url", Type::Text, Written::Set),
    member("tags", Type::List(&Type::Text), Written::Null),
    member("asDropdown", Type::Flag, Written::Always),
    member("targetBlank", Type::Flag, Written::Always),
    member("includeVars", Type::Flag, Written::Always),
    member("keepTime", Type::Flag, Written::Always),
    member("placement", Type::Text, Written::Set),
];

/// Brings a classic link to v2 (spec 20-classic-to-v2, section 5).
pub(super) fn up<'a>(link: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut members = Members::of(
        link.arena(),
        [
            ("title", link.text_or_empty("title")),
            ("type", link.text("type").map_or("link".into(), Draft::from)),
            ("icon", link.text_or_empty("icon")),
            ("tooltip", link.text_or_empty("tooltip")),
        ],
    );
    members.put_some("url", link.text("url").map(mark_free_text));
    members
        .put("tags", texts(link, "tags", notes).map_or(Draft::json("[]"), |tags| Value::Array(tags).into()));
    for name in ["asDropdown", "targetBlank", "includeVars", "keepTime"] {
        members.put(name, (link.flag(name) == Some(true)).into());
    }
    members.put_some("placement", link.text("placement"));
    Some(members.into())
}

//! Actions: requests that a person starts from a panel (spec 10-format-v2, section 6).

use super::field_config::drop_empty;
use super::parts::{NO_PLACE, is_flag, is_text};
use super::schema::{
    Member, Type,
    Written::{Always, Filled, Set},
    member,
};
use super::source::Source;
use super::texts::keep_texts;
use crate::engine::Notes;
use crate::grafana::losses::dropped;
use crate::grafana::v2::object;
use crate::json::{Array, Draft, Members, Object, Value};

pub(super) const ACTIONS: Type = Type::List(&Type::Object(&[
    member("type", Type::Text, Always),
    member("title", Type::Text, Always),
    member("fetch", Type::Object(FETCH), Set),
    member("infinity", Type::Object(INFINITY), Set),
    member("confirmation", Type::Text, Set),
    member("oneClick", Type::Flag, Set),
    member("variables", Type::List(&Type::Object(VARIABLE)), Filled),
    member("style", Type::Object(&[member("backgroundColor", Type::Text, Set)]), Set),
]));

const FETCH: &[Member] = &[METHOD, URL, BODY, QUERY_PARAMS, HEADERS];
const INFINITY: &[Member] =
    &[METHOD, URL, BODY, QUERY_PARAMS, HEADERS, member("datasourceUid", Type::Text, Always)];

const METHOD: Member = member("method", Type::Text, Always);
const URL: Member = member("url", Type::Text, Always);
const BODY: Member = member("body", Type::Text, Set);
const QUERY_PARAMS: Member = member("queryParams", PAIRS, Filled);
const HEADERS: Member = member("headers", PAIRS, Filled);
const PAIRS: Type = Type::List(&Type::List(&Type::Text));

const VARIABLE: &[Member] = &[
    member("key", Type::Text, Always),
    member("name", Type::Text, Always),
    member("type", Type::Text, Always),
];

/// Takes an action of a classic field configuration apart (spec 20-classic-to-v2, 10.4).
pub(super) fn up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut action = Members::of(
        classic.arena(),
        [("type", classic.text_or_empty("type")), ("title", classic.text_or_empty("title"))],
    );
    action.put_some("confirmation", classic.filled_text("confirmation"));
    classic.pass(&["oneClick"], is_flag, &mut action);
    classic.pass_part("fetch", fetch_up, &mut action, notes);
    classic.pass_part("infinity", infinity_up, &mut action, notes);
    let variables = classic.parts("variables", variable_up, notes);
    if !variables.is_empty() {
        action.put("variables", variables.into());
    }
    classic.pass_part("style", style_up, &mut action, notes);
    Some(action.into())
}

fn fetch_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    Some(request_up(classic, notes).into())
}

fn infinity_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut infinity = request_up(classic, notes);
    infinity.put("datasourceUid", classic.text_or_empty("datasourceUid"));
    Some(infinity.into())
}

fn request_up<'a>(classic: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let mut request = Members::of(
        classic.arena(),
        [("method", classic.text_or_empty("method")), ("url", classic.text_or_empty("url"))],
    );
    classic.pass(&["body"], is_text, &mut request);
    for name in ["queryParams", "headers"] {
        let pairs = pairs_up(classic, name, notes);
        if !pairs.is_empty() {
            request.put(name, pairs.into());
        }
    }
    request
}

/// Takes a list of lists of texts; what else is in it is lost.
fn pairs_up<'a>(classic: &mut Source<'_, 'a>, name: &str, notes: &mut Notes<'_>) -> &'a mut Array<'a> {
    let pairs = classic.array(name);
    let at = classic.at();
    let at = at.member(name);
    pairs.replace_each(|index, value| {
        let at = at.item(index);
        let Value::Array(pair) = value else {
            dropped(notes, format_args!("{at}"), &value, NO_PLACE);
            return None;
        };
        keep_texts(pair, &at, notes);
        Some(pair.into())
    });
    pairs
}

fn variable_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    Some(object(
        classic.arena(),
        [
            ("key", classic.text_or_empty("key")),
            ("name", classic.text_or_empty("name")),
            ("type", classic.text_or_empty("type")),
        ],
    ))
}

fn style_up<'a>(classic: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut style = Members::new(classic.arena());
    classic.pass(&["backgroundColor"], is_text, &mut style);
    Some(style.into())
}

/// Drops what is empty from an action of v2alpha1: the rest is the classic action (spec 30-v2-to-classic, 13.5).
pub(super) fn down(action: &mut Object<'_>) {
    drop_empty(action, &["variables", "style"]);
    for name in ["fetch", "infinity"] {
        if let Some(request) = action.object_mut(name) {
            drop_empty(request, &["queryParams", "headers"]);
        }
    }
}

//! Switches: two values, which are two options in the classic variable.

use super::members::take_same;
use super::options::tell_run_time_members;
use super::table::{DESCRIPTION, HIDE, Kind, LABEL, NAME, SKIP_URL_SYNC};
use crate::engine::Notes;
use crate::grafana::losses::dropped;
use crate::grafana::v2::schema::{Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Draft, Members, Str, Value, array};

pub(super) static KIND: Kind = Kind {
    up,
    down,
    ..Kind::new(
        "switch",
        "SwitchVariable",
        &[
            NAME,
            LABEL,
            DESCRIPTION,
            member("current", Type::Text, Written::Always),
            member("enabledValue", Type::Text, Written::Always),
            member("disabledValue", Type::Text, Written::Always),
            HIDE,
            SKIP_URL_SYNC,
        ],
    )
};

/// Takes the values of the first two options (spec 20-classic-to-v2, 13.8).
fn up<'a>(variable: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let at = variable.at();
    let options_at = at.member("options");
    let mut values = [Str::plain("true"), Str::plain("false")];
    for (index, option) in variable.list("options").into_iter().enumerate() {
        let at = options_at.item(index);
        match (values.get_mut(index), option) {
            (Some(value), Value::Object(option)) => {
                *value = choice(Source::new(option, at), notes).unwrap_or(*value);
            }
            (_, other) => dropped(notes, format_args!("{at}"), &other, "a switch has two values"),
        }
    }
    let [enabled, disabled] = values;
    let current = variable.object("current").and_then(|current| {
        let at = at.member("current");
        tell_run_time_members(current, &at, notes);
        choice(Source::new(current, at), notes)
    });
    Members::of(
        variable.arena(),
        [
            ("current", current.unwrap_or(disabled).into()),
            ("enabledValue", enabled.into()),
            ("disabledValue", disabled.into()),
        ],
    )
}

/// Takes the value of an option, or its text.
fn choice<'a>(mut option: Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Str<'a>> {
    let choice = match option.filled_text("value") {
        Some(value) => {
            take_same(&mut option, "text", value);
            Some(value)
        }
        None => option.filled_text("text"),
    };
    // It follows from what is current.
    option.flag("selected");
    option.finish(notes, "a switch has two values and nothing else");
    choice
}

/// Makes two options (spec 30-v2-to-classic, 10.3).
fn down<'a>(spec: &mut Source<'_, 'a>, _notes: &mut Notes<'_>) -> Members<'a> {
    let [current, enabled, disabled] =
        ["current", "enabledValue", "disabledValue"].map(|name| spec.text(name).unwrap_or_default());
    let arena = spec.arena();
    let option = |value: Str<'a>| Members::of(arena, [("text", value.into()), ("value", value.into())]);
    let options = [enabled, disabled].map(|value| {
        let mut option = option(value);
        option.put("selected", (value == current).into());
        Draft::from(option)
    });
    let current = option(current).into();
    Members::of(arena, [("query", "".into()), ("current", current), ("options", array(options))])
}

//! Options, and what is current.

use crate::engine::{LossCode, Notes};
use crate::grafana::losses::{defaulted, lose_member};
use crate::grafana::v2::path::Path;
use crate::grafana::v2::query::LEGACY_TEXT;
use crate::grafana::v2::schema::{Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::grafana::v2::texts::keep_texts;
use crate::json::{Array, Draft, Members, Object, Value, ValueMut};

/// An option (spec 10-format-v2, 8).
pub(super) const OPTION: &[Member] = &[
    member("selected", Type::Flag, Written::Set),
    member("text", Type::TextOrTexts, Written::Always),
    member("value", Type::TextOrTexts, Written::Always),
    member("properties", Type::Map(&Type::Text), Written::Filled),
];

/// Takes what is current (spec 20-classic-to-v2, 13.5).
pub(super) fn current_up<'a>(
    variable: &mut Source<'_, 'a>,
    name: &'static str,
    notes: &mut Notes<'_>,
) -> Draft<'a> {
    let at = variable.at();
    let at = at.member(name);
    let Some(current) = variable.object(name) else { return Draft::json(r#"{"text":"","value":""}"#) };
    tell_run_time_members(current, &at, notes);
    text_and_value(&mut Source::new(current, at), notes).into()
}

/// Tells what a classic variable says of its current value beside text and value.
pub(super) fn tell_run_time_members(current: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let message = "v2 has the text and the value of what is current only";
    keep_members(current, &["text", "value"], LossCode::RunTimeCopy, message, at, notes);
}

/// Takes an option (spec 20-classic-to-v2, 13.6).
pub(super) fn option_up<'a>(option: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Option<Draft<'a>> {
    let mut members =
        Members::of(option.arena(), [("selected", option.flag("selected").unwrap_or(false).into())]);
    members.append(text_and_value(option, notes));
    Some(members.into())
}

/// Tells the options of a variable that has them at run time only.
pub(super) fn derived(variable: &mut Source<'_, '_>, notes: &mut Notes<'_>) {
    let at = variable.at();
    if let Some(options) = variable.take("options") {
        let message = "options that follow from the query are not kept";
        lose_member(
            notes,
            LossCode::RunTimeCopy,
            format_args!("{}", at.member("options")),
            &options,
            message,
        );
    }
}

fn text_and_value<'a>(option: &mut Source<'_, 'a>, notes: &mut Notes<'_>) -> Members<'a> {
    let text = text_or_texts(option, "text", notes);
    Members::of(option.arena(), [("text", text), ("value", text_or_texts(option, "value", notes))])
}

/// Takes a text or texts (spec 20-classic-to-v2, 13.4).
fn text_or_texts<'a>(option: &mut Source<'_, 'a>, name: &'static str, notes: &mut Notes<'_>) -> Draft<'a> {
    let at = option.at();
    let at = at.member(name);
    match option.take(name) {
        Some(Value::String(text)) => text.into(),
        Some(Value::Array(texts)) => {
            keep_texts(texts, &at, notes);
            Value::Array(texts).into()
        }
        Some(Value::Object(object)) if object.text(LEGACY_TEXT).is_some() => {
            let mut source = Source::new(object, at);
            let text = source.take(LEGACY_TEXT);
            source.finish(notes, "of a text in an object only the text is kept");
            text.into()
        }
        Some(other) => {
            defaulted(notes, format_args!("{at}"), &other, "it is neither a text nor a list of texts");
            "".into()
        }
        None => "".into(),
    }
}

/// Takes what is current for a classic variable (spec 30-v2-to-classic, 10).
pub(super) fn current_down<'a>(
    spec: &mut Source<'_, 'a>,
    name: &'static str,
    notes: &mut Notes<'_>,
) -> Option<Draft<'a>> {
    let at = spec.at();
    let at = at.member(name);
    let option = spec.object(name)?;
    let message = "a classic variable has the text and the value of what is current only";
    keep_members(option, &["text", "value"], LossCode::RunTimeCopy, message, &at, notes);
    fill_texts(option);
    Some(Value::Object(option).into())
}

/// Takes options for a classic variable; nothing if there are none (spec 30-v2-to-classic, 10).
pub(super) fn options_down<'a>(
    spec: &mut Source<'_, 'a>,
    name: &'static str,
    notes: &mut Notes<'_>,
) -> Option<Draft<'a>> {
    let at = spec.at();
    let mut options = super::members::filled_list(spec, name)?;
    if let ValueMut::Array(options) = options.as_mut() {
        drop_properties(options, &at.member(name), notes);
        options.objects_mut().for_each(fill_texts);
    }
    Some(options.into())
}

/// Gives an option texts where it has nothing.
fn fill_texts(option: &mut Object<'_>) {
    for name in ["text", "value"] {
        let empty = option.get(name).is_none_or(|value| match value {
            Value::Array(texts) => texts.is_empty(),
            other => other.is_null(),
        });
        if empty {
            option.set(name, Draft::from(""));
        }
    }
}

/// Changes the options of a variable that is copied to the other v2 version (spec 40-v2alpha1-v2beta1, 6.6).
pub(super) fn copied(variable: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let at = at.member("spec");
    let Some(spec) = variable.object_mut("spec") else { return };
    for name in ["current", "defaultValue", "options", "staticOptions"] {
        let at = at.member(name);
        match spec.get_mut(name) {
            Some(ValueMut::Object(option)) => drop_properties_of(option, &at, notes),
            Some(ValueMut::Array(options)) => drop_properties(options, &at, notes),
            _ => {}
        }
    }
}

fn drop_properties(options: &mut Array<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    for (index, option) in options.objects_mut().enumerate() {
        drop_properties_of(option, &at.item(index), notes);
    }
}

fn drop_properties_of(option: &mut Object<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let (kept, message) = (["selected", "text", "value"], "properties of options are not taken along");
    keep_members(option, &kept, LossCode::DroppedByFormat, message, at, notes);
}

/// Drops the members that are not named.
pub(super) fn keep_members(
    object: &mut Object<'_>,
    kept: &[&str],
    code: LossCode,
    message: &'static str,
    at: &Path<'_>,
    notes: &mut Notes<'_>,
) {
    object.retain(|name, value| {
        let keep = kept.iter().any(|kept| name == **kept);
        if !keep {
            lose_member(notes, code, format_args!("{}", at.member(&name.to_text())), value, message);
        }
        keep
    });
}

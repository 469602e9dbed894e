//! CloudWatch queries and annotations with several statistics (spec 30-versions-31-42, version 34).

use super::losses::dropped;
use super::panels::numbered;
use super::place::Place;
use crate::engine::{Notes, StepError};
use crate::json::{Array, Draft, Number, Object, Value, plain_decimal, shortest_digits};
use std::collections::BTreeSet;
use std::fmt;

/// Splits each query of a panel into one query for each of its statistics.
///
/// # Errors
/// `too-large` if the copies are too many.
pub(super) fn split_queries(
    targets: &mut Array<'_>,
    panel: &Place<'_>,
    notes: &mut Notes<'_>,
) -> Result<(), StepError> {
    let mut letters = Letters::of(targets);
    let mut extras = Vec::new();
    for (index, target) in numbered(targets).filter(|(_, target)| is_query(target)) {
        lose_statistics(target, format_args!("{panel}/targets/{index}"), notes);
        add_modes(target);
        extras.extend(copies(target, notes, || format!("{panel}/targets/{index}"))?);
    }
    for (mut extra, statistic) in extras {
        if let Some(query) = extra.as_mut().into_object() {
            query.set("refId", letters.next());
            set_statistic(query, statistic);
        }
        targets.push(extra);
    }
    Ok(())
}

/// Splits each annotation into one annotation for each of its statistics.
///
/// # Errors
/// `too-large` if the copies are too many.
pub(super) fn split_annotations(list: &mut Array<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let mut extras = Vec::new();
    for (index, annotation) in numbered(list).filter(|(_, annotation)| is_annotation(annotation)) {
        lose_statistics(annotation, format_args!("/annotations/list/{index}"), notes);
        let name = annotation.text("name").filter(|name| !name.is_empty()).map(|name| name.into_owned());
        let named =
            |statistic: &Value<'_>| name.as_ref().map(|name| format!("{name} - {}", suffix(statistic)));
        let first = annotation.array("statistics").filter(|statistics| statistics.len() > 1);
        let first = first.and_then(|statistics| named(statistics.get(0)?));
        let at = || format!("/annotations/list/{index}");
        for (mut copy, statistic) in copies(annotation, notes, at)? {
            if let Some(copy) = copy.as_mut().into_object() {
                if let Some(name) = named(&statistic) {
                    copy.set("name", name);
                }
                set_statistic(copy, statistic);
            }
            extras.push(copy);
        }
        if let Some(name) = first {
            annotation.set("name", name);
        }
    }
    for extra in extras {
        list.push(extra);
    }
    Ok(())
}

fn is_query(target: &Object<'_>) -> bool {
    ["dimensions", "namespace", "region", "metricName"].iter().all(|name| target.contains(name))
}

fn is_annotation(annotation: &Object<'_>) -> bool {
    ["dimensions", "namespace", "region", "prefixMatching", "statistics"]
        .iter()
        .all(|name| annotation.contains(name))
}

/// Writes the two modes that every query has (rule 2).
fn add_modes(query: &mut Object<'_>) {
    if !query.contains("metricQueryType") {
        query.set("metricQueryType", Draft::json("0"));
    }
    if !query.contains("metricEditorMode") {
        let query_type =
            query.get("metricQueryType").and_then(Value::as_number).map_or(0, |number| number.to_i64());
        let has_expression = query.text("expression").is_some_and(|expression| !expression.is_empty());
        let code = query_type == 1 || has_expression;
        query.set("metricEditorMode", Draft::json(if code { "1" } else { "0" }));
    }
}

/// Notes statistics that are no list, and an older one that none of them is.
fn lose_statistics(object: &Object<'_>, at: fmt::Arguments<'_>, notes: &mut Notes<'_>) {
    match object.get("statistics") {
        Some(Value::Array(list)) if !list.is_empty() => {
            let Some(older) = object.get("statistic") else { return };
            if !list.iter().any(|statistic| statistic.is_null() || statistic == older) {
                let message = "the first of `statistics` takes its place";
                dropped(notes, format_args!("{at}/statistic"), older, message);
            }
        }
        Some(value) => {
            dropped(notes, format_args!("{at}/statistics"), value, "statistics are a list");
        }
        None => {}
    }
}

/// Gives an object the first of its statistics and returns a copy for each of the others.
fn copies<'a>(
    object: &mut Object<'a>,
    notes: &mut Notes<'_>,
    at: impl FnOnce() -> String,
) -> Result<Vec<(Value<'a>, Value<'a>)>, StepError> {
    let Some(mut statistics) = object.remove("statistics") else { return Ok(Vec::new()) };
    let statistics = statistics.as_mut().into_array().map(Array::take_all).unwrap_or_default();
    let mut statistics = statistics.into_iter();
    let Some(first) = statistics.next() else { return Ok(Vec::new()) };
    if statistics.len() > 0 {
        let why = "a query or an annotation has many statistics";
        notes.copies(&object.copied(), statistics.len(), at, why)?;
    }
    let copies = statistics.map(|statistic| (object.copied(), statistic)).collect();
    set_statistic(object, first);
    Ok(copies)
}

fn set_statistic<'a>(object: &mut Object<'a>, statistic: Value<'a>) {
    if !statistic.is_null() {
        object.set("statistic", statistic);
    }
}

/// The letters that new queries of a panel get: `A` to `Z`, `AA` to `ZZ`, then `X` and a character (rule 4).
struct Letters {
    free: Box<dyn Iterator<Item = String>>,
    created: u32,
}

impl Letters {
    fn of(targets: &Array<'_>) -> Self {
        let letters = targets.objects().filter_map(|target| target.text("refId"));
        let mut used = BTreeSet::new();
        used.extend(letters.map(|letter| letter.into_owned()));
        let single = ('A'..='Z').map(String::from);
        let double = ('A'..='Z').flat_map(|first| ('A'..='Z').map(move |second| format!("{first}{second}")));
        let free = single.chain(double).filter(move |letter| !used.contains(letter));
        Self { free: Box::new(free), created: 0 }
    }

    fn next(&mut self) -> String {
        let last =
            || format!("X{}", char::from_u32(0x30 + self.created).unwrap_or(char::REPLACEMENT_CHARACTER));
        let letter = self.free.next().unwrap_or_else(last);
        self.created += 1;
        letter
    }
}

/// Returns what a statistic adds to the name of an annotation.
fn suffix(statistic: &Value<'_>) -> String {
    match statistic {
        Value::String(text) => text.to_text().into_owned(),
        Value::Null | Value::LastingNull(_) => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Object(_) => "[object Object]".to_owned(),
        Value::Array(_) => String::new(),
        Value::Number(number) => number_suffix(*number),
    }
}

/// Plain notation from 10^-4 to below 10^6, else `d.ddde±XX`.
fn number_suffix(number: Number<'_>) -> String {
    let value = number.to_f64();
    let (digits, exponent) = shortest_digits(value.abs());
    if (-4..=5).contains(&exponent) {
        return plain_decimal(value);
    }
    let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
    let point = if rest.is_empty() { "" } else { "." };
    let sign = if value < 0.0 { "-" } else { "" };
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{first}{point}{rest}e{exponent_sign}{:02}", exponent.abs())
}

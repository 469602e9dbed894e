//! Where the report counts fewer things than before, its message says so, and as many are listed as lost.

use super::report::{Loss, Report};
use super::{Evidence, Verdict, holds};
use crate::fuzz::judge;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Counts {
    source: Count,
    target: Count,
    message: Option<String>,
}

#[derive(Deserialize)]
struct Count {
    panels: usize,
    queries: usize,
    annotations: usize,
    links: usize,
    variables: usize,
}

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((_, report)) = evidence.migration() else { return Verdict::Holds };
    let Some(counts) = report.counts else { return Verdict::Holds };
    let Counts { source, target, message } = match serde_json::from_str(counts.get()) {
        Ok(counts) => counts,
        Err(why) => return Verdict::Broken(format!("not counts of the contract ({why}): {}", counts.get())),
    };
    let things = [
        ("panel", source.panels, target.panels),
        ("query", source.queries, target.queries),
        ("annotation", source.annotations, target.annotations),
        ("link", source.links, target.links),
        ("variable", source.variables, target.variables),
    ];
    let nothings = evidence.input().map(nothings);
    for (kind, before, after) in things.into_iter().filter(|(_, before, after)| after < before) {
        let said = format!("{kind} count decreased: source={before}, target={after}");
        if message.as_ref().is_some_and(|message| !message.contains(&said)) {
            return Verdict::Broken(format!("the message does not say `{said}`: {message:?}"));
        }
        let lost = lost(&report, kind) + nothings.unwrap_or_default();
        if lost < before - after {
            if nothings.is_none() {
                return Verdict::Skipped("the judge cannot hold the input");
            }
            return Verdict::Broken(format!(
                "{before} of kind `{kind}` before, {after} after, {lost} reported as lost: {:?}",
                report.losses
            ));
        }
    }
    let fewer = things.iter().any(|(_, before, after)| after < before);
    holds(fewer || message.is_none(), || format!("nothing became less, but there is a message: {message:?}"))
}

/// Counts the losses of a kind: things are also lost with what they are in, a query with its panel, an annotation with
/// the member `annotations`; and what is no object is lost as a member.
fn lost(report: &Report<'_>, kind: &str) -> usize {
    let of_loss = |loss: &Loss<'_>| {
        let itself = usize::from(loss.kind == kind || is_element(loss, kind));
        match loss.value.map(|value| judge::read(value.get().as_bytes())) {
            Some(Some(value)) => itself.max(below(&name_of(loss), &value, kind)),
            // The judge cannot hold it, so it may hold any number.
            Some(None) => usize::from(u16::MAX),
            None => itself,
        }
    };
    report.losses.iter().map(of_loss).sum()
}

/// Counts the elements of lists that say nothing: they are counted, but nobody misses them.
fn nothings(value: &Value) -> usize {
    match value {
        Value::Array(items) => {
            let own = items.iter().filter(|item| is_nothing(item)).count();
            own + items.iter().map(nothings).sum::<usize>()
        }
        Value::Object(members) => members.values().map(nothings).sum(),
        _ => 0,
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(is_nothing),
        Value::Object(members) => members.values().all(is_nothing),
        other => other.is_null() || *other == "",
    }
}

/// Returns whether a loss is an element of a list of things of a kind.
fn is_element(loss: &Loss<'_>, kind: &str) -> bool {
    let at: String = serde_json::from_str(loss.at.get()).unwrap_or_default();
    let mut tokens = at.rsplit('/');
    let is_index = tokens.next().is_some_and(|token| token.parse::<usize>().is_ok());
    let name = tokens.next().unwrap_or_default();
    let above = tokens.next().unwrap_or_default();
    is_index
        && match kind {
            "panel" => name == "panels",
            "query" => name == "targets" || name == "queries",
            "link" => name == "links",
            "variable" => name == "variables" || (name == "list" && above == "templating"),
            _ => name == "annotations" || (name == "list" && above == "annotations"),
        }
}

/// Returns the name of the member that is lost; nothing if it is an element of a list.
fn name_of(loss: &Loss<'_>) -> String {
    let at: String = serde_json::from_str(loss.at.get()).unwrap_or_default();
    let mut tokens = at.rsplit('/');
    let name = tokens.next().unwrap_or_default();
    let name = if name == "list" { tokens.next().unwrap_or_default() } else { name };
    name.to_owned()
}

/// Counts the things of a kind anywhere inside a lost value, which stands in a member of a name; what stands in a
/// member `list` counts by the name of what is around it.
fn below(name: &str, value: &Value, kind: &str) -> usize {
    let names: &[&str] = match kind {
        "panel" => &["panels"],
        "query" => &["targets", "queries"],
        "link" => &["links"],
        "variable" => &["templating", "variables"],
        _ => &["annotations"],
    };
    match value {
        Value::Array(items) => {
            let own = if names.contains(&name) { items.len() } else { 0 };
            own + items.iter().map(|item| below("", item, kind)).sum::<usize>()
        }
        Value::Object(members) => members
            .iter()
            .map(|(inner, value)| below(if inner == "list" { name } else { inner }, value, kind))
            .sum(),
        _ => 0,
    }
}

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
    let nothings = evidence.input().map_or(0, nothings);
    // The classic dashboard does not count a panel of that type, which then is a row (spec 50, section 3).
    let has_rows = evidence.sample.document.windows(5).any(|window| window == br#""row""#);
    for (kind, before, after) in things.into_iter().filter(|(_, before, after)| after < before) {
        let said = format!("{kind} count decreased: source={before}, target={after}");
        if message.as_ref().is_some_and(|message| !message.contains(&said)) {
            return Verdict::Broken(format!("the message does not say `{said}`: {message:?}"));
        }
        let lost = lost(&report, kind) + nothings;
        if lost < before - after && !has_rows {
            return Verdict::Broken(format!(
                "{before} of kind `{kind}` before, {after} after, {lost} reported as lost: {:?}",
                report.losses
            ));
        }
    }
    let fewer = things.iter().any(|(_, before, after)| after < before);
    holds(fewer || message.is_none(), || format!("nothing became less, but there is a message: {message:?}"))
}

/// Counts the losses of a kind; queries are lost with their panel, and what is no object is lost as a member.
fn lost(report: &Report<'_>, kind: &str) -> usize {
    let of_loss = |loss: &Loss<'_>| {
        let itself = usize::from(loss.kind == kind || is_element(loss, kind));
        match loss.value.map(|value| judge::read(value.get().as_bytes())) {
            Some(Some(value)) => itself.max(below(&value, kind)),
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

/// Counts the queries or panels anywhere inside a lost value.
fn below(value: &Value, kind: &str) -> usize {
    let names: &[&str] = if kind == "query" { &["targets", "queries"] } else { &["panels"] };
    match value {
        Value::Array(items) => items.iter().map(|item| below(item, kind)).sum(),
        Value::Object(members) => {
            let own = members.iter().filter(|(name, _)| names.contains(&name.as_str()));
            own.filter_map(|(_, value)| value.as_array()).map(Vec::len).sum::<usize>()
                + members.values().map(|value| below(value, kind)).sum::<usize>()
        }
        _ => 0,
    }
}

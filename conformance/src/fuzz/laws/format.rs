//! Laws of `format`: another style is the same value, and canonical form is one.

use super::{Evidence, Verdict, holds, show};
use crate::fuzz::judge;
use crate::fuzz::node::Node;
use crate::protocol::{Answer, Verb};
use fastrand::Rng;
use serde_json::Value;

/// Errors that lie in the text, not in the style.
const UNREADABLE: [&str; 4] = ["invalid-json", "invalid-utf8", "too-deep", "too-large"];

/// Styles do not change the value, and printing what a style printed changes no byte.
pub(super) fn keeps_the_value(evidence: &Evidence<'_>) -> Verdict {
    let document = &evidence.sample.document;
    if evidence.sample.verb != Verb::Format || unreadable(&evidence.format(document, "auto")) {
        return Verdict::Holds;
    }
    let mut compacts = Vec::new();
    for style in ["auto", "compact", "pretty"] {
        let answer = evidence.format(document, style);
        let Answer::Document { document: printed, .. } = &answer else {
            return Verdict::Broken(format!("style {style} fails: {}", show(&answer)));
        };
        let again = evidence.format(printed, style);
        if again != answer {
            return Verdict::Broken(format!("{style} of {} gives {}", show(&answer), show(&again)));
        }
        if let Some(value) = evidence.input()
            && !judge::read(printed).is_some_and(|printed| judge::same(value, &printed))
        {
            return Verdict::Broken(format!("style {style} has another value: {}", show(&answer)));
        }
        compacts.push(evidence.format(printed, "compact"));
    }
    if compacts.windows(2).any(|pair| pair.first() != pair.last()) {
        return Verdict::Broken(format!("compact depends on the layout: {compacts:?}"));
    }
    if evidence.input().is_none() {
        Verdict::Skipped("the judge cannot hold the input")
    } else {
        Verdict::Holds
    }
}

/// Canonical form does not depend on layout, order and spelling, is sorted, and is its own canonical form.
pub(super) fn canonical_has_one_form(evidence: &Evidence<'_>) -> Verdict {
    let document = &evidence.sample.document;
    let answer = evidence.format(document, "canonical");
    if evidence.sample.verb != Verb::Format || unreadable(&answer) {
        return Verdict::Holds;
    }
    let Answer::Document { document: canonical, .. } = &answer else {
        let known =
            matches!(answer.error_code().as_deref(), Some("invalid-unicode" | "unrepresentable-number"));
        return holds(known && evidence.input().is_none(), || {
            format!("refused, but the judge can hold it: {}", show(&answer))
        });
    };
    if evidence.format(canonical, "canonical") != answer {
        return Verdict::Broken(format!("its canonical form is another one: {}", show(&answer)));
    }
    if let Answer::Document { document: pretty, .. } = evidence.format(document, "pretty")
        && evidence.format(&pretty, "canonical") != answer
    {
        return Verdict::Broken(format!("depends on the layout: {}", show(&answer)));
    }
    if judge::repeats_keys(document) {
        return Verdict::Skipped("repeated keys must stay in order");
    }
    let (Some(value), Some(printed)) = (evidence.input(), judge::read(canonical)) else {
        return Verdict::Broken(format!("the judge cannot hold it: {}", show(&answer)));
    };
    if !judge::same(value, &printed) || !is_sorted(&printed) {
        return Verdict::Broken(format!("another value, or not sorted: {}", show(&answer)));
    }
    let Some(mut node) = judge::text(document).and_then(Node::read) else { return Verdict::Holds };
    shuffle(&mut node, &mut Rng::with_seed(document.len() as u64));
    let shuffled = evidence.format(node.to_compact().as_bytes(), "canonical");
    holds(shuffled == answer, || format!("depends on the order: {} and {}", show(&answer), show(&shuffled)))
}

fn unreadable(answer: &Answer) -> bool {
    answer.error_code().is_some_and(|code| UNREADABLE.contains(&code.as_str()))
}

/// Members are sorted by UTF-16 code units (RFC 8785).
fn is_sorted(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(is_sorted),
        Value::Object(members) => {
            let keys: Vec<Vec<u16>> = members.keys().map(|key| key.encode_utf16().collect()).collect();
            keys.is_sorted() && members.values().all(is_sorted)
        }
        _ => true,
    }
}

fn shuffle(node: &mut Node, rng: &mut Rng) {
    match node {
        Node::Token(_) => {}
        Node::Array(items) => items.iter_mut().for_each(|item| shuffle(item, rng)),
        Node::Object(members) => {
            rng.shuffle(members);
            members.iter_mut().for_each(|(_, value)| shuffle(value, rng));
        }
    }
}

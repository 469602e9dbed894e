//! What the first step of a conversion lists as lost stands in the document, at the pointer that is told. The value may
//! have been filled in by reading, and panels given ids, but holds nothing that does not stand there.

use super::api::{Leaves, version};
use super::{Evidence, Verdict};
use crate::fuzz::judge;

/// What reading fills in.
const EMPTY: [&str; 3] = ["", "false", "0"];

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((_, report)) = evidence.migration().filter(|(_, report)| report.changed) else {
        return Verdict::Holds;
    };
    if version(&report.from).is_none_or(|from| from == "v0alpha1") {
        return Verdict::Holds;
    }
    let Some(input) = evidence.input() else { return Verdict::Skipped("the judge cannot hold the input") };
    if input.get("apiVersion").is_none() {
        return Verdict::Holds;
    }
    if judge::repeats_keys(&evidence.sample.document) {
        return Verdict::Skipped("members of one name");
    }
    let Some(first) = report.steps.iter().find(|step| step.moves()) else { return Verdict::Holds };
    for loss in report.losses.iter().filter(|loss| loss.step == first.id) {
        let Ok(at) = serde_json::from_str::<String>(loss.at.get()) else { continue };
        let Some(found) = input.pointer(&at) else {
            return Verdict::Broken(format!("lost at {at}, where nothing is: {loss:?}"));
        };
        let told = loss.value.and_then(|value| judge::read(value.get().as_bytes()));
        // Times are written anew.
        let Some(told) = told.filter(|_| !at.starts_with("/metadata/")) else { continue };
        if told.as_str().is_some_and(|name| is_named(&at, name)) {
            continue;
        }
        let (told, found) = (Leaves::of(&told), Leaves::of(found));
        if let Some((_, foreign)) = told.named.iter().find(|leaf| {
            leaf.0 != "id" && !EMPTY.contains(&leaf.1.as_str()) && !found.values.contains(&leaf.1)
        }) {
            return Verdict::Broken(format!("lost is {found:?}, `{foreign}` is told: {loss:?}"));
        }
    }
    Verdict::Holds
}

/// Returns whether a place is that of an element with a name.
fn is_named(at: &str, name: &str) -> bool {
    let name = name.replace('~', "~0").replace('/', "~1");
    at.rsplit_once('/').is_some_and(|(list, last)| list == "/spec/elements" && last == name)
}

//! Tags of the dashboard (spec 10-model, 2).

use super::members::sites;
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;
use std::collections::BTreeMap;

/// A tag, or the number of tags, is none that Perses accepts (V2).
pub(super) const INVALID_TAGS: Rule =
    Rule { id: "perses/invalid-tags", severity: Severity::Error, check: invalid_tags };

const MOST: usize = 20;
const LONGEST: usize = 50;

fn invalid_tags(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let list = doc.pointer("/metadata/tags").filter(|tags| tags.as_array().is_some());
    let tags = sites("/metadata/tags", list);
    if tags.len() > MOST {
        findings.report("/metadata/tags", "cannot contain more than 20 tags");
    }
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for site in tags {
        let Some(tag) = site.value.as_text() else {
            let message = format!("expected a string as tag, found {}", site.value.kind_name());
            findings.report(&site.at, message);
            continue;
        };
        if tag.trim().is_empty() {
            findings.report(&site.at, "tag cannot be empty");
        } else if tag.trim().len() != tag.len() {
            let message = format!("tag \"{tag}\" cannot start or end with whitespace");
            findings.report(&site.at, message);
        } else if tag.chars().count() > LONGEST {
            findings.report(&site.at, format!("tag \"{tag}\" cannot contain more than 50 characters"));
        }
        match first.get(&*tag) {
            Some(earlier) => {
                findings.report_related(&site.at, [earlier.clone()], format!("tag \"{tag}\" is there twice"));
            }
            None => drop(first.insert(tag.into_owned(), site.at)),
        }
    }
}

//! Grid items refer to panels: `#/spec/panels/<key>` (spec 10-model, 6).

use super::members::{Site, of_spec, sites};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// An item of a `Grid` layout refers to no panel (V7); those of `Tabs` are not checked.
pub(super) const INVALID_REFERENCE: Rule =
    Rule { id: "perses/invalid-reference", severity: Severity::Error, check: invalid_reference };

fn invalid_reference(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut keys = BTreeSet::new();
    keys.extend(of_spec(doc, "panels").into_iter().map(|panel| panel.key));
    for (item, reference) in references(doc, false) {
        let Some(reference) = reference else {
            findings.report(&item.at, "the item refers to no panel: it needs a string `content.$ref`");
            continue;
        };
        let fault = match read(&reference) {
            Ok(key) if keys.contains(key) => continue,
            Ok(key) => format!("no panel found for ref \"{key}\""),
            Err(fault) => fault,
        };
        findings.report(item.below("/content/$ref"), fault);
    }
}

/// Returns the items of all grids, or of all layouts, each with its reference.
pub(super) fn references<'v, 'a>(
    doc: &'v Value<'a>,
    with_tabs: bool,
) -> impl Iterator<Item = (Site<'v, 'a>, Option<Cow<'a, str>>)> {
    let mut items = Vec::new();
    for layout in of_spec(doc, "layouts") {
        let Some(spec) = layout.object("spec") else { continue };
        if layout.value.as_object().is_some_and(|layout| layout.has_text("kind", "Grid")) {
            items.append(&mut lists(layout.below("/spec/items"), spec.get("items")));
        } else if with_tabs {
            for tab in lists(layout.below("/spec/tabs"), spec.get("tabs")) {
                let list = tab.value.as_object().and_then(|tab| tab.get("items"));
                items.append(&mut lists(tab.below("/items"), list));
            }
        }
    }
    items.into_iter().map(|item| {
        let reference = item.object("content").and_then(|content| content.text("$ref"));
        (item, reference)
    })
}

/// Returns the elements of an array.
fn lists<'v, 'a>(at: String, list: Option<&'v Value<'a>>) -> Vec<Site<'v, 'a>> {
    sites(&at, list.filter(|list| list.as_array().is_some()))
}

/// Returns the key that a reference names, or what is wrong with it; positions count from 0.
pub(super) fn read(reference: &str) -> Result<&str, String> {
    let is_segment = |text: &&str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let void = || format!("reference \"{reference}\" is pointing to the void");
    let path = reference.strip_prefix('#').unwrap_or(reference).strip_prefix('/').ok_or_else(void)?;
    let mut segments = path.split('/').take(4);
    let key = match (segments.next(), segments.next(), segments.next(), segments.next()) {
        (Some(spec), Some(panels), Some(key), None) if [spec, panels, key].iter().all(is_segment) => {
            let expected = [(spec, "spec"), (panels, "panels")];
            let wrong = expected.iter().position(|(found, expected)| found != expected);
            if let Some((position, (_, expected))) = wrong.and_then(|at| Some((at, expected.get(at)?))) {
                return Err(format!(
                    "reference \"{reference}\" at position {position} doesn't have the expected element \"{expected}\""
                ));
            }
            key
        }
        _ => return Err(void()),
    };
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_have_three_segments() {
        for (text, expected) in [("#/spec/panels/cpu", "cpu"), ("/spec/panels/a_B-9", "a_B-9")] {
            assert_eq!(read(text).as_deref(), Ok(expected));
        }
        for text in [
            "",
            "#",
            "/",
            "cpu",
            "#/spec/panels",
            "#/spec/panels/",
            "#/spec/panels/a/b",
            "#/spec/panels/a.b",
            "#/spec//a",
            "##/spec/panels/a",
            "/a/b/ä",
        ] {
            assert_eq!(read(text), Err(format!("reference \"{text}\" is pointing to the void")));
        }
        for (text, at) in [
            ("#/Spec/panels/a", "0 doesn't have the expected element \"spec\""),
            ("#/spec/panel/a", "1 doesn't have the expected element \"panels\""),
        ] {
            assert_eq!(read(text), Err(format!("reference \"{text}\" at position {at}")));
        }
    }
}

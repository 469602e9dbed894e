//! The layout: what it is made of, which elements it names, for which variables it repeats.

use super::super::members::objects;
use super::elements::elements;
use super::variables::names;
use super::{known_kind, unknown};
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Object, Value};
use std::collections::BTreeSet;

/// A layout of a kind that the format does not know is read as nothing: nothing in it is shown.
pub(super) const UNKNOWN_LAYOUT_KIND: Rule =
    Rule { id: "grafana/v2-unknown-layout-kind", severity: Severity::Error, check: unknown_layout_kind };

/// A layout names an element that is not there: nothing is shown in its place, and the dashboard cannot become a
/// classic one (spec grafana-api/30-v2-to-classic 1.3).
pub(super) const UNKNOWN_ELEMENT: Rule =
    Rule { id: "grafana/v2-unknown-element", severity: Severity::Error, check: unknown_element };

/// A panel, row or tab repeats for a variable that the dashboard does not define.
pub(super) const UNKNOWN_REPEAT_VARIABLE: Rule = Rule {
    id: "grafana/v2-unknown-repeat-variable",
    severity: Severity::Warning,
    check: unknown_repeat_variable,
};

/// The kinds of layouts, and what each holds its items in.
const KINDS: [(&str, &str); 4] =
    [("GridLayout", "items"), ("AutoGridLayout", "items"), ("RowsLayout", "rows"), ("TabsLayout", "tabs")];

/// What a layout is made of, at any depth.
#[derive(Default)]
struct Parts<'v, 'a> {
    /// Items, rows and tabs: the `spec` of each with its pointer.
    items: Vec<(String, &'v Object<'a>)>,
    /// What is no layout where one belongs.
    strays: Vec<(String, &'v Value<'a>)>,
}

impl<'v, 'a> Parts<'v, 'a> {
    fn of(doc: &'v Value<'a>) -> Self {
        let mut parts = Self::default();
        if let Some(layout) = doc.pointer("/spec/layout") {
            parts.add("/spec/layout", layout);
        }
        parts
    }

    /// Takes a layout apart. Recursive; a document is at most 256 containers deep.
    fn add(&mut self, at: &str, layout: &'v Value<'a>) {
        let kind = known_kind(layout, &KINDS.map(|(kind, _)| kind));
        let Some((_, items)) = KINDS.iter().find(|(known, _)| Some(*known) == kind) else {
            return self.strays.push((at.to_owned(), layout));
        };
        let list = layout.pointer(&format!("/spec/{items}"));
        for (at, item) in objects(format!("{at}/spec/{items}"), list) {
            let Some(spec) = item.object("spec") else { continue };
            let at = format!("{at}/spec");
            if let Some(layout) = spec.get("layout") {
                self.add(&format!("{at}/layout"), layout);
            }
            self.items.push((at, spec));
        }
    }
}

/// Returns the names of the elements that the layout shows, each with the pointer to where it is named.
pub(super) fn shown(doc: &Value<'_>) -> Vec<(String, String)> {
    let name = |(at, spec): (String, &Object<'_>)| {
        let name = spec.object("element")?.text("name")?.into_owned();
        Some((name, format!("{at}/element/name")))
    };
    Parts::of(doc).items.into_iter().filter_map(name).collect()
}

fn unknown_layout_kind(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for (at, layout) in Parts::of(doc).strays {
        findings.report(at, unknown("layout", layout));
    }
}

fn unknown_element(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut known = BTreeSet::new();
    known.extend(elements(doc).into_iter().map(|(name, ..)| name));
    for (name, at) in shown(doc) {
        if !known.contains(&name) {
            findings.report(at, format!("no element has the name `{name}`"));
        }
    }
}

fn unknown_repeat_variable(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut known = BTreeSet::new();
    known.extend(names(doc).into_iter().map(|(name, _)| name));
    for (at, spec) in Parts::of(doc).items {
        let Some(name) = spec.object("repeat").and_then(|repeat| repeat.text("value")) else { continue };
        if !known.contains(&*name) {
            findings.report(format!("{at}/repeat/value"), format!("no variable has the name `{name}`"));
        }
    }
}

//! The variables, by kind and name.

use super::super::members::{objects, require_different, require_text};
use super::{known_kind, spec_text, unknown};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// A variable of a kind that the format does not know is read as nothing.
pub(super) const UNKNOWN_VARIABLE_KIND: Rule =
    Rule { id: "grafana/v2-unknown-variable-kind", severity: Severity::Error, check: unknown_variable_kind };

/// A variable has no name, so that nothing can name it.
pub(super) const VARIABLE_WITHOUT_NAME: Rule =
    Rule { id: "grafana/v2-variable-without-name", severity: Severity::Error, check: variable_without_name };

/// Two variables have the same name: one of them can never be named.
pub(super) const DUPLICATE_VARIABLE: Rule =
    Rule { id: "grafana/v2-duplicate-variable", severity: Severity::Error, check: duplicate_variable };

const KINDS: [&str; 9] = [
    "QueryVariable",
    "TextVariable",
    "ConstantVariable",
    "DatasourceVariable",
    "IntervalVariable",
    "CustomVariable",
    "SwitchVariable",
    "GroupByVariable",
    "AdhocVariable",
];

const AT: &str = "/spec/variables";

/// Returns the names of the variables, each with its pointer.
pub(super) fn names(doc: &Value<'_>) -> Vec<(String, String)> {
    let variables = objects(AT.to_owned(), doc.pointer(AT));
    let name = |(at, variable)| Some((spec_text(variable, "name")?.into_owned(), format!("{at}/spec/name")));
    variables.filter_map(name).collect()
}

fn unknown_variable_kind(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let variables = doc.pointer(AT).and_then(Value::as_array);
    for (index, variable) in variables.into_iter().flat_map(|list| list.iter().enumerate()) {
        if known_kind(variable, &KINDS).is_none() {
            findings.report(format!("{AT}/{index}"), unknown("variable", variable));
        }
    }
}

fn variable_without_name(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for (at, variable) in objects(AT.to_owned(), doc.pointer(AT)) {
        match variable.object("spec") {
            Some(spec) => require_text("variable", (&format!("{at}/spec"), spec), "name", findings),
            None => findings.report(at, "the variable has no name"),
        }
    }
}

fn duplicate_variable(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let named = names(doc).into_iter().filter(|(name, _)| !name.is_empty());
    let mut entries = named.map(|(name, at)| (name.clone(), format!("`{name}`"), at));
    require_different("variable name", &mut entries, findings);
}

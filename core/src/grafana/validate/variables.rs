//! Variables: what defines them, and what names them.

use super::members::{objects, require_different, require_text};
use super::places::filled_in;
use super::references::references;
use super::sites::{old_rows, sites};
use crate::engine::{Findings, Rule, Severity, Version};
use crate::json::{Object, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The first version whose variables have types (spec 10-versions-02-16, step 6).
const FIRST_WITH_TYPES: Version = Version::Integer(6);

/// The first version whose variables stand in `templating.list` only (spec 10-versions-02-16, step 2).
const FIRST_WITH_TEMPLATING: Version = Version::Integer(2);

/// A variable has no name, so that nothing can name it.
pub(super) const VARIABLE_WITHOUT_NAME: Rule =
    Rule { id: "grafana/variable-without-name", severity: Severity::Error, check: variable_without_name };

/// A variable does not say where its values come from; in the oldest versions it need not.
pub(super) const VARIABLE_WITHOUT_TYPE: Rule =
    Rule { id: "grafana/variable-without-type", severity: Severity::Error, check: variable_without_type };

/// Two variables have the same name: one of them can never be named.
pub(super) const DUPLICATE_VARIABLE: Rule =
    Rule { id: "grafana/duplicate-variable", severity: Severity::Error, check: duplicate_variable };

/// A text names a variable that neither the dashboard nor Grafana defines: it stays in the text as it is.
///
/// Which texts are looked at says [`filled_in`], what counts as a reference says [`references`]. The inputs of a
/// shared export count as defined.
pub(super) const UNKNOWN_VARIABLE: Rule =
    Rule { id: "grafana/unknown-variable", severity: Severity::Warning, check: unknown_variable };

/// A panel or old row repeats for a variable that the dashboard does not define.
pub(super) const UNKNOWN_REPEAT_VARIABLE: Rule = Rule {
    id: "grafana/unknown-repeat-variable",
    severity: Severity::Warning,
    check: unknown_repeat_variable,
};

/// Returns the variables with their pointers; in the oldest versions they stood elsewhere.
pub(super) fn variables<'v, 'a>(
    doc: &'v Value<'a>,
    version: Version,
) -> impl Iterator<Item = (String, &'v Object<'a>)> {
    let old = Some("/services/filter/list").filter(|_| version < FIRST_WITH_TEMPLATING);
    ["/templating/list"].into_iter().chain(old).flat_map(|at| objects(at.to_owned(), doc.pointer(at)))
}

fn variable_without_name(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for (at, variable) in variables(doc, findings.version()) {
        require_text("variable", (&at, variable), "name", findings);
    }
}

fn variable_without_type(doc: &Value<'_>, findings: &mut Findings<'_>) {
    if findings.version() < FIRST_WITH_TYPES {
        return;
    }
    for (at, variable) in variables(doc, findings.version()) {
        require_text("variable", (&at, variable), "type", findings);
    }
}

fn duplicate_variable(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let named = variables(doc, findings.version())
        .filter_map(|(at, variable)| Some((variable.text("name")?, at)))
        .filter(|(name, _)| !name.is_empty());
    let mut entries = named.map(|(name, at)| (name.to_string(), format!("`{name}`"), format!("{at}/name")));
    require_different("variable name", &mut entries, findings);
}

fn unknown_variable(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut known = names(doc, findings.version());
    known.extend(inputs(doc).map(Cow::into_owned));
    for (at, text) in filled_in(doc, findings.version()) {
        for name in references(&text) {
            if !known.contains(&name) && findings.context().input(&name).is_none() {
                findings.report(&at, format!("no variable has the name `{name}`"));
            }
        }
    }
}

fn unknown_repeat_variable(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let known = names(doc, findings.version());
    let panels = sites(doc, findings.version()).into_iter().map(|site| (site.at, site.panel));
    for (at, repeated) in panels.chain(old_rows(doc, findings.version())) {
        let Some(name) = repeated.text("repeat") else { continue };
        if !name.is_empty() && !known.contains(&*name) {
            findings.report(format!("{at}/repeat"), format!("no variable has the name `{name}`"));
        }
    }
}

/// Returns the names of the inputs of a shared export, which importing replaces (spec 00-pipeline 2).
pub(super) fn inputs<'a>(doc: &Value<'a>) -> impl Iterator<Item = Cow<'a, str>> {
    let inputs = doc.pointer("/__inputs").and_then(Value::as_array);
    inputs.into_iter().flat_map(|inputs| inputs.objects()).filter_map(|input| input.text("name"))
}

fn names(doc: &Value<'_>, version: Version) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    names.extend(
        variables(doc, version).filter_map(|(_, variable)| Some(variable.text("name")?.into_owned())),
    );
    names
}

//! Variables (spec 10-model, 5).

use super::members::{Site, expect_type, of_spec, texts};
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Object, Value};
use crate::perses::model::{SORTS, identifier_fault};
use std::collections::BTreeMap;

/// A variable's kind, or what its kind asks of its members, is not met (V4).
pub(super) const INVALID_VARIABLE: Rule =
    Rule { id: "perses/invalid-variable", severity: Severity::Error, check: invalid_variable };

/// A variable has no name that Perses accepts (V4).
pub(super) const INVALID_VARIABLE_NAME: Rule =
    Rule { id: "perses/invalid-variable-name", severity: Severity::Error, check: invalid_variable_name };

/// A variable's name cannot be written as `$name`, or belongs to Perses.
pub(super) const VARIABLE_NOT_REFERENCEABLE: Rule = Rule {
    id: "perses/variable-not-referenceable",
    severity: Severity::Warning,
    check: variable_not_referenceable,
};

/// A variable has the name of an earlier one (V4).
pub(super) const DUPLICATE_VARIABLE: Rule =
    Rule { id: "perses/duplicate-variable", severity: Severity::Error, check: duplicate_variable };

fn invalid_variable(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in of_spec(doc, "variables") {
        let Some(variable) = site.value.as_object() else {
            findings.report(
                &site.at,
                format!("expected an object as variable, found {}", site.value.kind_name()),
            );
            continue;
        };
        let spec = variable.object("spec");
        match variable.text("kind").as_deref() {
            Some("TextVariable") => check_text(&site, spec, findings),
            Some("ListVariable") => check_list(&site, spec, findings),
            Some(other) => {
                findings.report(site.below("/kind"), format!("unknown variable.kind \"{other}\" used"));
            }
            None => findings.report(&site.at, "the variable has no `kind`: `TextVariable` or `ListVariable`"),
        }
    }
}

fn check_text(site: &Site<'_, '_>, spec: Option<&Object<'_>>, findings: &mut Findings<'_>) {
    let Some(spec) = spec else { return findings.report(&site.at, "the variable has no `spec`") };
    let at = site.below("/spec");
    expect_type((&at, spec), "constant", "true or false", findings);
    expect_type((&at, spec), "value", "a string", findings);
    let is_constant = matches!(spec.get("constant"), Some(Value::Bool(true)));
    if is_constant && (spec.is_missing("value") || spec.has_text("value", "")) {
        findings.report(&at, "value for a constant text variable cannot be empty");
    }
}

fn check_list(site: &Site<'_, '_>, spec: Option<&Object<'_>>, findings: &mut Findings<'_>) {
    let Some(spec) = spec else { return findings.report(&site.at, "the variable has no `spec`") };
    let at = site.below("/spec");
    for name in ["allowAllValue", "allowMultiple"] {
        expect_type((&at, spec), name, "true or false", findings);
    }
    for name in ["customAllValue", "capturingRegexp", "sort"] {
        expect_type((&at, spec), name, "a string", findings);
    }
    let is_set = |name| matches!(spec.get(name), Some(Value::Bool(true)));
    if spec.text("customAllValue").is_some_and(|text| !text.is_empty()) && !is_set("allowAllValue") {
        let message = "customAllValue cannot be set if allowAllValue is not set to true";
        findings.report(format!("{at}/customAllValue"), message);
    }
    match spec.get("defaultValue") {
        None | Some(Value::Null | Value::String(_)) => {}
        Some(Value::Array(values)) => {
            if texts(spec, "defaultValue").count() < values.len() {
                findings.report(format!("{at}/defaultValue"), "the default values must be strings");
            } else if values.len() > 1 && !is_set("allowMultiple") {
                let message = "several default values need allowMultiple set to true";
                findings.report(format!("{at}/defaultValue"), message);
            }
        }
        Some(other) => {
            let message = format!("expected a string or an array of them, found {}", other.kind_name());
            findings.report(format!("{at}/defaultValue"), message);
        }
    }
    if let Some(sort) = spec.text("sort").filter(|sort| !sort.is_empty() && !SORTS.contains(&&**sort)) {
        findings.report(format!("{at}/sort"), format!("unknown sort method \"{sort}\" used"));
    }
}

fn invalid_variable_name(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in of_spec(doc, "variables") {
        let Some(spec) = site.object("spec") else { continue };
        let fault = match spec.get("name") {
            None | Some(Value::Null) => {
                findings.report(site.below("/spec"), "the variable has no `name`");
                continue;
            }
            Some(Value::String(name)) => {
                let name = name.to_text();
                let digits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
                let is_text = site.value.as_object().is_some_and(|it| it.has_text("kind", "TextVariable"));
                identifier_fault(&name)
                    .or((digits && is_text).then_some("the name of a text variable needs more than digits"))
            }
            Some(_) => Some("the name must be a string"),
        };
        if let Some(fault) = fault {
            findings.report(site.below("/spec/name"), fault);
        }
    }
}

fn variable_not_referenceable(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in of_spec(doc, "variables") {
        let Some(name) = site.object("spec").and_then(|spec| spec.text("name")) else { continue };
        if identifier_fault(&name).is_some() {
            continue;
        }
        if name.contains(['-', '.']) {
            let message = format!("`${name}` is no reference: use only letters, digits and `_`");
            findings.report(site.below("/spec/name"), message);
        } else if name.starts_with("__") {
            findings.report(site.below("/spec/name"), "names that begin with `__` belong to Perses");
        }
    }
}

fn duplicate_variable(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for (index, site) in of_spec(doc, "variables").into_iter().enumerate() {
        let name = site.object("spec").and_then(|spec| spec.text("name"));
        let Some(name) = name.filter(|name| !name.is_empty()) else { continue };
        let at = site.below("/spec/name");
        match first.get(&*name) {
            Some(earlier) => {
                let message = format!("variable \"{name}\" (index {index}) already exists");
                findings.report_related(at, [earlier.clone()], message);
            }
            None => drop(first.insert(name.into_owned(), at)),
        }
    }
}

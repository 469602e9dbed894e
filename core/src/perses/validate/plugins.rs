//! What is drawn, asked or offered is a plugin (spec 10-model, 4.1).

use super::members::{FIRST_WITH_ISO, Site, annotations, of_spec, queries};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// A panel, query, list variable, data source or annotation names no plugin (V6).
pub(super) const PLUGIN_WITHOUT_KIND: Rule =
    Rule { id: "perses/plugin-without-kind", severity: Severity::Error, check: plugin_without_kind };

fn plugin_without_kind(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let version = findings.version();
    let datasources = if version < FIRST_WITH_ISO { "datasources" } else { "dataSources" };
    let lists = of_spec(doc, "variables");
    let is_list =
        |site: &Site<'_, '_>| site.value.as_object().is_some_and(|it| it.has_text("kind", "ListVariable"));
    judge("panel", "/spec", of_spec(doc, "panels"), findings);
    judge("query", "/spec", queries(doc, version), findings);
    judge("variable", "/spec", lists.into_iter().filter(is_list).collect(), findings);
    judge("data source", "", of_spec(doc, datasources), findings);
    judge("annotation", "", annotations(doc), findings);
}

/// Looks for the plugin of each owner, which stands in the object at `below`.
fn judge(owner: &str, below: &str, sites: Vec<Site<'_, '_>>, findings: &mut Findings<'_>) {
    for site in sites {
        let Some(holder) = site.value.pointer(below).and_then(Value::as_object) else { continue };
        match holder.get("plugin") {
            None | Some(Value::Null) => {
                findings.report(site.below(below), format!("the {owner} has no plugin"));
            }
            Some(Value::Object(plugin)) => {
                let is_named = plugin.text("kind").is_some_and(|kind| !kind.is_empty());
                if !is_named {
                    let at = if plugin.contains("kind") { "/plugin/kind" } else { "/plugin" };
                    let message = format!("plugin of the {owner}: kind cannot be empty");
                    findings.report(site.below(&[below, at].concat()), message);
                }
            }
            Some(other) => {
                let message = format!("expected an object as plugin, found {}", other.kind_name());
                findings.report(site.below(&[below, "/plugin"].concat()), message);
            }
        }
    }
}

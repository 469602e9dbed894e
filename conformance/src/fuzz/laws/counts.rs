//! Panels, queries, variables, annotations and links are as many as before, but for what the reference drops:
//! repeat copies, everything inside of library panels, queries that say nothing (spec grafana/00-pipeline, section 9).

use super::{Evidence, Verdict, holds};
use crate::fuzz::judge;
use serde_json::Value;

/// From here on no step makes or drops one: 36 is the last to touch default queries, 34 to split them.
const LOWEST: u32 = 36;

/// What is counted.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    panels: usize,
    queries: usize,
    panel_links: usize,
    dashboard_links: usize,
    variables: usize,
    annotations: usize,
}

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((_, report)) = evidence.migration().filter(|(_, report)| !report.steps.is_empty()) else {
        return Verdict::Holds;
    };
    let within =
        |version: &str| version.strip_prefix("grafana@").and_then(|version| version.parse::<u32>().ok());
    let (Some(from), Some(_)) = (within(&report.from), within(&report.to)) else { return Verdict::Holds };
    if from < LOWEST {
        return Verdict::Skipped("old versions may drop and add panels");
    }
    let (Some(input), Some(output)) = (evidence.input(), evidence.output()) else {
        return Verdict::Skipped("the judge cannot hold the input");
    };
    // Without the stages only the version was written.
    let staged = report.steps.iter().any(|step| step.id.ends_with("/finish"));
    let before = Counts::of(judge::dashboard(input), staged);
    let after = Counts::of(judge::dashboard(output), false);
    holds(before == after, || format!("before {before:?}, after {after:?}"))
}

impl Counts {
    /// Counts; in an input as the output must have it.
    fn of(dashboard: &Value, is_input: bool) -> Self {
        let mut counts = Self { dashboard_links: list(dashboard, "links").len(), ..Self::default() };
        counts.variables = dashboard.get("templating").map_or(0, |shell| list(shell, "list").len());
        counts.annotations = annotations(dashboard, is_input);
        for panel in list(dashboard, "panels").iter().filter(|panel| panel.is_object()) {
            let is_copy = panel.get("repeatPanelId").is_some() || panel.get("repeatedByRow").is_some();
            if !(is_input && is_copy) {
                counts.panel(panel, 1);
            }
        }
        counts
    }

    fn panel(&mut self, panel: &Value, level: usize) {
        self.panels += 1;
        // Of library panels only the shell is kept; the third level is not looked at.
        if level < 3 && is_present(panel, "libraryPanel") {
            return;
        }
        self.queries += list(panel, "targets").iter().filter(|query| says_something(query)).count();
        self.panel_links += list(panel, "links").len();
        for inside in list(panel, "panels").iter().filter(|panel| panel.is_object()) {
            self.panel(inside, level + 1);
        }
    }
}

fn annotations(dashboard: &Value, is_input: bool) -> usize {
    let list = dashboard.get("annotations").and_then(|shell| shell.get("list"));
    let built_in = |annotation: &Value| annotation.get("builtIn").and_then(Value::as_f64) == Some(1.0);
    match list {
        Some(Value::Array(list)) => list.len() + usize::from(is_input && !list.iter().any(built_in)),
        // Nothing, or no object around it: the default list with the built-in one.
        Some(Value::Null) | None => usize::from(is_input),
        Some(_) => 0,
    }
}

fn list<'v>(parent: &'v Value, name: &str) -> &'v [Value] {
    parent.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn is_present(parent: &Value, name: &str) -> bool {
    parent.get(name).is_some_and(|value| !value.is_null())
}

/// A query that has only a letter is a default one and may go.
fn says_something(query: &Value) -> bool {
    let members = query.as_object().into_iter().flatten();
    members.into_iter().any(|(name, value)| name != "refId" && !value.is_null())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn copies_library_panels_and_empty_queries_do_not_count() {
        let input = json!({
            "panels": [
                {"targets": [{"refId": "A"}, {"expr": "up"}, {"hide": null}], "links": [1]},
                {"repeatPanelId": null, "targets": [{"expr": "up"}]},
                {"libraryPanel": {}, "targets": [{"expr": "up"}], "panels": [{}]},
                {"panels": [{"libraryPanel": 1, "links": [1]}, {"panels": [{"libraryPanel": 1, "links": [1]}]}, 5]},
                "x"
            ],
            "templating": {"list": [{}, null]},
            "links": [{}]
        });
        let expected = Counts {
            panels: 6,
            queries: 1,
            panel_links: 2,
            dashboard_links: 1,
            variables: 2,
            annotations: 1,
        };
        assert_eq!(Counts::of(&input, true), expected);
    }

    #[test]
    fn the_built_in_annotation_is_counted_in_advance() {
        let check = |shell: Value, expected: usize| {
            assert_eq!(annotations(&json!({"annotations": shell}), true), expected, "{shell}");
        };
        check(json!({"list": [{}, 1]}), 3);
        check(json!({"list": [{"builtIn": 1}]}), 1);
        check(json!({"list": null}), 1);
        check(json!({"list": "x"}), 0);
        check(json!([]), 1);
    }
}

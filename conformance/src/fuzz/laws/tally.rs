//! How many panels, queries, variables, annotations and links a classic dashboard has, in the places where its version
//! keeps them. Only objects count, and nothing that Grafana makes by itself, since that would hide a loss: default queries
//! such as `{"refId": "A"}`, the built-in annotation. Panels of type `row`, which step 16 makes, are counted apart.

use serde_json::Value;

/// A count of each kind of thing, by the name that losses have for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) panels: usize,
    pub(super) rows: usize,
    pub(super) queries: usize,
    pub(super) variables: usize,
    pub(super) annotations: usize,
    pub(super) links: usize,
}

impl Tally {
    /// Counts a dashboard of a version (spec 10-versions-02-16: steps 2, 6 and 16 move things).
    pub(super) fn of_dashboard(dashboard: &Value, version: u32) -> Self {
        let mut tally = Self { links: objects(dashboard, &["links"]).count(), ..Self::default() };
        tally.add_panels(dashboard);
        tally.variables = objects(dashboard, &["templating", "list"]).count();
        tally.annotations = annotations(dashboard, &["annotations", "list"]);
        if version < 16 {
            objects(dashboard, &["rows"]).for_each(|row| tally.add_panels(row));
        }
        if version < 6 {
            let pulldowns = objects(dashboard, &["pulldowns"]);
            let pulldowns = pulldowns.filter(|pulldown| pulldown.get("type") == Some(&"annotations".into()));
            tally.annotations +=
                pulldowns.map(|pulldown| annotations(pulldown, &["annotations"])).sum::<usize>();
        }
        if version < 2 {
            tally.variables += objects(dashboard, &["services", "filter", "list"]).count();
        }
        tally
    }

    /// Adds a panel and everything inside.
    pub(super) fn add_panel(&mut self, panel: &Value) {
        // A library panel loses its type.
        let is_library = panel.get("libraryPanel").is_some_and(|library| !library.is_null());
        let is_row = !is_library && panel.get("type") == Some(&"row".into());
        *(if is_row { &mut self.rows } else { &mut self.panels }) += 1;
        self.links += objects(panel, &["links"]).count();
        self.queries += objects(panel, &["targets"]).filter(|query| asks_something(query)).count();
        self.add_panels(panel);
    }

    /// Adds the panels of a dashboard, a row or a panel.
    fn add_panels(&mut self, parent: &Value) {
        objects(parent, &["panels"]).for_each(|panel| self.add_panel(panel));
    }

    /// Returns the counts with the names of the kinds.
    pub(super) fn by_kind(&self) -> [(&'static str, usize); 6] {
        let Self { panels, rows, queries, variables, annotations, links } = *self;
        [
            ("panel", panels),
            ("panel of type row", rows),
            ("query", queries),
            ("variable", variables),
            ("annotation", annotations),
            ("link", links),
        ]
    }

    /// Returns the count of a kind.
    pub(super) fn of_kind(&mut self, kind: &str) -> Option<&mut usize> {
        match kind {
            "panel" => Some(&mut self.panels),
            "query" => Some(&mut self.queries),
            "variable" => Some(&mut self.variables),
            "annotation" => Some(&mut self.annotations),
            "link" => Some(&mut self.links),
            _ => None,
        }
    }
}

/// Returns the objects of the list at the end of a path.
fn objects<'v>(parent: &'v Value, path: &[&str]) -> impl Iterator<Item = &'v Value> + use<'v> {
    let list = path.iter().try_fold(parent, |value, name| value.get(name)).and_then(Value::as_array);
    list.into_iter().flatten().filter(|item| item.is_object())
}

/// Counts annotations but for the built-in one.
fn annotations(parent: &Value, path: &[&str]) -> usize {
    let is_built_in = |value: &&Value| value.get("builtIn").and_then(Value::as_f64) == Some(1.0);
    objects(parent, path).filter(|annotation| !is_built_in(annotation)).count()
}

/// A letter and a data source are what Grafana gives to panels without queries.
fn asks_something(query: &Value) -> bool {
    let members = query.as_object().into_iter().flatten();
    members.into_iter().any(|(name, value)| name != "refId" && name != "datasource" && !value.is_null())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(dashboard: &Value, version: u32, expected: [usize; 6]) {
        let found = Tally::of_dashboard(dashboard, version).by_kind().map(|(_, count)| count);
        assert_eq!(found, expected, "version {version}");
    }

    #[test]
    fn things_are_counted_where_the_version_keeps_them() {
        let dashboard = json!({
            "panels": [
                {"targets": [{"refId": "A"}, {"expr": "up"}, {"hide": null}, {"datasource": {}}, "x"], "links": [{}, 1]},
                {"type": "row", "libraryPanel": {}},
                {"type": "row", "panels": [{"panels": [{"targets": [{"expr": "up"}]}]}, 5]},
                "x"
            ],
            "rows": [{"panels": [{"targets": [{"expr": "up"}]}, null]}, 7],
            "templating": {"list": [{}, null]},
            "services": {"filter": {"list": [{}, {}, "x"]}},
            "annotations": {"list": [{}, {"builtIn": 1}, null]},
            "pulldowns": [{"type": "annotations", "annotations": [{}]}, {"type": "filtering", "annotations": [{}]}],
            "links": [{}, null]
        });
        check(&dashboard, 42, [4, 1, 2, 1, 1, 2]);
        check(&dashboard, 15, [5, 1, 3, 1, 1, 2]);
        check(&dashboard, 5, [5, 1, 3, 1, 2, 2]);
        check(&dashboard, 1, [5, 1, 3, 3, 2, 2]);
        check(&json!({"panels": {"0": {}}, "templating": [{}]}), 0, [0; 6]);
    }
}

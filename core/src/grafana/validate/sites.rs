//! Which panels there are, and where.

use super::members::objects;
use crate::engine::{Findings, Rule, Severity, Version};
use crate::json::{Object, Value, push_index};

/// The first version whose panels stand on a grid; rows of panels came before (spec 10-versions-02-16, step 16).
const FIRST_WITH_GRID: Version = Version::Integer(16);

/// The grid of the dashboard itself.
const OUTER_GRID: usize = 0;

/// An element of `panels` that is no object, or a `panels` that is no array: migration drops it (spec 00-pipeline 9.3).
pub(super) const INVALID_PANEL: Rule =
    Rule { id: "grafana/invalid-panel", severity: Severity::Error, check: invalid_panel };

/// A panel and where it stands.
pub(super) struct Site<'v, 'a> {
    /// The pointer to it.
    pub(super) at: String,
    pub(super) panel: &'v Object<'a>,
    /// The grid it stands on: the dashboard has one, and each row one of its own. Old rows have none.
    pub(super) grid: Option<usize>,
}

impl Site<'_, '_> {
    /// Returns the pointer to a member of the panel.
    pub(super) fn member(&self, name: &str) -> String {
        format!("{}/{name}", self.at)
    }

    /// Is stored elsewhere: what stands here is a place and a title (spec 00-pipeline 9.5.1).
    pub(super) fn is_library_panel(&self) -> bool {
        !self.panel.is_missing("libraryPanel")
    }

    /// Stands in the dashboard, not in a row.
    pub(super) fn is_outer(&self) -> bool {
        self.grid == Some(OUTER_GRID)
    }

    pub(super) fn is_row(&self) -> bool {
        self.panel.has_text("type", "row")
    }
}

/// Returns every panel at every depth, a panel before the ones inside it; of versions below 16 those in old rows, too.
pub(super) fn sites<'v, 'a>(doc: &'v Value<'a>, version: Version) -> Vec<Site<'v, 'a>> {
    survey(doc, version).sites
}

/// Returns the old rows with their pointers; from version 16 on nothing uses them.
pub(super) fn old_rows<'v, 'a>(
    doc: &'v Value<'a>,
    version: Version,
) -> impl Iterator<Item = (String, &'v Object<'a>)> {
    let rows = doc.pointer("/rows").filter(|_| version < FIRST_WITH_GRID);
    objects("/rows".to_owned(), rows)
}

#[derive(Default)]
struct Survey<'v, 'a> {
    sites: Vec<Site<'v, 'a>>,
    grids: usize,
    /// What stands where a panel or an array of panels belongs, with what belongs there.
    strays: Vec<(String, &'static str, &'v Value<'a>)>,
}

fn survey<'v, 'a>(doc: &'v Value<'a>, version: Version) -> Survey<'v, 'a> {
    let mut survey = Survey::default();
    if let Some(dashboard) = doc.as_object() {
        survey.below(dashboard, "", true);
    }
    for (at, row) in old_rows(doc, version) {
        survey.below(row, &at, false);
    }
    survey
}

impl<'v, 'a> Survey<'v, 'a> {
    /// Takes the panels below a dashboard, panel or old row. Recursive; a document is at most 256 containers deep.
    fn below(&mut self, parent: &'v Object<'a>, at: &str, has_grid: bool) {
        let list = match parent.get("panels") {
            None | Some(Value::Null) => return,
            Some(Value::Array(list)) => list,
            Some(other) => return self.strays.push((format!("{at}/panels"), "an array", other)),
        };
        let grid = has_grid.then_some(self.grids);
        self.grids += usize::from(has_grid);
        for (index, value) in list.iter().enumerate() {
            let mut at = format!("{at}/panels");
            push_index(&mut at, index);
            let Some(panel) = value.as_object() else {
                self.strays.push((at, "an object", value));
                continue;
            };
            self.sites.push(Site { at: at.clone(), panel, grid });
            self.below(panel, &at, has_grid);
        }
    }
}

fn invalid_panel(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for (at, expected, found) in survey(doc, findings.version()).strays {
        findings.report(at, format!("expected {expected}, found {}", found.kind_name()));
    }
}

//! Panels that lie on one another.

use super::grid::{COLUMNS, Rectangle};
use super::sites::sites;
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Value, sorted};

/// Two panels of one grid take the same room: Grafana moves one of them down, so that the dashboard looks different
/// from what is stored.
///
/// Told once for each panel that lies on others, at the one that begins lower or, on the same line, stands later in
/// the document. Panels with a position that is no finite whole numbers are left to `grafana/out-of-grid`.
pub(super) const OVERLAPPING_PANELS: Rule =
    Rule { id: "grafana/overlapping-panels", severity: Severity::Warning, check: overlapping_panels };

struct Placed {
    at: String,
    grid: usize,
    room: Rectangle,
}

/// Lets the panels of each grid fall into its columns, from the top down: what a column holds is the panel that reaches
/// lowest so far. A panel lies on another one if, in a column it covers, that one reaches below its upper edge. So each
/// panel is compared with at most 24 others: n log n for the sorting.
fn overlapping_panels(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let mut placed: Vec<Placed> = Vec::new();
    for site in sites(doc, findings.version()) {
        if let (Some(grid), Some(room)) = (site.grid, Rectangle::of(&site)) {
            placed.push(Placed { at: site.member("gridPos"), grid, room });
        }
    }
    let placed =
        sorted(placed, |left, right| left.grid.cmp(&right.grid).then(left.room.y.total_cmp(&right.room.y)));
    for grid in placed.chunk_by(|left, right| left.grid == right.grid) {
        let mut lowest: [Option<&Placed>; COLUMNS] = [None; COLUMNS];
        for panel in grid {
            let mut others: Vec<&Placed> = Vec::new();
            let covered = lowest.iter_mut().enumerate().filter(|(column, _)| panel.room.covers(*column));
            for (_, lowest) in covered {
                if let Some(other) = lowest.filter(|other| other.room.bottom() > panel.room.y)
                    && !others.iter().any(|known| std::ptr::eq(*known, other))
                {
                    others.push(other);
                }
                if lowest.is_none_or(|lowest| lowest.room.bottom() < panel.room.bottom()) {
                    *lowest = Some(panel);
                }
            }
            report(panel, &others, findings);
        }
    }
}

fn report(panel: &Placed, others: &[&Placed], findings: &mut Findings<'_>) {
    let Some((first, more)) = others.split_first() else { return };
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    let message = format!("the panel at {} overlaps the one at {}{more}", panel.room, first.room);
    findings.report_related(&panel.at, others.iter().map(|other| other.at.clone()), message);
}

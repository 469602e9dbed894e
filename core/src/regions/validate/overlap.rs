//! Regions that lie on one another.

use super::super::region::{COLUMNS, LARGEST, Said};
use super::layouts::layouts;
use super::names;
use super::survey::{Region, regions};
use super::sweep::{Room, sweep};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// Two live regions of one layout take the same room. No step moves them: a person decides.
pub(super) const OVERLAP: Rule = Rule { id: "regions/overlap", severity: Severity::Error, check: overlap };

/// The most pairs that are listed; the counts of the layouts count all.
const MOST_LISTED: usize = 10_000;

/// A live region that takes room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'r, 'v, 'a> {
    region: &'r Region<'v, 'a>,
    /// The place of the first region of its layout.
    pub(super) layout: usize,
    room: Room,
}

/// Returns the live regions that can be placed, each with its layout.
pub(super) fn placed<'r, 'v, 'a>(
    regions: &'r [Region<'v, 'a>],
    layouts: &[usize],
) -> Vec<Placed<'r, 'v, 'a>> {
    let live = regions.iter().zip(layouts).filter(|(region, _)| region.live);
    live.filter_map(|(region, layout)| Some(Placed { region, layout: *layout, room: room(region)? }))
        .collect()
}

/// Counts for each of the placed regions how many it overlaps of those that the sweep met before, and lists pairs.
pub(super) fn overlaps(placed: &[Placed<'_, '_, '_>], most: usize) -> (Vec<u64>, Vec<[usize; 2]>) {
    let rooms: Vec<(usize, Room)> = placed.iter().map(|placed| (placed.layout, placed.room)).collect();
    sweep(&rooms, most)
}

fn overlap(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let regions = regions(doc);
    let placed = placed(&regions, &layouts(doc, &regions));
    let (counts, pairs) = overlaps(&placed, MOST_LISTED);
    for [left, right] in &pairs {
        if let (Some(earlier), Some(later)) = (placed.get(*left.min(right)), placed.get(*left.max(right))) {
            let message =
                format!("{} overlaps {}: manual-review, no step moves them", told(later), told(earlier));
            findings.report_related(later.region.at(""), [earlier.region.at("")], message);
        }
    }
    let more = counts.iter().sum::<u64>() - pairs.len() as u64;
    if more > 0 {
        findings.report("/regions", format!("{more} more overlaps are not listed: manual-review"));
    }
}

fn told(placed: &Placed<'_, '_, '_>) -> String {
    let Room { top, bottom, left, right } = placed.room;
    let name = names::region(placed.region);
    format!("{name} (rows {top} to {}, columns {left} to {})", bottom - 1, right - 1)
}

/// Returns the room that a region takes as its numbers count, if all four can be counted and it takes any.
fn room(region: &Region<'_, '_>) -> Option<Room> {
    let number = |name, least: f64, most: f64| {
        let number = Said::of(region.object.get(name)).counted()?;
        if number >= least && number <= most { Some(number) } else { None }
    };
    let top = number("grid_row", f64::NEG_INFINITY, LARGEST)?;
    let left = number("grid_col", f64::NEG_INFINITY, COLUMNS - 1.0)?;
    let bottom = top + number("row_span", 1.0, LARGEST)?;
    let right = left + number("col_span", 1.0, f64::INFINITY)?;
    // Conversion saturates.
    Some(Room { top: top as i64, bottom: bottom as i64, left: left as i64, right: right as i64 })
}

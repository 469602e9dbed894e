//! Which layout a region belongs to, and what stands in each: the counts to compare before and after.

use super::ids::repeated;
use super::members::{Fault, judge};
use super::names::{self, Key, firsts};
use super::overlap::{overlaps, placed};
use super::survey::{Region, regions};
use crate::engine::{Findings, Rule, Severity};
use crate::json::Value;

/// Counts what a layout holds and what is wrong with it; told once for each, at its first region.
pub(super) const LAYOUT: Rule = Rule { id: "regions/layout", severity: Severity::Info, check: layout };

/// A live region says another layout than the document does.
pub(super) const OTHER_LAYOUT: Rule =
    Rule { id: "regions/other-layout", severity: Severity::Error, check: other_layout };

/// The document says no layout, and its live regions are of several: told once. Lists from a table may mean it.
pub(super) const MIXED_LAYOUTS: Rule =
    Rule { id: "regions/mixed-layouts", severity: Severity::Warning, check: mixed_layouts };

/// Returns the layout that the document says.
fn stated<'v, 'a>(doc: &'v Value<'a>) -> Option<&'v Value<'a>> {
    doc.pointer("/layout_id").filter(|id| !id.is_null())
}

/// Returns the layout of a region: its own, else the document's.
fn layout_id<'v, 'a>(doc: &'v Value<'a>, region: &Region<'v, 'a>) -> Option<&'v Value<'a>> {
    region.object.get("layout_id").filter(|id| !id.is_null()).or_else(|| stated(doc))
}

/// Returns for each region the place of the first one of its layout.
pub(super) fn layouts<'v, 'a>(doc: &'v Value<'a>, regions: &[Region<'v, 'a>]) -> Vec<usize> {
    let keys: Vec<Option<Key<'_>>> = regions.iter().map(|region| Key::of(layout_id(doc, region))).collect();
    firsts(&keys)
}

/// What stands in a layout; of faults, how many regions have them.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    live: u64,
    deleted: u64,
    overlaps: u64,
    faults: [u64; 5],
    duplicate_ids: u64,
}

fn layout(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let regions = regions(doc);
    if regions.is_empty() {
        let at = if doc.pointer("/regions").is_some() { "/regions" } else { "" };
        return findings.report(at, tell(&names::layout(stated(doc)), &Counts::default()));
    }
    let layouts = layouts(doc, &regions);
    let counts = count(&regions, &layouts);
    for (place, ((region, first), counts)) in regions.iter().zip(layouts).zip(counts).enumerate() {
        if place == first {
            findings.report(region.at(""), tell(&names::layout(layout_id(doc, region)), &counts));
        }
    }
}

fn tell(name: &str, counts: &Counts) -> String {
    let Counts {
        live,
        deleted,
        overlaps,
        faults: [outside, bad_span, version, no_number, loose],
        duplicate_ids,
    } = counts;
    format!(
        "{name}: live {live}, deleted {deleted}, overlaps {overlaps}, outside the grid {outside}, bad spans {bad_span}, \
         missing versions {version}, not a number {no_number}, loose numbers {loose}, duplicate ids {duplicate_ids}"
    )
}

/// Counts for each layout, at the place of its first region.
fn count(regions: &[Region<'_, '_>], layouts: &[usize]) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); regions.len()];
    for (region, layout) in regions.iter().zip(layouts) {
        let Some(counts) = counts.get_mut(*layout) else { continue };
        if !region.live {
            counts.deleted += 1;
            continue;
        }
        counts.live += 1;
        let mut found = [0; 5];
        judge(region, &mut |fault, _, _| {
            let [outside, bad_span, version, no_number, loose] = &mut found;
            match fault {
                Fault::OutsideGrid => *outside = 1,
                Fault::BadSpan => *bad_span = 1,
                Fault::MissingVersion => *version = 1,
                Fault::NotANumber => *no_number = 1,
                Fault::LooseNumber => *loose = 1,
                Fault::UnclearDeletion => {}
            }
        });
        counts.faults.iter_mut().zip(found).for_each(|(count, found)| *count += found);
    }
    let placed = placed(regions, layouts);
    for (placed, overlaps) in placed.iter().zip(overlaps(&placed, 0).0) {
        if let Some(counts) = counts.get_mut(placed.layout) {
            counts.overlaps += overlaps;
        }
    }
    for (place, _) in repeated(regions) {
        if let Some(counts) = layouts.get(place).and_then(|layout| counts.get_mut(*layout)) {
            counts.duplicate_ids += 1;
        }
    }
    counts
}

fn other_layout(doc: &Value<'_>, findings: &mut Findings<'_>) {
    let Some(stated) = stated(doc) else { return };
    let wanted = Key::of(Some(stated));
    for region in regions(doc).iter().filter(|region| region.live) {
        let own = layout_id(doc, region);
        if Key::of(own) != wanted {
            let message = format!(
                "the region is of {}, the document is {}",
                names::layout(own),
                names::layout(Some(stated))
            );
            findings.report_related(region.at("layout_id"), ["/layout_id".to_owned()], message);
        }
    }
}

fn mixed_layouts(doc: &Value<'_>, findings: &mut Findings<'_>) {
    if stated(doc).is_some() {
        return;
    }
    let mut live = regions(doc);
    live.retain(|region| region.live);
    let layouts = layouts(doc, &live);
    let number = layouts.iter().enumerate().filter(|(place, first)| place == *first).count();
    let other = live.iter().zip(&layouts).find(|(_, first)| **first != 0).map(|(region, _)| region);
    if let (Some(first), Some(other)) = (live.first(), other) {
        let at = |region: &Region<'_, '_>| {
            region.at(if region.object.contains("layout_id") { "layout_id" } else { "" })
        };
        let message = format!(
            "the regions are of {number} layouts: {} is not {}",
            names::layout(layout_id(doc, other)),
            names::layout(layout_id(doc, first))
        );
        findings.report_related(at(other), [at(first)], message);
    }
}

//! Panels, queries, variables, annotations and links are no fewer than before, but for those that the report lists as lost.
//! Steps may add some.

use super::report::{Loss, Report};
use super::tally::Tally;
use super::{Evidence, Verdict};
use crate::fuzz::judge;

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((_, report)) = evidence.migration().filter(|(_, report)| !report.steps.is_empty()) else {
        return Verdict::Holds;
    };
    let (Some(from), Some(to)) = (classic(&report.from), classic(&report.to)) else { return Verdict::Holds };
    let (Some(input), Some(output)) = (evidence.input(), evidence.output()) else {
        return Verdict::Skipped("the judge cannot hold the input");
    };
    let before = Tally::of_dashboard(judge::dashboard(input), from);
    let after = Tally::of_dashboard(judge::dashboard(output), to);
    let lost = lost(&report);
    for (((kind, before), (_, after)), (_, lost)) in
        before.by_kind().into_iter().zip(after.by_kind()).zip(lost.by_kind())
    {
        if before > after + lost {
            return Verdict::Broken(format!(
                "{before} of kind `{kind}` before, {after} after, {lost} reported as lost: {:?}",
                report.losses
            ));
        }
    }
    Verdict::Holds
}

/// Returns the version of a classic dashboard.
fn classic(version: &str) -> Option<u32> {
    version.strip_prefix("grafana@")?.parse().ok()
}

/// Counts what is reported as lost; a panel goes with everything inside.
fn lost(report: &Report<'_>) -> Tally {
    let mut lost = Tally::default();
    for Loss { kind, value, .. } in &report.losses {
        match value.and_then(|value| judge::read(value.get().as_bytes())) {
            Some(panel) if kind == "panel" => lost.add_panel(&panel),
            _ => {
                if let Some(count) = lost.of_kind(kind) {
                    *count += 1;
                }
            }
        }
    }
    lost
}

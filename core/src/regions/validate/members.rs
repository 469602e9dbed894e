//! What is wrong with one region: its numbers, its place on the grid, its version, its `deleted_at`.

use super::super::region::{COLUMNS, GRID, LARGEST, Said};
use super::survey::{Region, regions};
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Number, Value};
use std::fmt::{Arguments, Display};

/// A member of the region's place is missing or no number, or too large to be counted: nothing can place the region.
pub(super) const NOT_A_NUMBER: Rule = rule("regions/not-a-number", Severity::Error, |doc, findings| {
    tell(doc, findings, Fault::NotANumber, judge_numbers);
});

/// A number is in a string, or a fraction; so are versions told, which may be meant and which nothing changes.
pub(super) const LOOSE_NUMBER: Rule = rule("regions/loose-number", Severity::Warning, |doc, findings| {
    tell(doc, findings, Fault::LooseNumber, judge_loose);
});

/// A region begins or ends where the grid is not.
pub(super) const OUTSIDE_GRID: Rule = rule("regions/outside-grid", Severity::Warning, |doc, findings| {
    tell(doc, findings, Fault::OutsideGrid, judge_place);
});

/// A region takes no row or no column.
pub(super) const BAD_SPAN: Rule = rule("regions/bad-span", Severity::Warning, |doc, findings| {
    tell(doc, findings, Fault::BadSpan, judge_spans);
});

/// A region has no version, or `null`.
pub(super) const MISSING_VERSION: Rule =
    rule("regions/missing-version", Severity::Warning, |doc, findings| {
        tell(doc, findings, Fault::MissingVersion, judge_version);
    });

/// `deleted_at` is not `null`, so that the region counts as deleted, and yet it is no point in time: `false`, `""`, `0`.
pub(super) const UNCLEAR_DELETION: Rule =
    rule("regions/unclear-deletion", Severity::Warning, |doc, findings| {
        tell(doc, findings, Fault::UnclearDeletion, judge_deletion);
    });

type Check = for<'a> fn(&Value<'a>, &mut Findings<'_>);

const fn rule(id: &'static str, severity: Severity, check: Check) -> Rule {
    Rule { id, severity, check }
}

/// What can be wrong with one region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    NotANumber,
    LooseNumber,
    OutsideGrid,
    BadSpan,
    MissingVersion,
    UnclearDeletion,
}

/// Takes a fault, the member that has it, and a message; the member is empty if the region lacks it.
type Tell<'t> = &'t mut dyn FnMut(Fault, &str, Arguments<'_>);

/// Tells the faults of one kind; `judge` tells them, perhaps among others.
fn tell(doc: &Value<'_>, findings: &mut Findings<'_>, wanted: Fault, judge: fn(&Region<'_, '_>, Tell<'_>)) {
    for region in regions(doc).iter().filter(|region| region.live != (wanted == Fault::UnclearDeletion)) {
        judge(region, &mut |fault, name, message| {
            if fault == wanted {
                findings.report(region.at(name), message.to_string());
            }
        });
    }
}

/// Tells what is wrong with a live region.
pub(super) fn judge(region: &Region<'_, '_>, tell: Tell<'_>) {
    judge_loose(region, tell);
    judge_place(region, tell);
    judge_spans(region, tell);
}

fn judge_loose(region: &Region<'_, '_>, tell: Tell<'_>) {
    judge_numbers(region, tell);
    judge_version(region, tell);
}

fn judge_numbers(region: &Region<'_, '_>, tell: Tell<'_>) {
    for name in GRID {
        judge_number(region, name, tell);
    }
}

/// Returns the number of a member that counts.
fn counted(region: &Region<'_, '_>, name: &str) -> Option<f64> {
    Said::of(region.object.get(name)).counted()
}

fn judge_place(region: &Region<'_, '_>, tell: Tell<'_>) {
    let column = counted(region, "grid_col");
    for (name, number) in [("grid_col", column), ("grid_row", counted(region, "grid_row"))] {
        if let Some(number) = number.filter(|number| *number < 0.0) {
            tell(Fault::OutsideGrid, name, format_args!("the grid begins at 0, found {}", plain(number)));
        }
    }
    let Some(column) = column else { return };
    if column >= COLUMNS {
        let found = plain(column);
        tell(Fault::OutsideGrid, "grid_col", format_args!("the grid ends with column 11, found {found}"));
    } else if let Some(right) = counted(region, "col_span").map(|span| column + span)
        && right > COLUMNS
    {
        let last = plain(right - 1.0);
        let message = format_args!("the region reaches column {last}; the grid ends with 11");
        tell(Fault::OutsideGrid, "col_span", message);
    }
}

fn judge_spans(region: &Region<'_, '_>, tell: Tell<'_>) {
    for name in ["row_span", "col_span"] {
        if let Some(span) = counted(region, name).filter(|span| *span < 1.0) {
            tell(Fault::BadSpan, name, format_args!("a span is at least 1, found {}", plain(span)));
        }
    }
}

fn judge_number(region: &Region<'_, '_>, name: &str, tell: Tell<'_>) {
    let value = region.object.get(name);
    match (Said::of(value), value) {
        (_, None) => tell(Fault::NotANumber, "", format_args!("the region has no `{name}`")),
        (Said::Number(number), _) if name.contains("row") && number > LARGEST => {
            tell(Fault::NotANumber, name, format_args!("the number is too large to be counted exactly"));
        }
        (Said::Number(number), _) if number.floor() != number => {
            let (found, counted) = (plain(number), plain(number.floor()));
            tell(
                Fault::LooseNumber,
                name,
                format_args!("expected a whole number, found {found}; it counts as {counted}"),
            );
        }
        (Said::Number(_), _) => {}
        (Said::Text(number), _) => {
            let counted = plain(number.floor());
            tell(
                Fault::LooseNumber,
                name,
                format_args!("expected a number, found a string; it counts as {counted}"),
            );
        }
        (Said::Nothing | Said::Other, Some(other)) => {
            tell(Fault::NotANumber, name, format_args!("expected a number, found {}", other.kind_name()));
        }
    }
}

fn judge_version(region: &Region<'_, '_>, tell: Tell<'_>) {
    let value = region.object.get("version");
    match (Said::of(value), value) {
        (_, None) => tell(Fault::MissingVersion, "", format_args!("the region has no version")),
        (Said::Nothing, _) => tell(Fault::MissingVersion, "version", format_args!("the version is null")),
        (Said::Number(number), _) if number.floor() == number => {}
        (Said::Number(number), _) => {
            tell(
                Fault::LooseNumber,
                "version",
                format_args!("expected a whole number, found {}", plain(number)),
            );
        }
        (_, Some(other)) => {
            let found = other.kind_name();
            tell(Fault::LooseNumber, "version", format_args!("expected a number as version, found {found}"));
        }
    }
}

fn judge_deletion(region: &Region<'_, '_>, tell: Tell<'_>) {
    let found = match region.object.get("deleted_at") {
        Some(Value::String(text)) if *text == "" => "an empty string",
        Some(Value::String(_)) | None => return,
        Some(Value::Number(number)) if number.to_f64() > 0.0 => return,
        Some(other) => other.kind_name(),
    };
    let message =
        format_args!("expected null or a point in time, found {found}; the region counts as deleted");
    tell(Fault::UnclearDeletion, "deleted_at", message);
}

/// Returns a number as it is written.
fn plain(number: f64) -> impl Display {
    Number::Computed(number)
}

//! Where a panel stands: a grid has 24 columns and no end.

use super::sites::{Site, sites};
use crate::engine::{Findings, Rule, Severity};
use crate::json::{Number, Object, Value};
use std::fmt;

/// The columns of a grid (spec 10-versions-02-16, step 16).
pub(super) const COLUMNS: usize = 24;

const RIGHT_EDGE: f64 = COLUMNS as f64;

/// A panel stands, in part, where the grid is not, or its position is no whole numbers: Grafana moves it or cuts it.
///
/// A panel without `gridPos` gets one and is no finding. A row is one full line, whatever width and height it states.
pub(super) const OUT_OF_GRID: Rule =
    Rule { id: "grafana/out-of-grid", severity: Severity::Warning, check: out_of_grid };

fn out_of_grid(doc: &Value<'_>, findings: &mut Findings<'_>) {
    for site in sites(doc, findings.version()).iter().filter(|site| site.grid.is_some()) {
        match site.panel.get("gridPos") {
            None | Some(Value::Null) => {}
            Some(Value::Object(position)) => check_position(site, position, findings),
            Some(other) => {
                findings.report(
                    site.member("gridPos"),
                    format!("expected an object, found {}", other.kind_name()),
                );
            }
        }
    }
}

fn check_position(site: &Site<'_, '_>, position: &Object<'_>, findings: &mut Findings<'_>) {
    let limits: &[_] =
        if site.is_row() { &[("y", 0.0)] } else { &[("x", 0.0), ("y", 0.0), ("w", 1.0), ("h", 1.0)] };
    for (name, least) in limits {
        match position.get(name) {
            None => findings.report(site.member("gridPos"), format!("the position has no `{name}`")),
            Some(value) => {
                if let Some(fault) = fault(value, *least) {
                    findings.report(site.member(&format!("gridPos/{name}")), fault);
                }
            }
        }
    }
    if let (false, Some(x), Some(w)) = (site.is_row(), whole(position, "x", 0.0), whole(position, "w", 1.0))
        && x.to_f64() + w.to_f64() > RIGHT_EDGE
    {
        let message = format!("x {x} and w {w} reach beyond the {COLUMNS} columns of the grid");
        findings.report(site.member("gridPos/w"), message);
    }
}

/// Says what is wrong with a coordinate.
fn fault(value: &Value<'_>, least: f64) -> Option<String> {
    match value {
        Value::Number(number) if number.to_f64().fract() != 0.0 => {
            Some(format!("expected a whole number, found {number}"))
        }
        Value::Number(number) if number.to_f64() < least => {
            Some(format!("expected at least {}, found {number}", Number::Computed(least)))
        }
        Value::Number(_) => None,
        other => Some(format!("expected a number, found {}", other.kind_name())),
    }
}

/// Returns a coordinate that has no fault.
fn whole<'a>(position: &Object<'a>, name: &str, least: f64) -> Option<Number<'a>> {
    let value = position.get(name)?;
    if fault(value, least).is_none() { value.as_number() } else { None }
}

/// The room that a panel takes, in whole units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rectangle {
    x: f64,
    pub(super) y: f64,
    w: f64,
    h: f64,
}

impl Rectangle {
    /// Returns the room of a panel, if its position has no fault but perhaps a right edge beyond the grid's.
    pub(super) fn of(site: &Site<'_, '_>) -> Option<Self> {
        let position = site.panel.object("gridPos")?;
        let whole = |name, least| Some(whole(position, name, least)?.to_f64());
        let y = whole("y", 0.0)?;
        if site.is_row() {
            return Some(Self { x: 0.0, y, w: RIGHT_EDGE, h: 1.0 });
        }
        Some(Self { x: whole("x", 0.0)?, y, w: whole("w", 1.0)?, h: whole("h", 1.0)? })
    }

    /// Returns the first line below it.
    pub(super) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Returns whether it covers a column.
    pub(super) fn covers(&self, column: usize) -> bool {
        (self.x..self.x + self.w).contains(&(column as f64))
    }
}

impl fmt::Display for Rectangle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [x, y, w, h] = [self.x, self.y, self.w, self.h].map(Number::Computed);
        write!(f, "x {x}, y {y}, w {w}, h {h}")
    }
}

//! What was measured, beside its target.

use serde_json::{Value, json};
use std::fmt;

/// A measured number.
pub(crate) struct Figure {
    pub(crate) what: String,
    pub(crate) measured: f64,
    /// The middle half of the rounds, where there were rounds.
    pub(crate) spread: Option<(f64, f64)>,
    /// The most that it may be.
    pub(crate) target: Option<f64>,
}

/// All figures of a run.
#[derive(Default)]
pub(crate) struct Table(Vec<Figure>);

impl Table {
    pub(crate) fn push(&mut self, figure: Figure) {
        self.0.push(figure);
    }

    pub(crate) fn to_json(&self) -> Value {
        let figure = |figure: &Figure| {
            json!({
                "what": figure.what,
                "measured": figure.measured,
                "spread": figure.spread,
                "target": figure.target,
                "met": figure.met(),
            })
        };
        self.0.iter().map(figure).collect()
    }
}

impl Figure {
    fn met(&self) -> Option<bool> {
        self.target.map(|target| self.measured <= target)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | measured | target | |\n|---|---|---|---|")?;
        for figure in &self.0 {
            let spread =
                figure.spread.map(|(low, high)| format!(" ({low:.2}–{high:.2})")).unwrap_or_default();
            let target = figure.target.map(|target| format!("≤ {target}")).unwrap_or_default();
            let met = match figure.met() {
                Some(true) => "met",
                Some(false) => "**not met**",
                None => "",
            };
            writeln!(f, "| {} | {:.2}{spread} | {target} | {met} |", figure.what, figure.measured)?;
        }
        Ok(())
    }
}

//! What was measured, beside its target.

use serde_json::{Value, json};
use std::fmt;

/// A measured number.
pub(crate) struct Figure {
    pub(crate) what: String,
    pub(crate) measured: f64,
    /// The middle half of the rounds, where there were rounds.
    pub(crate) spread: Option<(f64, f64)>,
    pub(crate) target: Option<Target>,
}

/// What a figure should be.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    AtMost(f64),
    AtLeast(f64),
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
                "target": figure.target.map(|target| target.to_string()),
                "met": figure.met(),
            })
        };
        self.0.iter().map(figure).collect()
    }
}

impl Figure {
    fn met(&self) -> Option<bool> {
        self.target.map(|target| match target {
            Target::AtMost(most) => self.measured <= most,
            Target::AtLeast(least) => self.measured >= least,
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "≤ {most}"),
            Self::AtLeast(least) => write!(f, "≥ {least}"),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | measured | target | |\n|---|---|---|---|")?;
        for figure in &self.0 {
            let spread =
                figure.spread.map(|(low, high)| format!(" ({low:.2}–{high:.2})")).unwrap_or_default();
            let target = figure.target.map(|target| target.to_string()).unwrap_or_default();
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

//! A case: one question, and what is expected of every driver.

use crate::expected_conversion::Conversion;
use crate::protocol::Call;
use crate::view::View;
use serde_json::Value;
use std::collections::BTreeSet;

/// One question with its expectation.
#[derive(Debug, Clone)]
pub struct Case {
    /// The suite: `json`, `parity/grafana/v40`.
    pub suite: String,
    /// The name within the suite, a fact: `null_is_dropped`.
    pub name: String,
    /// What every driver is asked; `None` if there is nothing to ask.
    pub call: Option<Call>,
    /// What is expected.
    pub expectation: Expectation,
}

impl Case {
    /// Returns suite and name: `json/null_is_dropped`.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.suite, self.name)
    }
}

/// What is expected; the two kinds are never mixed.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// Ours: the same bytes.
    Bytes(Bytes),
    /// A vendor's result: the same value.
    Parity(Parity),
    /// The case cannot be put to any driver, for this reason.
    Unavailable {
        /// Why.
        reason: String,
        /// Whether that fails the run.
        fails: bool,
    },
}

/// The expectation of a byte case: the files that exist beside its input.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bytes {
    /// `.out.json`: the document, or the result of `detect`, `plan`, `validate`, `families`.
    pub out: Option<Vec<u8>>,
    /// `.error.json`: the JSON text of the error.
    pub error: Option<Vec<u8>>,
    /// `.report.json`: the JSON text of the report.
    pub report: Option<Vec<u8>>,
    /// `.complement.txt`: what an older version cannot hold.
    pub complement: Option<Vec<u8>>,
    /// Whether `bless` writes the report of a case that has none yet.
    pub wants_report: bool,
}

/// The expectation of a parity case.
#[derive(Debug, Clone)]
pub struct Parity {
    /// What passes.
    pub expected: Expected,
    /// The steps of the classic Grafana chain that the run needs; of other families there is none to wait for.
    pub steps: BTreeSet<i64>,
}

/// What passes as a vendor's result.
#[derive(Debug, Clone)]
pub enum Expected {
    /// A document with the value of this JSON text.
    Document(Vec<u8>),
    /// A document or a failure, as a conversion of Grafana's API gives it.
    Conversion(Conversion),
    /// A document with this value, and what the report says of the way to it.
    Run(Value),
    /// A document that has this value as far as the view shows both.
    Part(Value, View),
    /// Any error with a code.
    AnyError,
    /// An error with these members.
    Error(Value),
}

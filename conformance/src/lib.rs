//! Proves that every face of dashlift gives the same bytes.
//!
//! `README.md` beside this crate describes the protocol, the cases and the report; it is the contract for whoever
//! writes a driver. The modules, in the order in which a run uses them:
//!
//! - [`places`]: where cases, vectors and corpora lie
//! - [`case`], [`suites`]: what is asked and what is expected
//! - [`protocol`], [`driver`], [`drivers`], [`native`]: how a face is asked
//! - [`judge`], [`expected_run`], [`expected_error`], [`expected_conversion`], [`mismatch`], [`waiting`], [`known`]:
//!   whether an answer is right
//! - [`run`], [`report`], [`html`]: all of it together, and what is shown
//! - [`bless`], [`manifest`], [`rules`]: what is written down
//! - [`fuzz`]: documents that nobody thought of
//! - [`demo`]: the same drivers, for people to look at

pub mod bless;
pub mod case;
pub mod demo;
pub mod driver;
pub mod drivers;
pub mod expected_conversion;
pub mod expected_error;
pub mod expected_run;
pub mod fuzz;
pub mod html;
pub mod judge;
pub mod known;
pub mod manifest;
pub mod mismatch;
pub mod native;
pub mod places;
pub mod protocol;
pub mod report;
pub mod rules;
pub mod run;
pub mod suites;
pub mod terminal;
pub mod verdict;
pub mod view;
pub mod waiting;

/// The example of the project's README, as a doc test.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

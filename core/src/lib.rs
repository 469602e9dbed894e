//! dashlift moves dashboard documents between schema versions.
//!
//! The core is a function: the same document bytes and the same options give the same bytes, on every platform.
//! Start with [`migrate`]; [`engine`] is for people who bring a family of their own, [`json`] is the document model.
//!
//! # Example
//! ```
//! use dashlift::{Options, migrate};
//!
//! let dashboard = br#"{"title": "Fleet", "schemaVersion": 40, "panels": [], "refresh": "1m"}"#;
//! let lifted = migrate(dashboard, &Options::default())?;
//! assert_eq!(lifted.report.to, "grafana@42");
//! assert!(lifted.document.starts_with(br#"{"title": "Fleet", "schemaVersion": 42, "panels": []"#));
//! # Ok::<(), dashlift::Error>(())
//! ```
#![forbid(unsafe_code)]
#![deny(clippy::indexing_slicing)]

pub mod engine;
pub mod families;
mod grafana;
pub mod json;
mod perses;
mod regions;

pub use engine::{
    Carry, Context, Datasource, Detection, Error, ErrorKind, ExportKeys, Finding, Format, Loss, LossCode,
    LossKind, Migrator, Options, Outcome, Place, Plan, PlannedStep, Registry, Report, Severity, Status,
    StepReport, ValidateOptions, Validation, Warning, build, detect, families, format, migrate, plan,
    validate,
};
pub use json::Style;

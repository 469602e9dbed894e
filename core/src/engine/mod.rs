//! The engine: families as tables, the version graph, migrations and their reports.
//!
//! It knows no family by name. A family is registered with [`Registry::with`].

mod answers;
mod api;
mod build;
mod complement;
mod context;
mod error;
mod family;
mod findings;
mod frame;
mod graph;
mod migrate;
mod notes;
mod options;
mod outline;
mod quick;
mod registry;
mod report;
mod run;
mod sight;
mod sighting;
mod step;
mod tables;
mod target;
mod version;

pub use answers::{Detection, Finding, Plan, PlannedStep, Severity, Status, Validation};
pub use api::{Migrator, build, detect, families, format, migrate, plan, validate};
pub use context::{Context, Datasource};
pub use error::{Error, ErrorKind, Place};
pub use family::{Annotations, Failure, Family, Form, Marks, Refusal, Release, Rule};
pub use findings::Findings;
pub use notes::{Notes, StepError, unexpected};
pub use options::{Carry, ExportKeys, Format, Options, ValidateOptions};
pub use outline::Outline;
pub use registry::Registry;
pub use report::{Count, Counts, Loss, LossCode, LossKind, Outcome, Report, StepReport, Warning};
pub use sighting::{Certainty, Sighting, Stated};
pub(crate) use step::joined;
pub use step::{Down, Inner, Kind, Stage, Step, Up};
pub use version::{Version, Versions};

//! The public functions: the same in every language (design section 5).

use super::answers::{Detection, Plan, PlannedStep, Validation};
use super::context::Context;
use super::error::Error;
use super::graph::{Leg, path};
use super::options::{Options, ValidateOptions};
use super::registry::Registry;
use super::report::{Outcome, Warning};
use super::target::{Node, Origin, existing, known, resolve};
use crate::json::{Arena, Style, parse};

/// The functions on prepared families and facts, for servers.
///
/// # Example
/// ```
/// use dashlift::{Context, Migrator, Options, Registry};
/// let context = Context::from_json(r#"{"datasources": [{"name": "Prom", "uid": "p1"}]}"#)?;
/// let migrator = Migrator::new(Registry::standard(), context);
/// let outcome = migrator.migrate(br#"{"title": "A", "panels": [], "schemaVersion": 42}"#, &Options::default())?;
/// assert!(!outcome.report.changed);
/// # Ok::<(), dashlift::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Migrator {
    registry: Registry,
    context: Context,
}

impl Default for Migrator {
    fn default() -> Self {
        Self::standard()
    }
}

impl Migrator {
    /// Makes a migrator for some families, with facts that hold for every document.
    pub fn new(registry: Registry, context: Context) -> Self {
        Self { registry, context }
    }

    /// Makes a migrator for the families that come with dashlift, without facts.
    pub fn standard() -> Self {
        Self::new(Registry::standard(), Context::default())
    }

    /// Migrates a document; see [`migrate`].
    ///
    /// # Errors
    /// See [`migrate`].
    pub fn migrate<'d>(&self, document: &'d [u8], options: &Options) -> Result<Outcome<'d>, Error> {
        super::migrate::migrate(&self.registry, &self.context, document, options)
    }

    /// Says what a document is; see [`detect`].
    ///
    /// # Errors
    /// See [`detect`].
    pub fn detect(&self, document: &[u8]) -> Result<Detection, Error> {
        super::sight::detect(&self.registry, document)
    }

    /// Says which steps lead from one version to another; see [`plan`].
    ///
    /// # Errors
    /// See [`plan`].
    pub fn plan(&self, from: &str, to: &str) -> Result<Plan, Error> {
        plan_in(&self.registry, from, to)
    }

    /// Applies the rules of a document's family; see [`validate`].
    ///
    /// # Errors
    /// See [`validate`].
    pub fn validate(&self, document: &[u8], options: &ValidateOptions) -> Result<Validation, Error> {
        super::findings::validate(&self.registry, &self.context, document, options)
    }

    /// Returns the JSON text of the tables; see [`families`].
    pub fn families(&self) -> String {
        super::tables::families(&self.registry)
    }

    /// Returns the JSON text that says what this build is; see [`build`].
    pub fn build(&self, face: &str) -> String {
        super::build::build(&self.registry, face)
    }
}

/// Migrates a document: the same bytes and options give the same bytes, everywhere.
///
/// A document at its target comes back byte for byte.
///
/// # Errors
/// Every kind of the contract; no document comes with an error, and the input is never changed.
///
/// # Example
/// ```
/// use dashlift::{Options, migrate};
/// let dashboard = br#"{"schemaVersion": 41, "title": "Fleet", "panels": []}"#;
/// assert_eq!(migrate(dashboard, &Options::default())?.report.to, "grafana@42");
/// assert_eq!(migrate(b"[]", &Options::default()).unwrap_err().code(), "unknown-family");
/// # Ok::<(), dashlift::Error>(())
/// ```
pub fn migrate<'d>(document: &'d [u8], options: &Options) -> Result<Outcome<'d>, Error> {
    Migrator::standard().migrate(document, options)
}

/// Says what a document is, without building its tree; what no family recognizes is no error.
///
/// # Errors
/// `too-large`, `invalid-utf8`, `invalid-json`, `too-deep`.
///
/// # Example
/// ```
/// let found = dashlift::detect(br#"{"schemaVersion": 41, "title": "Fleet", "panels": []}"#)?;
/// assert_eq!((found.version.as_deref(), found.status.name()), (Some("grafana@41"), "upgradable"));
/// assert_eq!(dashlift::detect(b"{}")?.status.name(), "unknown");
/// # Ok::<(), dashlift::Error>(())
/// ```
pub fn detect(document: &[u8]) -> Result<Detection, Error> {
    Migrator::standard().detect(document)
}

/// Says which steps lead from one version to another.
///
/// # Errors
/// `invalid-target` for a text that names no version; else the error that `migrate` would give.
///
/// # Example
/// ```
/// let plan = dashlift::plan("grafana@40", "grafana 12.4")?;
/// assert_eq!(plan.steps.len(), 2);
/// assert_eq!(dashlift::plan("grafana@42", "grafana@41").unwrap_err().code(), "downgrade-unsupported");
/// # Ok::<(), dashlift::Error>(())
/// ```
pub fn plan(from: &str, to: &str) -> Result<Plan, Error> {
    Migrator::standard().plan(from, to)
}

/// Applies the rules of a document's family.
///
/// # Errors
/// Those of [`detect`]; `unknown-family`, `invalid-document`, `invalid-version`, `too-new`.
///
/// # Example
/// ```
/// use dashlift::{ValidateOptions, validate};
/// let found = validate(br#"{"schemaVersion": 42, "title": "A", "panels": []}"#, &ValidateOptions::default())?;
/// assert_eq!(found.total, 0);
/// # Ok::<(), dashlift::Error>(())
/// ```
pub fn validate(document: &[u8], options: &ValidateOptions) -> Result<Validation, Error> {
    Migrator::standard().validate(document, options)
}

/// Writes any JSON document in another style; [`Style::Canonical`] is for hashing.
///
/// # Errors
/// Those of [`detect`]; with [`Style::Canonical`] also `invalid-unicode` and `unrepresentable-number`.
///
/// # Example
/// ```
/// use dashlift::{Style, format};
/// assert_eq!(format(br#"{"b": 1.0, "a": "\u0041"}"#, Style::Canonical)?, br#"{"a":"A","b":1}"#);
/// # Ok::<(), dashlift::Error>(())
/// ```
pub fn format(document: &[u8], style: Style) -> Result<Vec<u8>, Error> {
    let arena = Arena::new();
    let parsed = parse(&arena, document)?;
    super::migrate::print(&parsed, style).map(String::into_bytes)
}

/// Returns the JSON text of the tables of the families that come with dashlift.
///
/// # Example
/// ```
/// assert!(dashlift::families().starts_with(r#"[{"id":"grafana","forms":[{"form":"classic","#));
/// ```
pub fn families() -> String {
    Migrator::standard().families()
}

/// Returns the JSON text that says what this build is; `face` is the name of the binding.
///
/// # Example
/// ```
/// assert!(dashlift::build("native").ends_with(r#""reference":{"grafana":"12.4.0"},"face":"native"}"#));
/// ```
pub fn build(face: &str) -> String {
    Migrator::standard().build(face)
}

fn plan_in(registry: &Registry, from: &str, to: &str) -> Result<Plan, Error> {
    let start = known(resolve(registry, None, from)?, None)?;
    let origin = Origin { family: start.family, form: start.form };
    let end = existing(&start, resolve(registry, Some(origin), to)?)?;
    let legs = path(registry, &start, &end, false)?;
    let steps =
        legs.iter().enumerate().map(|(index, leg)| planned(leg, index, legs.len(), &start, &end)).collect();
    let warnings = legs.iter().flat_map(|leg| leg.step.path_warnings).map(|message| Warning {
        code: "path-warning".to_owned(),
        step: None,
        at: None,
        related: Vec::new(),
        message: (*message).to_owned(),
    });
    Ok(Plan { from: start.qualified(), to: end.qualified(), steps, warnings: warnings.collect() })
}

fn planned(leg: &Leg<'_>, index: usize, count: usize, start: &Node<'_>, end: &Node<'_>) -> PlannedStep {
    let from = if index == 0 { start.qualified() } else { leg.from.version.qualified(leg.from.family.id) };
    let to = if index + 1 == count { end.qualified() } else { leg.to.version.qualified(leg.to.family.id) };
    PlannedStep {
        lossy: leg.is_lossy(),
        summary: leg.summary().into_owned(),
        ..PlannedStep::of(leg.step, from, to)
    }
}

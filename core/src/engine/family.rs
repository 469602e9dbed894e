//! Families as tables: forms, steps, stages, releases, rules.

use super::answers::Severity;
use super::notes::{Notes, StepError};
use super::outline::Outline;
use super::version::{Version, Versions};
use crate::json::{Object, Value};

/// One lineage of documents.
///
/// A family is data: the engine reads the tables and knows none by name. `docs/your-own-family.md` builds one.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// The name: `grafana`.
    pub id: &'static str,
    /// The forms, the default one first.
    pub forms: &'static [Form],
    /// The steps, and the bridges into and out of this family, in the order that decides between equal paths.
    pub steps: &'static [Step],
    /// Which release of a product uses which version.
    pub releases: &'static [Release],
    /// The rules that `validate` applies.
    pub rules: &'static [Rule],
    /// The release whose behaviour the steps reproduce: `12.4.0`.
    pub reference: Option<&'static str>,
    /// Recognizes a document of this family.
    pub detect: fn(&Outline<'_>) -> Option<Sighting>,
    /// Reads form and version of a document that is said to be of this family.
    pub read: fn(&Outline<'_>) -> Option<Sighting>,
}

/// A shape within a family, with versions of its own.
///
/// A migration leaves a form only when it is asked to.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The name: `classic`.
    pub id: &'static str,
    /// The versions that the form has; no other form of the family has any of them.
    pub versions: Versions,
    /// Pointer to where a document states its version: `/schemaVersion`.
    pub version_at: &'static str,
    /// Writes the version into a document.
    pub stamp: fn(&mut Object<'_>, Version),
    /// What runs before the first step of this form, once per call.
    pub prepare: Option<Stage>,
    /// What runs after the last step, if the migration ends in this form.
    pub finish: Option<Stage>,
    /// Whether a migration without `to` goes to the latest version; if not, the document stays as it is.
    pub moves_unasked: bool,
}

/// What runs around the steps.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    /// Stable id: `grafana/prepare`.
    pub id: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// Changes the document's root.
    pub run: Up,
}

/// A function that changes a document.
///
/// It may leave the document half-changed when it fails: the engine then drops it.
pub type Up = for<'a> fn(&mut Object<'a>, &mut Notes<'_>) -> Result<(), StepError>;

/// One migration, from one version to another.
///
/// # Example
/// ```
/// use dashlift::engine::{Kind, Notes, Step, StepError};
/// use dashlift::json::Object;
///
/// const STEP: Step = Step {
///     id: "acme/8",
///     summary: "`refreshSeconds` becomes `refresh`",
///     kind: Kind::Rename,
///     up,
///     ..Step::between(7, 8)
/// };
///
/// fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
///     doc.rename("refreshSeconds", "refresh");
///     Ok(())
/// }
/// # assert_eq!(STEP.to, dashlift::engine::Version::Integer(8));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Stable, public id: `grafana/16`, `perses/1.0.0-1.2.0`, `grafana-perses`.
    pub id: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// The kind of change.
    pub kind: Kind,
    /// Whether readers of the old version cannot read the new one.
    pub breaking: bool,
    /// Whether a person has to look at the result.
    pub manual_review: bool,
    /// Whether it may drop something.
    pub lossy: bool,
    /// The family it starts from, if that is another one: a bridge into this family.
    pub from_family: Option<&'static str>,
    /// The family it leads to, if that is another one: a bridge out of this family.
    pub to_family: Option<&'static str>,
    /// The version it starts from.
    pub from: Version,
    /// Further versions it can start from.
    pub also_from: &'static [Version],
    /// The version it leads to.
    pub to: Version,
    /// Does the step.
    pub up: Up,
    /// Undoes the step, or says why that is impossible.
    pub down: Down,
    /// What `plan` tells before anything is done.
    pub path_warnings: &'static [&'static str],
}

impl Step {
    /// A step between two whole numbers, to be completed with `..`.
    pub const fn between(from: i64, to: i64) -> Self {
        Self::new(Version::Integer(from), Version::Integer(to))
    }

    /// A step between two versions, to be completed with `..`.
    pub const fn new(from: Version, to: Version) -> Self {
        Self {
            id: "",
            summary: "",
            kind: Kind::Noop,
            breaking: false,
            manual_review: false,
            lossy: false,
            from_family: None,
            to_family: None,
            from,
            also_from: &[],
            to,
            up: leave,
            down: Down::Unsupported("the step cannot be undone"),
            path_warnings: &[],
        }
    }
}

fn leave(_doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    Ok(())
}

/// The way back over a step.
#[derive(Debug, Clone, Copy)]
pub enum Down {
    /// Undoes the step; it reports what it lost.
    Run {
        /// Does it.
        run: Up,
        /// Whether it may drop something.
        lossy: bool,
    },
    /// There is none, for this reason.
    Unsupported(&'static str),
}

/// The kind of change that a step makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Adds members.
    Additive,
    /// Renames members.
    Rename,
    /// Gives members another type.
    TypeChange,
    /// Moves things around.
    Restructure,
    /// Brings values into one of several equal forms.
    Normalize,
    /// Removes what is not used any more.
    Retire,
    /// Leads to another family.
    Bridge,
    /// Changes nothing but the version.
    Noop,
}

impl Kind {
    /// Returns the contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Additive => "additive",
            Self::Rename => "rename",
            Self::TypeChange => "type-change",
            Self::Restructure => "restructure",
            Self::Normalize => "normalize",
            Self::Retire => "retire",
            Self::Bridge => "bridge",
            Self::Noop => "noop",
        }
    }
}

/// A product release and the version that it uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// Product, blank, number: `grafana 12.4`.
    pub release: &'static str,
    /// The version it writes.
    pub version: Version,
}

/// A rule that `validate` applies.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable id: `grafana/duplicate-panel-id`.
    pub id: &'static str,
    /// How grave a finding is.
    pub severity: Severity,
    /// Looks for findings and reports each through [`Findings`](super::Findings).
    pub check: for<'a> fn(&Value<'a>, &mut super::Findings<'_>),
}

/// What a family says about a document it looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// How sure it is; the surest family wins, then the order of registration.
    pub certainty: Certainty,
    /// The form.
    pub form: &'static str,
    /// The version, or that it cannot be read.
    pub version: Option<Version>,
    /// Whether the document states its version in a way that `from` must not contradict.
    pub binding: bool,
    /// Pointer to the dashboard inside a wrapper; empty for the whole document.
    pub at: &'static str,
}

/// How sure a family is that a document is its own; the order of the variants decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The document says so (`apiVersion`).
    Declared,
    /// Its shape is unmistakable.
    Shaped,
    /// It looks like one.
    Likely,
}

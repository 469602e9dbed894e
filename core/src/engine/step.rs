//! Steps: what leads from one version to another, and back.

use super::notes::{Notes, StepError};
use super::outline::Outline;
use super::version::Version;
use crate::json::Object;

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
    /// Further versions that a document may stand at where this is its first step.
    pub also_from: &'static [Version],
    /// The version it leads to.
    pub to: Version,
    /// Does the step.
    pub up: Up,
    /// Undoes the step, or says why that is impossible.
    pub down: Down,
    /// What `plan` tells before anything is done.
    pub path_warnings: &'static [&'static str],
    /// What runs before everything else on a path that takes the step.
    pub first: Option<Stage>,
    /// What refuses a document before anything is done to it, and before what is inside of it is lifted.
    pub check: Option<Up>,
    /// The document of another form inside of this one, which is lifted before the step does its work.
    pub inner: Option<Inner>,
    /// Whether it starts from a document as its form stores it, after the form's last stage.
    pub finished: bool,
    /// Whether the version is written after the step even if the target named none.
    pub stamps: bool,
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
            first: None,
            check: None,
            inner: None,
            finished: false,
            stamps: true,
        }
    }
}

/// Makes one table of two.
#[expect(clippy::indexing_slicing, reason = "in a constant it fails when it is compiled")]
pub(crate) const fn joined<const N: usize>(first: &[Step], second: &[Step]) -> [Step; N] {
    let mut steps = [Step::between(0, 0); N];
    let mut index = 0;
    while index < N {
        steps[index] = if index < first.len() { first[index] } else { second[index - first.len()] };
        index += 1;
    }
    steps
}

/// A document of another form inside of one; a step that names it brings it to a version with all its stages.
#[derive(Debug, Clone, Copy)]
pub struct Inner {
    /// Where it stands.
    pub at: &'static str,
    /// The id of its form.
    pub form: &'static str,
    /// The version it is brought to.
    pub to: Version,
    /// Reads the version it is at.
    pub version: fn(&Outline<'_>) -> Option<Version>,
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
    /// Undoes the step where the caller asked for it with `forceInverse`.
    Forced {
        /// Does it.
        run: Up,
        /// Whether it may drop something.
        lossy: bool,
        /// Why it is not done unasked.
        reason: &'static str,
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

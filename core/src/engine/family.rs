//! Families as tables: forms, steps, stages, releases, rules.

use super::answers::Severity;
use super::error::ErrorKind;
use super::notes::{Notes, StepError};
use super::outline::Outline;
use super::sighting::Sighting;
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
    /// Says in the family's own words why something is refused; without them the engine's words are used.
    pub words: fn(&Refusal<'_>) -> Option<(ErrorKind, String)>,
    /// Makes the `details` of a failed conversion from the document as it was given.
    pub failure: fn(&mut Object<'_>, &Failure<'_>) -> Option<String>,
    /// What tells the parts of a document apart.
    pub marks: Marks,
}

impl Family {
    /// A family that recognizes documents, to be completed with `..`.
    pub const fn new(
        id: &'static str,
        detect: fn(&Outline<'_>) -> Option<Sighting>,
        read: fn(&Outline<'_>) -> Option<Sighting>,
    ) -> Self {
        Self {
            id,
            forms: &[],
            steps: &[],
            releases: &[],
            rules: &[],
            reference: None,
            detect,
            read,
            words: no_words,
            failure: no_details,
            marks: Marks::NONE,
        }
    }
}

/// What tells the parts of a document apart, so that a complement finds their places again after edits.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// Members that say what an object is: `kind`. Objects of different kinds are exchanged as a whole.
    pub kinds: &'static [&'static str],
    /// What names an item of a list, in the order in which it is tried: `spec.name`.
    pub names: &'static [&'static str],
    /// Says how parts of the first document, which came back, have to be called to be called as in the second one.
    pub renames: fn(&Value<'_>, &Value<'_>) -> Vec<(String, String)>,
    /// Gives parts of a document other names; a name that another part had is exchanged.
    pub rename: fn(&mut Object<'_>, &[(String, String)]),
}

impl Marks {
    /// For families whose objects have no kinds and whose lists have no names.
    pub const NONE: Self = Self { kinds: &[], names: &[], renames: no_renames, rename: leave_names };
}

fn no_renames(_back: &Value<'_>, _origin: &Value<'_>) -> Vec<(String, String)> {
    Vec::new()
}

fn leave_names(_document: &mut Object<'_>, _names: &[(String, String)]) {}

fn no_details(_document: &mut Object<'_>, _failure: &Failure<'_>) -> Option<String> {
    None
}

/// A conversion that failed as the vendor's does, for families that say what the vendor would answer.
#[derive(Debug, Clone, Copy)]
pub struct Failure<'f> {
    /// The version of the document.
    pub from: Version,
    /// The version asked for.
    pub to: Version,
    /// Why the conversion failed.
    pub message: &'f str,
}

fn no_words(_refusal: &Refusal<'_>) -> Option<(ErrorKind, String)> {
    None
}

/// What the engine refuses, for families that say so in words of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal<'r> {
    /// A document that is said to be of the family is none.
    NoDocument,
    /// A version that cannot be read, as JSON text: the document's, or one that the caller named.
    UnreadableVersion(&'r str),
    /// No steps lead from the one version to the other.
    NoPath {
        /// The version of the document.
        from: Version,
        /// The version asked for.
        to: Version,
    },
    /// A step on the way cannot be undone, for the reason that its table gives.
    Downgrade(&'static str),
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
    /// The version that `latest` means, if it is one of another form.
    pub leads_to: Option<Version>,
    /// The sentence of the warning `schema-version-missing`, for a document that states no version.
    pub assumption: Option<&'static str>,
    /// The member whose value may stand alone for the whole document ([`Sighting::bare`]).
    ///
    /// Stages, steps and rules see an object with this one member; reports point into the value. A bare value has no
    /// place for a version, so that the family decides by its content which version it is at.
    pub bare: Option<&'static str>,
    /// The document of another form that one of this form holds, for the rules to judge in its place.
    pub judged: Option<Inner>,
    /// The rules of this form, if they are others than those of the family.
    pub rules: Option<&'static [Rule]>,
    /// Pointer to an object that holds texts of any name, where a complement can stand.
    pub annotations: Option<&'static str>,
}

impl Form {
    /// A form without stages, to be completed with `..`.
    pub const fn new(
        id: &'static str,
        versions: Versions,
        version_at: &'static str,
        stamp: fn(&mut Object<'_>, Version),
    ) -> Self {
        Self {
            id,
            versions,
            version_at,
            stamp,
            prepare: None,
            finish: None,
            moves_unasked: true,
            leads_to: None,
            assumption: None,
            bare: None,
            judged: None,
            rules: None,
            annotations: None,
        }
    }
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

//! Families as tables: forms, steps, stages, releases, rules.

use super::answers::Severity;
use super::complement::{pack, unpack};
use super::error::ErrorKind;
use super::outline::Outline;
use super::sighting::Sighting;
use super::step::{Inner, Stage, Step};
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
    /// Numbers of items that count from a place around their list, and may all differ by one amount: `spec.y`.
    pub offsets: &'static [&'static str],
    /// Says how parts of the first document, which came back, have to be called to be called as in the second one.
    pub renames: fn(&Value<'_>, &Value<'_>) -> Vec<(String, String)>,
    /// Gives parts of a document other names; a name that another part had is exchanged.
    pub rename: fn(&mut Object<'_>, &[(String, String)]),
    /// Returns the paths of parts that a document refers to and does not have.
    pub missing: fn(&Object<'_>) -> Vec<Vec<String>>,
}

impl Marks {
    /// For families whose objects have no kinds and whose lists have no names.
    pub const NONE: Self = Self {
        kinds: &[],
        names: &[],
        offsets: &[],
        renames: no_renames,
        rename: leave_names,
        missing: none_missing,
    };
}

fn no_renames(_back: &Value<'_>, _origin: &Value<'_>) -> Vec<(String, String)> {
    Vec::new()
}

fn none_missing(_document: &Object<'_>) -> Vec<Vec<String>> {
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
    /// The object of a document where a complement can stand.
    pub annotations: Option<Annotations>,
}

/// An object that holds texts of any name, where a complement can stand.
///
/// It brings what packs and unpacks a complement with it, so that programs whose families have no annotations do without.
#[derive(Debug, Clone, Copy)]
pub struct Annotations {
    pub(super) at: &'static str,
    pub(super) pack: fn(&str) -> String,
    pub(super) unpack: fn(&str) -> Option<String>,
}

impl Annotations {
    /// The object that a pointer leads to.
    pub const fn at(pointer: &'static str) -> Self {
        Self { at: pointer, pack, unpack }
    }
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

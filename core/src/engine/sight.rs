//! Which family a document belongs to, and what it says of itself.

use super::answers::{Detection, Status};
use super::error::{Error, ErrorKind};
use super::family::{Family, Form, Refusal};
use super::outline::{Outline, Sketch};
use super::registry::Registry;
use super::sighting::{Sighting, Stated};
use super::version::Version;
use crate::json::tell;

/// A document's family and what that family says of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight<'r> {
    pub(super) family: &'r Family,
    pub(super) form: &'r Form,
    pub(super) sighting: Sighting,
}

impl Sight<'_> {
    /// Returns whether the family can read what it recognized: a document may say what it is, and yet be incomplete.
    fn is_readable(&self, outline: &Outline<'_>) -> bool {
        (self.family.read)(outline).is_some()
    }
}

/// Asks the families; the surest wins, then the order of registration.
pub(super) fn recognize<'r>(registry: &'r Registry, outline: &Outline<'_>) -> Option<Sight<'r>> {
    let sightings = registry.families().iter().filter_map(|family| {
        let sighting = (family.detect)(outline)?;
        Some(Sight { family, form: family.form(sighting.form)?, sighting })
    });
    sightings.min_by_key(|sight| sight.sighting.certainty)
}

/// Reads a document as one of a family that the caller names.
pub(super) fn read_as<'r>(family: &'r Family, outline: &Outline<'_>) -> Result<Sight<'r>, Error> {
    let sighting = (family.read)(outline).ok_or_else(|| no_document(family))?;
    let form = family.form(sighting.form).ok_or_else(|| no_document(family))?;
    Ok(Sight { family, form, sighting })
}

fn no_document(family: &Family) -> Error {
    let error = refused(family, &Refusal::NoDocument).unwrap_or_else(|| {
        let message = format!("the document cannot be read as one of family `{}`", family.id);
        Error::new(ErrorKind::InvalidDocument, message)
    });
    error.at("")
}

/// Makes the error for a refusal that the family has words for.
pub(super) fn refused(family: &Family, refusal: &Refusal<'_>) -> Option<Error> {
    (family.words)(refusal).map(|(kind, message)| Error::new(kind, message))
}

/// Finds the family that the caller names, or the one that recognizes the document.
pub(super) fn sight<'r>(
    registry: &'r Registry,
    outline: &Outline<'_>,
    family: Option<&str>,
) -> Result<Sight<'r>, Error> {
    match family {
        Some(id) => read_as(named(registry, id)?, outline),
        None => {
            let sight = recognize(registry, outline).ok_or_else(|| {
                Error::new(ErrorKind::UnknownFamily, "no family recognizes the document as a dashboard")
                    .at("")
            })?;
            if sight.is_readable(outline) { Ok(sight) } else { Err(no_document(sight.family)) }
        }
    }
}

/// Returns the family of an id.
pub(super) fn named<'r>(registry: &'r Registry, id: &str) -> Result<&'r Family, Error> {
    registry.family(id).ok_or_else(|| {
        let ids: Vec<String> = registry.families().iter().map(|family| format!("`{}`", family.id)).collect();
        Error::new(ErrorKind::UnknownFamily, format!("unknown family `{id}`; known are {}", ids.join(", ")))
    })
}

/// Says what a document is, without building its tree.
pub(super) fn detect(registry: &Registry, document: &[u8]) -> Result<Detection, Error> {
    let outline = outline(document)?;
    let Some(sight) = recognize(registry, &outline) else {
        let status = Status::Unknown;
        return Ok(Detection { family: None, form: None, version: None, latest: None, status, at: None });
    };
    let Sight { family, form, sighting } = sight;
    let version = sighting.version.version().filter(|_| sight.is_readable(&outline));
    let qualified = |version: Version| version.qualified(family.id);
    Ok(Detection {
        family: Some(family.id.to_owned()),
        form: Some(form.id.to_owned()),
        version: version.map(qualified),
        latest: latest(form).map(qualified),
        status: if sighting.version == Stated::Newer { Status::TooNew } else { status(form, version) },
        at: Some(sighting.at).filter(|at| !at.is_empty()).map(str::to_owned),
    })
}

/// Reads a text's outline; the whole text is checked.
pub(super) fn outline(document: &[u8]) -> Result<Outline<'_>, Error> {
    let mut sketch = Sketch::default();
    tell(document, &mut sketch)?;
    Ok(sketch.finish())
}

/// Returns the version that `latest` means for documents of a form.
pub(super) fn latest(form: &Form) -> Option<Version> {
    form.leads_to.or(form.versions.latest())
}

/// Says how a version stands to the newest one of its form.
pub(super) fn status(form: &Form, version: Option<Version>) -> Status {
    let (Some(version), Some(latest)) = (version, latest(form)) else { return Status::Unsupported };
    match form.versions.contains(version) {
        false if version > latest => Status::TooNew,
        false => Status::Unsupported,
        true if version.line() == latest.line() || !form.moves_unasked => Status::Current,
        true => Status::Upgradable,
    }
}

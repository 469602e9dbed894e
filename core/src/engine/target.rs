//! Where a migration starts and where it shall end (design section 4, "Targets").

use super::error::{Error, ErrorKind};
use super::family::{Family, Form, Refusal};
use super::registry::Registry;
use super::sight::{self, Sight, refused};
use super::sighting::Stated;
use super::version::Version;
use crate::json::{Value, write_escaped};

/// A version of a family: a node of the graph, and the version as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'r> {
    pub(super) family: &'r Family,
    pub(super) form: &'r Form,
    pub(super) version: Version,
    /// Whether the version was named; what a bridge yields has none.
    pub(super) stated: bool,
}

impl Node<'_> {
    pub(super) fn qualified(&self) -> String {
        self.version.qualified(self.family.id)
    }

    pub(super) fn is(&self, other: &Node<'_>) -> bool {
        self.family.id == other.family.id && self.version == other.version
    }
}

/// Where a document stands, if that is known: bare versions and `latest` depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'r> {
    pub(super) family: &'r Family,
    pub(super) form: &'r Form,
}

/// Returns the node that a document stands at; `end` and `root` are for telling why there is none.
pub(super) fn start<'r>(
    registry: &'r Registry,
    sight: &Sight<'r>,
    from: Option<&str>,
    end: Option<&Node<'r>>,
    root: &Value<'_>,
) -> Result<Node<'r>, Error> {
    let Sight { family, form, sighting } = *sight;
    let at = || format!("{}{}", sighting.at, form.version_at);
    let Some(from) = from else {
        if sighting.version == Stated::Newer {
            let message =
                format!("the version of the document is newer than those of {} that are known", family.id);
            return Err(Error::new(ErrorKind::TooNew, message).at(at()));
        }
        let version = sighting.version.version().ok_or_else(|| {
            let stated = root.pointer(&at()).map(Value::to_json).unwrap_or_default();
            let error = refused(family, &Refusal::UnreadableVersion(&stated)).unwrap_or_else(|| {
                Error::new(ErrorKind::InvalidVersion, "the version of the document cannot be read")
            });
            error.at(at())
        })?;
        return known(Node { family, form, version, stated: true }, end).map_err(|error| error.at(at()));
    };
    let origin = Origin { family, form };
    let stated = known(resolve(registry, Some(origin), from)?, end)?;
    if stated.family.id != family.id {
        let message = format!(
            "option `from` names family `{}`, but the document is one of `{}`",
            stated.family.id, family.id
        );
        return Err(Error::new(ErrorKind::VersionMismatch, message).at(at()));
    }
    let said = sighting.version.said();
    if sighting.binding && said != Some(stated.version) {
        let own = said.map_or("something else".to_owned(), |version| version.to_string());
        let message = format!("option `from` says {}, but the document says {own}", stated.version);
        return Err(Error::new(ErrorKind::VersionMismatch, message).at(at()));
    }
    Ok(stated)
}

/// Refuses a target that its family does not have.
pub(super) fn existing<'r>(start: &Node<'r>, end: Node<'r>) -> Result<Node<'r>, Error> {
    if end.form.versions.contains(end.version) {
        return Ok(end);
    }
    let refusal = Refusal::NoPath { from: start.version, to: end.version };
    let own_words = if start.family.id == end.family.id { refused(end.family, &refusal) } else { None };
    Err(own_words.unwrap_or_else(|| no_version(&end)))
}

fn no_version(node: &Node<'_>) -> Error {
    let message = format!("{} has no version {}", node.family.id, node.version);
    Error::new(ErrorKind::NoMigrationPath, message)
}

/// Refuses versions that lie outside of their form's; `end` is where the migration shall lead, if anybody said so.
pub(super) fn known<'r>(node: Node<'r>, end: Option<&Node<'r>>) -> Result<Node<'r>, Error> {
    let Node { family, form, version, .. } = node;
    if form.versions.contains(version) {
        return Ok(node);
    }
    let (lowest, latest) = (form.versions.all().first().copied(), form.versions.latest());
    if let Some(latest) = latest.filter(|latest| version > *latest) {
        let message =
            format!("version {version} is newer than {latest}, the newest known one of {}", family.id);
        return Err(Error::new(ErrorKind::TooNew, message));
    }
    let refusal = end.map(|end| Refusal::NoPath { from: version, to: end.version });
    if let Some(error) = refusal.and_then(|refusal| refused(family, &refusal)) {
        return Err(error);
    }
    if lowest.is_some_and(|lowest| version < lowest) {
        let message = format!("version {version} lies below the lowest version of {}", family.id);
        return Err(Error::new(ErrorKind::InvalidVersion, message));
    }
    Err(no_version(&node))
}

/// Returns the node that a migration shall end at; it may be one that its family does not have.
pub(super) fn end<'r>(
    registry: &'r Registry,
    origin: Origin<'r>,
    to: Option<&str>,
) -> Result<Option<Node<'r>>, Error> {
    match to {
        Some(to) => resolve(registry, Some(origin), to).map(Some),
        None if origin.form.moves_unasked => latest(origin.family, origin.form, "").map(Some),
        None => Ok(None),
    }
}

/// Reads `VERSION | FAMILY | FAMILY@VERSION | FAMILY@latest | RELEASE`.
pub(super) fn resolve<'r>(
    registry: &'r Registry,
    origin: Option<Origin<'r>>,
    text: &str,
) -> Result<Node<'r>, Error> {
    if let Some((family, version)) = text.split_once('@') {
        let family = registry.family(family).ok_or_else(|| unknown(text, registry))?;
        return in_family(family, origin.filter(|origin| origin.family.id == family.id), version);
    }
    if text.contains(' ') {
        return release(registry, text);
    }
    if let Some(family) = registry.family(text) {
        return match origin.filter(|origin| origin.family.id == family.id) {
            Some(origin) => latest(family, origin.form, text),
            None => bridged(registry, origin, family, text),
        };
    }
    match origin {
        Some(origin) => in_family(origin.family, Some(origin), text),
        None => Err(unknown(text, registry)),
    }
}

/// Reads a version in a family: in the document's own form first, then in the others; none of them need have it.
fn in_family<'r>(family: &'r Family, origin: Option<Origin<'r>>, version: &str) -> Result<Node<'r>, Error> {
    let own = origin.map(|origin| origin.form);
    if version == "latest" {
        return match own.or(family.forms.first()) {
            Some(form) => latest(family, form, version),
            None => Err(invalid(version, "the family has no forms")),
        };
    }
    let forms = || own.into_iter().chain(family.forms);
    let read = |form: &'r Form| {
        form.versions.read(version).map(|version| Node { family, form, version, stated: true })
    };
    if let Some(node) = forms().filter_map(read).find(|node| node.form.versions.contains(node.version)) {
        return Ok(node);
    }
    forms().find_map(read).ok_or_else(|| {
        let mut json = String::new();
        write_escaped(version, &mut json);
        refused(family, &Refusal::UnreadableVersion(&json)).unwrap_or_else(|| {
            Error::new(ErrorKind::InvalidTarget, format!("`{version}` is no version of {}", family.id))
        })
    })
}

fn latest<'r>(family: &'r Family, form: &'r Form, text: &str) -> Result<Node<'r>, Error> {
    let version = sight::latest(form).ok_or_else(|| invalid(text, "the form has no versions"))?;
    let form = family.form_of(version).unwrap_or(form);
    Ok(Node { family, form, version, stated: true })
}

/// Returns what the bridge into a family yields; where there is none, the newest version of its first form.
fn bridged<'r>(
    registry: &'r Registry,
    origin: Option<Origin<'r>>,
    family: &'r Family,
    text: &str,
) -> Result<Node<'r>, Error> {
    let bridge = registry.steps().find(|(source, target, _)| {
        target.id == family.id && origin.is_some_and(|origin| origin.family.id == source.id)
    });
    match bridge.and_then(|(_, _, step)| Some((family.form_of(step.to)?, step))) {
        Some((form, step)) => Ok(Node { family, form, version: step.to, stated: step.stamps }),
        None => match family.forms.first() {
            Some(form) => latest(family, form, text),
            None => Err(invalid(text, "the family has no forms")),
        },
    }
}

/// Reads a product release; a patch number is accepted.
fn release<'r>(registry: &'r Registry, text: &str) -> Result<Node<'r>, Error> {
    let matches = |known: &str| {
        text == known
            || text.strip_prefix(known).is_some_and(|rest| rest.strip_prefix('.').is_some_and(is_number))
    };
    let found = registry.families().iter().find_map(|family| {
        let release = family.releases.iter().find(|release| matches(release.release))?;
        Some(Node { family, form: family.form_of(release.version)?, version: release.version, stated: true })
    });
    found.ok_or_else(|| unknown_release(text, registry))
}

/// Tells which releases the product has, or which products there are.
fn unknown_release(text: &str, registry: &Registry) -> Error {
    let releases = registry.families().iter().flat_map(|family| family.releases);
    let known: Vec<(&str, &str)> = releases.filter_map(|known| known.release.rsplit_once(' ')).collect();
    let product = text.rsplit_once(' ').map_or(text, |(product, _)| product);
    let numbers: Vec<&str> = known.iter().filter(|(name, _)| *name == product).map(|(_, it)| *it).collect();
    if !numbers.is_empty() {
        return invalid(text, &format!("known releases of `{product}` are {}", numbers.join(", ")));
    }
    let mut products: Vec<String> = known.iter().map(|(name, _)| format!("`{name}`")).collect();
    products.dedup();
    if products.is_empty() {
        return invalid(text, "no family knows releases");
    }
    invalid(text, &format!("products with known releases are {}", products.join(", ")))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unknown(text: &str, registry: &Registry) -> Error {
    let ids: Vec<String> = registry.families().iter().map(|family| format!("`{}`", family.id)).collect();
    invalid(text, &format!("known families are {}", ids.join(", ")))
}

fn invalid(text: &str, reason: &str) -> Error {
    Error::new(ErrorKind::InvalidTarget, format!("`{text}` names no version: {reason}"))
}

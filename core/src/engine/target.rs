//! Where a migration starts and where it shall end (design section 4, "Targets").

use super::error::{Error, ErrorKind};
use super::family::{Family, Form};
use super::registry::Registry;
use super::sight::Sight;
use super::version::Version;

/// A version of a family: a node of the graph, and the version as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'r> {
    pub(super) family: &'r Family,
    pub(super) form: &'r Form,
    pub(super) version: Version,
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

/// What a version is named for: one that does not exist is another error at the start than at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Start,
    End,
}

/// Returns the node that a document stands at.
pub(super) fn start<'r>(
    sight: &Sight<'r>,
    from: Option<&str>,
    registry: &'r Registry,
) -> Result<Node<'r>, Error> {
    let Sight { family, form, sighting } = *sight;
    let Some(from) = from else {
        let version = sighting.version.ok_or_else(|| {
            Error::new(ErrorKind::InvalidVersion, "the version of the document cannot be read")
                .at(place(form, sighting.at))
        })?;
        return known(Node { family, form, version }).map_err(|error| error.at(place(form, sighting.at)));
    };
    let origin = Origin { family, form };
    let stated = resolve(registry, Some(origin), from, Role::Start)?;
    if stated.family.id != family.id {
        let message = format!(
            "option `from` names family `{}`, but the document is one of `{}`",
            stated.family.id, family.id
        );
        return Err(Error::new(ErrorKind::VersionMismatch, message).at(place(form, sighting.at)));
    }
    if sighting.binding && sighting.version != Some(stated.version) {
        let own = sighting.version.map_or("something else".to_owned(), |version| version.to_string());
        let message = format!("option `from` says {}, but the document says {own}", stated.version);
        return Err(Error::new(ErrorKind::VersionMismatch, message).at(place(form, sighting.at)));
    }
    Ok(stated)
}

/// Refuses versions that lie outside of their form's.
fn known<'r>(node: Node<'r>) -> Result<Node<'r>, Error> {
    let Node { family, form, version } = node;
    let (lowest, latest) = (form.versions.all().first().copied(), form.versions.latest());
    if form.versions.contains(version) {
        return Ok(node);
    }
    let newest = latest.map(|latest| latest.to_string()).unwrap_or_default();
    let (kind, message) = if lowest.is_some_and(|lowest| version < lowest) {
        (
            ErrorKind::InvalidVersion,
            format!("version {version} lies below the lowest version of {}", family.id),
        )
    } else if latest.is_some_and(|latest| version > latest) {
        let message =
            format!("version {version} is newer than {newest}, the newest known one of {}", family.id);
        (ErrorKind::TooNew, message)
    } else {
        (ErrorKind::NoMigrationPath, format!("{} has no version {version}", family.id))
    };
    Err(Error::new(kind, message))
}

/// Returns the pointer to the version of a dashboard that stands at a pointer.
fn place(form: &Form, at: &str) -> String {
    format!("{at}{}", form.version_at)
}

/// Returns the node that a migration shall end at.
pub(super) fn end<'r>(registry: &'r Registry, start: &Node<'r>, to: Option<&str>) -> Result<Node<'r>, Error> {
    let origin = Origin { family: start.family, form: start.form };
    match to {
        Some(to) => resolve(registry, Some(origin), to, Role::End),
        None if start.form.moves_unasked => latest(start.family, start.form, ""),
        None => Ok(*start),
    }
}

/// Reads `VERSION | FAMILY | FAMILY@VERSION | FAMILY@latest | RELEASE`.
pub(super) fn resolve<'r>(
    registry: &'r Registry,
    origin: Option<Origin<'r>>,
    text: &str,
    role: Role,
) -> Result<Node<'r>, Error> {
    if let Some((family, version)) = text.split_once('@') {
        let family = registry.family(family).ok_or_else(|| unknown(text, registry))?;
        return in_family(family, origin.filter(|origin| origin.family.id == family.id), version, role);
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
        Some(origin) => in_family(origin.family, Some(origin), text, role),
        None => Err(unknown(text, registry)),
    }
}

/// Reads a version in a family: in the document's own form first, then in the others.
fn in_family<'r>(
    family: &'r Family,
    origin: Option<Origin<'r>>,
    version: &str,
    role: Role,
) -> Result<Node<'r>, Error> {
    let own = origin.map(|origin| origin.form);
    if version == "latest" {
        return match own.or(family.forms.first()) {
            Some(form) => latest(family, form, version),
            None => Err(invalid(version, "the family has no forms")),
        };
    }
    let forms = || own.into_iter().chain(family.forms);
    let read = |form: &'r Form| form.versions.read(version).map(|version| Node { family, form, version });
    if let Some(node) = forms().filter_map(read).find(|node| node.form.versions.contains(node.version)) {
        return Ok(node);
    }
    match (forms().find_map(read), role) {
        (Some(node), Role::Start) => known(node),
        (Some(_), Role::End) => {
            Err(Error::new(ErrorKind::NoMigrationPath, format!("{} has no version {version}", family.id)))
        }
        (None, _) => {
            Err(Error::new(ErrorKind::InvalidTarget, format!("`{version}` is no version of {}", family.id)))
        }
    }
}

fn latest<'r>(family: &'r Family, form: &'r Form, text: &str) -> Result<Node<'r>, Error> {
    let version = form.versions.latest().ok_or_else(|| invalid(text, "the form has no versions"))?;
    Ok(Node { family, form, version })
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
    match bridge.and_then(|(_, _, step)| Some((family.form_of(step.to)?, step.to))) {
        Some((form, version)) => Ok(Node { family, form, version }),
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
        Some(Node { family, form: family.form_of(release.version)?, version: release.version })
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

//! Versions: the nodes of the graph.

use std::fmt;

/// A version of a form: a number, a semver, or a name such as `v2beta1`.
///
/// # Example
/// ```
/// use dashlift::engine::Version;
/// assert_eq!(Version::Semver(1, 2, 0).to_string(), "1.2.0");
/// assert_eq!(Version::Integer(42).qualified("grafana"), "grafana@42");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// A whole number, as in Grafana's `schemaVersion`.
    Integer(i64),
    /// Major, minor, patch.
    Semver(u32, u32, u32),
    /// A name.
    Name(&'static str),
}

impl Version {
    /// Returns the version with its family: `grafana@42`.
    pub fn qualified(self, family: &str) -> String {
        format!("{family}@{self}")
    }

    /// Returns the node that stands for this version: for a semver the first of its line.
    pub(crate) fn line(self) -> Self {
        match self {
            Self::Semver(major, minor, _) => Self::Semver(major, minor, 0),
            other => other,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Semver(major, minor, patch) => write!(f, "{major}.{minor}.{patch}"),
            Self::Name(name) => f.write_str(name),
        }
    }
}

/// The versions that a form has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versions {
    /// Every whole number from the lowest to the latest.
    Integers {
        /// The lowest version that a document can have.
        lowest: i64,
        /// The newest known version.
        latest: i64,
    },
    /// Semver lines, rising; each is given by its first version.
    Semver(&'static [(u32, u32, u32)]),
    /// One version that is a name.
    Name(&'static str),
}

impl Versions {
    /// Returns the newest version.
    pub fn latest(self) -> Option<Version> {
        match self {
            Self::Integers { latest, .. } => Some(Version::Integer(latest)),
            Self::Semver(lines) => lines.last().map(|&(a, b, c)| Version::Semver(a, b, c)),
            Self::Name(name) => Some(Version::Name(name)),
        }
    }

    /// Returns whether the version is one of these; a semver counts if its line is known.
    pub fn contains(self, version: Version) -> bool {
        match (self, version) {
            (Self::Integers { lowest, latest }, Version::Integer(n)) => (lowest..=latest).contains(&n),
            (Self::Semver(lines), Version::Semver(major, minor, _)) => {
                lines.iter().any(|&(a, b, _)| (a, b) == (major, minor))
            }
            (Self::Name(name), Version::Name(other)) => name == other,
            _ => false,
        }
    }

    /// Reads a version of this scheme; the result need not be a known one.
    ///
    /// A leading `v` of a semver is accepted.
    pub fn read(self, text: &str) -> Option<Version> {
        match self {
            Self::Integers { .. } => read_integer(text).map(Version::Integer),
            Self::Semver(_) => read_semver(text),
            Self::Name(name) => (name == text).then_some(Version::Name(name)),
        }
    }

    /// Returns every known version, rising.
    pub fn all(self) -> Vec<Version> {
        match self {
            Self::Integers { lowest, latest } => (lowest..=latest).map(Version::Integer).collect(),
            Self::Semver(lines) => lines.iter().map(|&(a, b, c)| Version::Semver(a, b, c)).collect(),
            Self::Name(name) => vec![Version::Name(name)],
        }
    }
}

fn read_integer(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn read_semver(text: &str) -> Option<Version> {
    let mut parts = text.strip_prefix('v').unwrap_or(text).split('.');
    let mut part = || parts.next().filter(|part| is_semver_number(part))?.parse::<u32>().ok();
    let version = Version::Semver(part()?, part()?, part()?);
    parts.next().is_none().then_some(version)
}

fn is_semver_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_by_scheme() {
        let semver = Versions::Semver(&[(1, 0, 0), (1, 2, 0)]);
        assert_eq!(semver.read("v1.2.4"), Some(Version::Semver(1, 2, 4)));
        assert!(semver.contains(Version::Semver(1, 2, 4)));
        assert!(!semver.contains(Version::Semver(1, 1, 0)));
        for bad in ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "vv1.2.3", "+1.2.3"] {
            assert_eq!(semver.read(bad), None, "{bad}");
        }
        let integers = Versions::Integers { lowest: 0, latest: 42 };
        assert_eq!(integers.read("42"), Some(Version::Integer(42)));
        for bad in ["", "-1", "+1", "4 2", "99999999999999999999", "v1"] {
            assert_eq!(integers.read(bad), None, "{bad}");
        }
    }
}

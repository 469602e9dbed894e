//! Which Grafana release writes which schema version.
//!
//! No published list says so. A line stands here if nothing contradicts one of these, which its comment names:
//!
//! - `spec`: the release whose behaviour the specification describes.
//! - `export`: dashboards of the corpora that name the release in `__requires` and carry the version.
//! - `panel`: dashboards of the corpora whose newest panel (`pluginVersion`) is of that release and that carry the version.
//! - `between`: versions never fall from one release to the next, and the releases before and after have this one.
//! - `known`: what dashboards published for that release commonly carry; no dashboard of the corpora shows it.
//!
//! An export may be older than the dashboard around it, which was raised by hand or by a tool; therefore `export` and
//! `panel` count only where they agree with what is known. Left out, as unsure: what came before 5.0, 6.0 to 6.3, 8.2,
//! 8.3 (32 and 34 both occur), 9.1 and 9.2 (36 occurs, 37 is known).

use crate::engine::{Release, Version};

/// The releases, rising.
pub(super) const RELEASES: &[Release] = &[
    writes("grafana 5.0", 16),  // export
    writes("grafana 5.1", 16),  // export
    writes("grafana 5.2", 16),  // between
    writes("grafana 5.3", 16),  // export
    writes("grafana 5.4", 16),  // export
    writes("grafana 6.4", 20),  // known
    writes("grafana 6.5", 21),  // known
    writes("grafana 6.6", 22),  // export
    writes("grafana 6.7", 22),  // known
    writes("grafana 7.0", 25),  // panel
    writes("grafana 7.1", 26),  // known
    writes("grafana 7.2", 26),  // known
    writes("grafana 7.3", 26),  // export
    writes("grafana 7.4", 27),  // export
    writes("grafana 7.5", 27),  // known
    writes("grafana 8.0", 30),  // export
    writes("grafana 8.1", 30),  // known
    writes("grafana 8.4", 35),  // panel
    writes("grafana 8.5", 36),  // known
    writes("grafana 9.0", 36),  // known
    writes("grafana 9.3", 37),  // export
    writes("grafana 9.4", 38),  // panel
    writes("grafana 9.5", 38),  // between
    writes("grafana 10.0", 38), // panel
    writes("grafana 10.1", 38), // between
    writes("grafana 10.2", 38), // panel
    writes("grafana 10.3", 39), // panel
    writes("grafana 10.4", 39), // export
    writes("grafana 11.0", 39), // known
    writes("grafana 11.1", 39), // known
    writes("grafana 11.2", 39), // known
    writes("grafana 11.3", 40), // panel
    writes("grafana 11.4", 40), // panel
    writes("grafana 11.5", 40), // known
    writes("grafana 11.6", 41), // export
    writes("grafana 12.0", 41), // panel
    writes("grafana 12.1", 41), // between: builds that led to 12.2.0 still have it
    writes("grafana 12.2", 42), // panel
    writes("grafana 12.3", 42), // panel
    writes("grafana 12.4", 42), // spec
];

const fn writes(release: &'static str, version: i64) -> Release {
    Release { release, version: Version::Integer(version) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise_and_versions_never_fall() {
        let number = |release: &Release| {
            let (major, minor) = release.release.strip_prefix("grafana ")?.split_once('.')?;
            Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
        };
        for (release, next) in RELEASES.iter().zip(RELEASES.iter().skip(1)) {
            let names = (release.release, next.release);
            assert!(number(release).unwrap() < number(next).unwrap(), "{names:?}");
            assert!(release.version <= next.version, "{names:?}");
        }
        let last = RELEASES.last().unwrap();
        assert_eq!(Some(last.version), super::super::forms::CLASSIC.versions.latest());
    }
}

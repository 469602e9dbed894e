//! Versions as reports spell them: `grafana@42`, `perses@1.2.0`, `grafana@v2beta1`.

/// Whether a migration goes up inside one form: between whole numbers, or between semver versions, of one family.
pub(super) fn is_upgrade(from: &str, to: &str) -> bool {
    matches!((read(from), read(to)), (Some(from), Some(to)) if from.is_comparable(&to) && from.numbers <= to.numbers)
}

/// Whether a version is another one, which may be given without its family, or a later one of its form.
pub(crate) fn reaches(version: &str, at_least: &str) -> bool {
    let family = version.split_once('@').map_or("", |(family, _)| family);
    let at_least = if at_least.contains('@') { at_least.to_owned() } else { format!("{family}@{at_least}") };
    is_upgrade(&at_least, version)
}

struct Version<'t> {
    family: &'t str,
    numbers: Vec<u64>,
}

impl Version<'_> {
    fn is_comparable(&self, other: &Self) -> bool {
        self.family == other.family && self.numbers.len() == other.numbers.len()
    }
}

/// Reads a version of numbers; names such as `v2beta1` have no order.
fn read(text: &str) -> Option<Version<'_>> {
    let (family, version) = text.split_once('@')?;
    let numbers = version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    Some(Version { family, numbers })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upgrades() {
        for (from, to, expected) in [
            ("grafana@9", "grafana@42", true),
            ("grafana@42", "grafana@42", true),
            ("grafana@42", "grafana@9", false),
            ("grafana@42", "grafana@v2beta1", false),
            ("grafana@42", "perses", false),
            ("perses@1.10.0", "perses@1.2.0", false),
            ("perses@1.2.0", "perses@2.0.0", true),
        ] {
            assert_eq!(is_upgrade(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn the_family_of_the_least_version_may_be_left_out() {
        assert!(reaches("grafana@36", "36") && reaches("grafana@37", "grafana@36"));
        assert!(!reaches("grafana@35", "36") && !reaches("perses@1.2.0", "grafana@36"));
    }
}

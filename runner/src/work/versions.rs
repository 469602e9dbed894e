//! Versions as reports spell them: `grafana@42`, `perses@1.2.0`, `grafana@v2beta1`.

/// Whether a migration goes up inside one form: between whole numbers, between semver versions, or between versions of
/// Grafana's API that hold the same, of one family.
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
    /// What has an order only among its like.
    form: &'static str,
    numbers: Vec<u64>,
}

impl Version<'_> {
    fn is_comparable(&self, other: &Self) -> bool {
        self.family == other.family && self.form == other.form && self.numbers.len() == other.numbers.len()
    }
}

/// Reads a version of numbers, or one of an API; other names have no order.
fn read(text: &str) -> Option<Version<'_>> {
    let (family, version) = text.split_once('@')?;
    if let Some(name) = version.strip_prefix('v') {
        let (form, numbers) = read_name(name)?;
        return Some(Version { family, form, numbers });
    }
    let numbers = version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    Some(Version { family, form: "", numbers })
}

/// Reads the name of an API version behind its `v`: v0 and v1 hold classic dashboards, v2 holds elements and layouts; within a
/// number alpha comes before beta, and both before the version itself.
fn read_name(name: &str) -> Option<(&'static str, Vec<u64>)> {
    let digits = name.find(|character: char| !character.is_ascii_digit()).unwrap_or(name.len());
    let (number, rest) = name.split_at(digits);
    let number: u64 = number.parse().ok()?;
    let (stage, rest) = match (rest.strip_prefix("alpha"), rest.strip_prefix("beta")) {
        (Some(rest), _) => (0, rest),
        (_, Some(rest)) => (1, rest),
        _ => (2, if rest.is_empty() { "0" } else { return None }),
    };
    let form = if number < 2 { "with a classic spec" } else { "with elements" };
    Some((form, vec![number, stage, rest.parse().ok()?]))
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
            ("grafana@v0alpha1", "grafana@v1beta1", true),
            ("grafana@v1beta1", "grafana@v1", true),
            ("grafana@v1", "grafana@v1beta1", false),
            ("grafana@v2alpha1", "grafana@v2beta1", true),
            ("grafana@v1beta1", "grafana@v2alpha1", false),
            ("grafana@v2beta1", "grafana@v1beta1", false),
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
        assert!(reaches("grafana@v2beta1", "v2beta1") && !reaches("grafana@v1beta1", "v2beta1"));
        assert!(!reaches("grafana@35", "36") && !reaches("perses@1.2.0", "grafana@36"));
    }
}

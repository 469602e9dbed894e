//! What a conversion of a Grafana object writes can be read: no further conversion finds a member of a wrong type in it.

use super::api::{is_v2, on, version};
use super::{Evidence, Verdict, show};

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    let Some((document, report)) = evidence.migration().filter(|(_, report)| report.changed) else {
        return Verdict::Holds;
    };
    let Some(to) = version(&report.to) else { return Verdict::Holds };
    let targets: &[&str] = if is_v2(to) { &["v2alpha1", "v2beta1", "v1beta1"] } else { &["v2alpha1"] };
    for target in targets.iter().filter(|target| **target != to) {
        let answer = evidence.migrate(document, &on(evidence, to, target));
        if answer.error_code().is_some_and(|code| code == "invalid-field" || code == "version-mismatch") {
            return Verdict::Broken(format!("cannot be converted on to {target}: {}", show(&answer)));
        }
    }
    Verdict::Holds
}

//! Resources of Grafana's API with a classic dashboard in them: which of the two is the document.

use dashlift::{Detection, Options};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The forms of resources whose `spec` is a classic dashboard.
const WITH_A_CLASSIC_SPEC: [&str; 3] = ["v0alpha1", "v1beta1", "v1"];

/// What is the document where a resource holds a classic dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resources {
    /// Its `spec`, which is lifted in its place; the resource keeps its version and all that is around the dashboard.
    Opened,
    /// The resource, as an API version or another family is what is asked for.
    Whole,
}

impl Resources {
    /// Returns what the options of a migration ask for.
    pub(crate) fn of(options: &Options) -> Self {
        let is_classic = |text: &Option<String>| text.as_deref().is_none_or(is_classic);
        match is_classic(&options.to) && is_classic(&options.from) {
            true => Self::Opened,
            false => Self::Whole,
        }
    }

    /// Returns whether what the core recognizes as a whole is opened here.
    pub(super) fn opens(self, text: &[u8], found: &Detection) -> bool {
        let has_classic_spec =
            || found.form.as_deref().is_some_and(|form| WITH_A_CLASSIC_SPEC.contains(&form));
        self == Self::Opened && has_classic_spec() && holds_classic(text)
    }
}

/// Returns whether a target or source names the classic form: a number, the newest one, a release of Grafana.
fn is_classic(text: &str) -> bool {
    let text = text.trim();
    let version = text.strip_prefix("grafana@").unwrap_or(text);
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    is_number || matches!(version, "latest" | "grafana") || version.starts_with("grafana ")
}

#[derive(Deserialize)]
struct Resource<'r> {
    kind: &'r RawValue,
    #[serde(borrow)]
    spec: &'r RawValue,
}

fn holds_classic(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let Ok(Resource { kind, spec }) = serde_json::from_slice(text) else { return false };
    let found = dashlift::detect(spec.get().as_bytes());
    kind.get() == "\"Dashboard\"" && found.is_ok_and(|found| found.form.as_deref() == Some("classic"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_api_version_or_another_family_takes_the_resource_as_a_whole() {
        for (to, expected) in [
            (None, Resources::Opened),
            (Some("42"), Resources::Opened),
            (Some("grafana@42"), Resources::Opened),
            (Some("grafana@latest"), Resources::Opened),
            (Some("grafana"), Resources::Opened),
            (Some("grafana 12.4"), Resources::Opened),
            (Some("v2beta1"), Resources::Whole),
            (Some("grafana@v1beta1"), Resources::Whole),
            (Some("perses"), Resources::Whole),
            (Some("perses@1.2.0"), Resources::Whole),
        ] {
            let options = Options { to: to.map(str::to_owned), ..Options::default() };
            assert_eq!(Resources::of(&options), expected, "{to:?}");
        }
        let options = Options { from: Some("grafana@v1beta1".to_owned()), ..Options::default() };
        assert_eq!(Resources::of(&options), Resources::Whole);
    }

    #[test]
    fn a_resource_is_opened_if_its_spec_is_a_classic_dashboard() {
        let opens = |text: &str| {
            let found = dashlift::detect(text.as_bytes()).unwrap();
            (
                Resources::Opened.opens(text.as_bytes(), &found),
                Resources::Whole.opens(text.as_bytes(), &found),
            )
        };
        let resource = |version: &str, spec: &str| {
            format!(
                r#"{{"apiVersion": "dashboard.grafana.app/{version}", "kind": "Dashboard", "spec": {spec}}}"#
            )
        };
        let classic = r#"{"schemaVersion": 16, "panels": []}"#;
        for version in WITH_A_CLASSIC_SPEC {
            assert_eq!(opens(&resource(version, classic)), (true, false), "{version}");
        }
        assert_eq!(opens(&resource("v2beta1", r#"{"elements": {}, "layout": {}}"#)), (false, false));
        assert_eq!(opens(&resource("v1beta1", "{}")), (false, false));
        assert_eq!(opens(&resource("v1beta1", classic).replace("Dashboard\"", "Thing\"")), (false, false));
    }
}

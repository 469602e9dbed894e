//! How a Grafana dashboard is recognized, and where its version stands (design section 4, "Detection").

use super::forms::{GROUP, V2BETA1, api_version};
use crate::engine::{Certainty, Outline, Sighting, Stated, Version};

/// Recognizes resources, bare v2 dashboards, Grafana's API answer and the classic form.
pub(super) fn detect(outline: &Outline<'_>) -> Option<Sighting> {
    if let Some(sighting) = resource(outline).or_else(|| bare_v2(outline)) {
        return Some(sighting);
    }
    if let Some(dashboard) = wrapped(outline) {
        let sighting = resource(dashboard).unwrap_or_else(|| classic(dashboard));
        return Some(Sighting { at: "/dashboard", ..sighting });
    }
    (signs(outline) >= 2).then(|| classic(outline))
}

/// Reads what is no resource and no bare v2 dashboard as a classic dashboard.
pub(super) fn read(outline: &Outline<'_>) -> Option<Sighting> {
    detect(outline).or_else(|| outline.is_object().then(|| classic(outline)))
}

/// Reads the `apiVersion` of a resource; the number in it tells whether an unknown one is newer than those known.
fn resource(outline: &Outline<'_>) -> Option<Sighting> {
    let stated = outline.member("apiVersion").and_then(Outline::text)?;
    let name = stated.strip_prefix(GROUP)?;
    let (form, version) = match api_version(name) {
        Some((form, version)) => (form, Stated::Version(version)),
        None if is_newer(name) => ("v2", Stated::Newer),
        None => ("v1beta1", Stated::Unreadable),
    };
    Some(Sighting { binding: true, ..Sighting::new(Certainty::Declared, form, version) })
}

/// Returns whether a name such as `v3alpha1` begins with a number that no known version has.
fn is_newer(name: &str) -> bool {
    let digits = name.strip_prefix('v').unwrap_or_default();
    let end = digits.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(digits.len());
    digits
        .get(..end)
        .is_some_and(|number| number.parse().map_or(!number.is_empty(), |number: u64| number > 2))
}

fn bare_v2(outline: &Outline<'_>) -> Option<Sighting> {
    let fits = outline.member("apiVersion").is_none()
        && outline.has_object("elements")
        && outline.member("layout").is_some_and(|layout| layout.is_object() || layout.is_null());
    let version = Stated::Assumed(V2BETA1);
    fits.then(|| Sighting { bare: true, ..Sighting::new(Certainty::Shaped, "v2beta1", version) })
}

/// Returns the dashboard inside Grafana's API answer.
fn wrapped<'o, 'a>(outline: &'o Outline<'a>) -> Option<&'o Outline<'a>> {
    let dashboard = outline.member("dashboard").filter(|dashboard| dashboard.is_object())?;
    (outline.has_object("meta") && outline.member("panels").is_none()).then_some(dashboard)
}

/// Counts what makes a document look like a classic dashboard.
fn signs(outline: &Outline<'_>) -> usize {
    let version = outline.member("schemaVersion").is_some_and(|version| {
        version.number().is_some()
            || version
                .text()
                .is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let signs = [
        version,
        outline.has_array("panels") || outline.has_array("rows"),
        outline.has_object("templating"),
        outline.has_object("annotations"),
        outline.has_object("time"),
        outline.member("title").is_some_and(|title| title.text().is_some()),
    ];
    signs.into_iter().filter(|sign| *sign).count()
}

fn classic(outline: &Outline<'_>) -> Sighting {
    let version = Version::Integer(version(outline));
    Sighting::new(Certainty::Likely, "classic", Stated::Version(version))
}

/// Reads the version: a number is truncated, a whole text of digits with an optional sign counts, all else is 0
/// (spec 00-pipeline 7.1).
///
/// The largest number of all makes the reference loop for ever; it counts as newer than any target (7.4, "Quirks").
pub(super) fn version(outline: &Outline<'_>) -> i64 {
    let Some(value) = outline.member("schemaVersion") else { return 0 };
    match (value.number(), value.text()) {
        (Some(number), _) => number.to_i64(),
        (None, Some(text)) => {
            let digits = text.strip_prefix(['+', '-']).unwrap_or(&text);
            let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if whole { text.parse().unwrap_or(0) } else { 0 }
        }
        (None, None) => 0,
    }
}

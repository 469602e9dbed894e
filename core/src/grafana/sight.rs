//! How a Grafana dashboard is recognized, and where its version stands (design section 4, "Detection").

use crate::engine::{Certainty, Outline, Sighting, Stated, Version};

/// Recognizes Grafana's API answer and the classic form.
pub(super) fn detect(outline: &Outline<'_>) -> Option<Sighting> {
    if let Some(dashboard) = wrapped(outline) {
        return Some(Sighting { at: "/dashboard", ..classic(dashboard) });
    }
    (signs(outline) >= 2).then(|| classic(outline))
}

/// Reads any object as a classic dashboard.
pub(super) fn read(outline: &Outline<'_>) -> Option<Sighting> {
    match wrapped(outline) {
        Some(dashboard) => Some(Sighting { at: "/dashboard", ..classic(dashboard) }),
        None => outline.is_object().then(|| classic(outline)),
    }
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
    Sighting {
        certainty: Certainty::Likely,
        form: "classic",
        version: Stated::Version(Version::Integer(version(outline.member("schemaVersion")))),
        binding: false,
        at: "",
    }
}

/// Reads the version: a number is truncated, a whole text of digits with an optional sign counts, all else is 0
/// (spec 00-pipeline 7.1).
///
/// The largest number of all makes the reference loop for ever; it counts as newer than any target (7.4, "Quirks").
fn version(value: Option<&Outline<'_>>) -> i64 {
    let Some(value) = value else { return 0 };
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

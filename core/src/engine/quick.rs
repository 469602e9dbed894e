//! Documents that are at their target already: most of those that a frontend opens.

use super::family::Form;
use super::options::Options;
use super::registry::Registry;
use super::version::Versions;
use crate::json::Style;

/// Guesses whether a document needs no step, so that scanning it is enough; a wrong guess costs time, nothing else.
///
/// It looks at what follows the last spelling of the version's name, or one at the beginning.
pub(super) fn seems_done(registry: &Registry, document: &[u8], options: &Options) -> bool {
    if options.normalize || options.style != Style::Auto {
        return false;
    }
    let Ok(text) = str::from_utf8(document) else { return false };
    let mut last = None;
    let mut forms = registry.families().iter().flat_map(|family| family.forms);
    forms.any(|form| {
        let Some((_, name)) = form.version_at.rsplit_once('/') else { return false };
        let quoted = format!("\"{name}\"");
        let version = match (form.versions, last) {
            // An object that names its version does so first.
            (Versions::Name(_), _) => head(text).find(&quoted).map(|at| version_at(text, at + quoted.len())),
            // The whole text is searched once for forms of the same name.
            (_, Some((known, version))) if known == name => version,
            _ => last_end(text, &quoted).map(|end| version_at(text, end)),
        };
        if !matches!(form.versions, Versions::Name(_)) {
            last = Some((name, version));
        }
        version.is_some_and(|version| seems_at(form, version, options.to.as_deref()))
    })
}

/// Returns where the last spelling of a name ends.
///
/// Capitals are rare: looking for one is several times as fast as looking for the name.
fn last_end(text: &str, quoted: &str) -> Option<usize> {
    let (before, rest) = quoted.split_at_checked(quoted.find(|letter: char| letter.is_ascii_uppercase())?)?;
    let capital = rest.chars().next()?;
    let mut capitals = text.rmatch_indices(capital).filter_map(|(at, _)| at.checked_sub(before.len()));
    let start = capitals.find(|start| text.get(*start..).is_some_and(|text| text.starts_with(quoted)))?;
    Some(start + quoted.len())
}

/// Returns the first hundred characters.
fn head(text: &str) -> &str {
    let end = text.char_indices().nth(100).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default()
}

/// Returns the version behind a name.
fn version_at(text: &str, name_end: usize) -> &str {
    let value = text.get(name_end..).unwrap_or_default().trim_start_matches([':', ' ', '"']);
    value.split([',', '}', '"', '\r', '\n', ' ']).next().unwrap_or_default()
}

fn seems_at(form: &Form, version: &str, to: Option<&str>) -> bool {
    match to {
        None => form.versions.latest().is_some_and(|latest| version == latest.to_string()),
        Some(to) => !version.is_empty() && to.ends_with(version),
    }
}

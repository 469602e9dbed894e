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
    let forms = || registry.families().iter().flat_map(|family| family.forms);
    let is_named = |form: &&Form| matches!(form.versions, Versions::Name(_));
    let to = options.to.as_deref();
    // An object that names its version does so first.
    let head = head(text);
    let named = forms().filter(is_named).filter_map(|form| {
        let name = quoted(form)?;
        Some((form, version_at(text, head.find(&name)? + name.len())))
    });
    let mut named = named.peekable();
    if named.peek().is_some() {
        return named.any(|(form, version)| seems_at(form, version, to));
    }
    let mut last: Option<(String, Option<&str>)> = None;
    forms().filter(|form| !is_named(form)).any(|form| {
        let Some(name) = quoted(form) else { return false };
        // The whole text is searched once for forms of the same name.
        let version = match &last {
            Some((known, version)) if *known == name => *version,
            _ => last_end(text, &name).map(|end| version_at(text, end)),
        };
        last = Some((name, version));
        version.is_some_and(|version| seems_at(form, version, to))
    })
}

/// Returns the name of the member that holds the version of a form, as JSON.
fn quoted(form: &Form) -> Option<String> {
    form.version_at.rsplit_once('/').map(|(_, name)| format!("\"{name}\""))
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
        None => form.versions.latest().is_some_and(|latest| version.ends_with(&latest.to_string())),
        Some(to) => !version.is_empty() && to.ends_with(version),
    }
}

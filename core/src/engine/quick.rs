//! Documents that are at their target already: most of those that a frontend opens.

use super::family::Form;
use super::options::Options;
use super::registry::Registry;
use crate::json::Style;

/// Guesses whether a document needs no step, so that scanning it is enough; a wrong guess costs time, nothing else.
///
/// It looks at what follows the last spelling of the version's name.
pub(super) fn seems_done(registry: &Registry, document: &[u8], options: &Options) -> bool {
    if options.normalize || options.style != Style::Auto {
        return false;
    }
    let Ok(text) = str::from_utf8(document) else { return false };
    let mut forms = registry.families().iter().flat_map(|family| family.forms);
    forms.any(|form| seems_at(form, text, options.to.as_deref()))
}

fn seems_at(form: &Form, text: &str, to: Option<&str>) -> bool {
    let Some((_, name)) = form.version_at.rsplit_once('/') else { return false };
    let Some(latest) = form.versions.latest() else { return false };
    let value = text.rfind(&format!("\"{name}\"")).and_then(|start| text.get(start + name.len() + 2..));
    let value = value.unwrap_or_default().trim_start_matches([':', ' ', '"']);
    let version = value.split([',', '}', '"', '\r', '\n', ' ']).next().unwrap_or_default();
    match to {
        None => version == latest.to_string(),
        Some(to) => !version.is_empty() && to.ends_with(version),
    }
}

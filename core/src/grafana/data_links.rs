//! The texts of data links in the options of a panel (spec 20-versions-17-30, version 20, rules 2 and 3.2).

use crate::json::{Array, Object};

/// Rewrites the URLs of `options.dataLinks` and of `options.fieldOptions.defaults.links`.
///
/// `rewrite` returns nothing where a text stays.
pub(super) fn rewrite_urls(panel: &mut Object<'_>, rewrite: fn(&str) -> Option<String>) {
    let Some(options) = panel.object_mut("options") else { return };
    rewrite_links(options, "dataLinks", rewrite);
    if let Some(defaults) = field_defaults(panel) {
        rewrite_links(defaults, "links", rewrite);
    }
}

/// Returns `options.fieldOptions.defaults`, if they are objects.
pub(super) fn field_defaults<'d, 'a>(panel: &'d mut Object<'a>) -> Option<&'d mut Object<'a>> {
    panel.object_mut("options")?.object_mut("fieldOptions")?.object_mut("defaults")
}

/// Rewrites a member, if it is a string.
pub(super) fn rewrite_text(object: &mut Object<'_>, name: &'static str, rewrite: fn(&str) -> Option<String>) {
    if let Some(text) = object.text(name).and_then(|text| rewrite(&text)) {
        object.set(name, text);
    }
}

fn rewrite_links(parent: &mut Object<'_>, name: &str, rewrite: fn(&str) -> Option<String>) {
    for link in parent.array_mut(name).into_iter().flat_map(Array::objects_mut) {
        rewrite_text(link, "url", rewrite);
    }
}

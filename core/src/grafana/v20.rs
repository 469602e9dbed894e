//! v20: variables of data links have dotted names.
//!
//! Before: `{"panels": [{"options": {"dataLinks": [{"title": "$__series_name", "url": "/d/x?s=$__series_name&t=${__value_time}"}]}}]}`
//! After:  `{"panels": [{"options": {"dataLinks": [{"title": "$__series_name", "url": "/d/x?s=${__series.name}&t=${__value.time}"}]}}]}`
//!
//! In the URLs of data links and field links, and in the title of `fieldOptions.defaults`. A `$` directly before the
//! name of a series or field brings braces; before `__value_time` it does not. Only top-level panels are visited (spec
//! 20-versions-17-30).

use super::data_links::{field_defaults, rewrite_text, rewrite_urls};
use super::panels::top_level;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/20",
    summary: "variables of data links have dotted names",
    kind: Kind::Rename,
    up,
    ..Step::between(19, 20)
};

/// Names and what becomes of them; those with `$` come first where both match.
const NAMES: [(&str, &str); 5] = [
    ("$__series_name", "${__series.name}"),
    ("$__field_name", "${__field.name}"),
    ("__series_name", "__series.name"),
    ("__field_name", "__field.name"),
    ("__value_time", "__value.time"),
];

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    top_level(doc, |panel| {
        rewrite_urls(panel, with_dotted_names);
        if let Some(defaults) = field_defaults(panel) {
            rewrite_text(defaults, "title", with_dotted_names);
        }
    });
    Ok(())
}

/// Replaces the names from left to right; nothing if there is none (rule 5).
fn with_dotted_names(text: &str) -> Option<String> {
    let mut rewritten = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let found = NAMES.iter().find_map(|(name, dotted)| Some((rest.strip_prefix(name)?, dotted)));
        if let Some((behind, dotted)) = found {
            rewritten.push_str(dotted);
            rest = behind;
        } else {
            let mut characters = rest.chars();
            rewritten.extend(characters.next());
            rest = characters.as_str();
        }
    }
    (rewritten != text).then_some(rewritten)
}

#[cfg(test)]
mod tests {
    use super::with_dotted_names;

    #[test]
    fn names() {
        for (text, expected) in [
            ("${__series_name}", "${__series.name}"),
            ("$__value_time", "$__value.time"),
            ("[[__field_name]]", "[[__field.name]]"),
            ("$$__series_name", "$${__series.name}"),
            ("$___series_name", "$___series.name"),
            ("x__field_namey", "x__field.namey"),
            ("__series_name__series_name", "__series.name__series.name"),
        ] {
            assert_eq!(with_dotted_names(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", "__SERIES_NAME", "__series.name", "__value_name", "__series_time", "_series_name", "ä"]
        {
            assert_eq!(with_dotted_names(text), None, "{text}");
        }
    }
}

//! The vendor's own count of what a conversion kept (spec 50-loss-detection-and-status, sections 3 and 4).

use super::Holds;
use crate::engine::{Count, Version};
use crate::json::{Array, Object, Value};

/// Counts the things in a dashboard.
pub(super) fn count(spec: Option<&Value<'_>>, holds: Holds) -> Count {
    match (spec.and_then(Value::as_object), holds) {
        (Some(spec), Holds::Classic) => classic(spec),
        (Some(spec), Holds::V2) => v2(spec),
        (None, _) => Count::default(),
    }
}

/// Rows are no panels, but what they hold counts, one level deep.
fn classic(spec: &Object<'_>) -> Count {
    let mut panels = 0;
    let mut queries = 0;
    for panel in spec.array("panels").into_iter().flat_map(Array::objects) {
        if panel.has_text("type", "row") {
            panels += length(panel.get("panels"));
            let inner = panel.array("panels").into_iter().flat_map(Array::objects);
            queries += inner.map(|panel| length(panel.get("targets"))).sum::<usize>();
        } else {
            panels += 1;
            queries += length(panel.get("targets"));
        }
    }
    let list = |name: &str| spec.object(name).and_then(|shell| shell.get("list"));
    Count {
        panels,
        queries,
        annotations: length(list("annotations")),
        links: length(spec.get("links")),
        variables: length(list("templating")),
    }
}

/// Elements count whether a layout names them or not.
fn v2(spec: &Object<'_>) -> Count {
    let mut panels = 0;
    let mut queries = 0;
    for (_, element) in spec.object("elements").into_iter().flat_map(Object::iter) {
        let Some(element) = element.as_object() else { continue };
        if element.has_text("kind", "Panel") {
            panels += 1;
            let data = element.object("spec").and_then(|spec| spec.object("data"));
            let data = data.and_then(|data| data.object("spec"));
            queries += length(data.and_then(|data| data.get("queries")));
        } else if element.has_text("kind", "LibraryPanel") {
            panels += 1;
        }
    }
    Count {
        panels,
        queries,
        annotations: length(spec.get("annotations")),
        links: length(spec.get("links")),
        variables: length(spec.get("variables")),
    }
}

fn length(list: Option<&Value<'_>>) -> usize {
    list.and_then(Value::as_array).map_or(0, Array::len)
}

/// Returns the vendor's sentence where something became less; only its own versions have one.
pub(super) fn message(from: Version, to: Version, source: &Count, target: &Count) -> Option<String> {
    let (Version::Name(from), Version::Name(to)) = (from, to) else { return None };
    let (source_name, target_name) = (vendor_name(from)?, vendor_name(to)?);
    let mut parts = String::new();
    for (what, lost, before, after) in [
        ("panel", "panels", source.panels, target.panels),
        ("query", "queries", source.queries, target.queries),
        ("annotation", "annotations", source.annotations, target.annotations),
        ("dashboard link", "links", source.links, target.links),
        ("variable", "variables", source.variables, target.variables),
    ] {
        if after < before {
            let blank = if parts.is_empty() { "" } else { " " };
            parts += &format!(
                "{blank}{what} count decreased: source={before}, target={after} (loss of {} {lost})",
                before - after
            );
        }
    }
    (!parts.is_empty()).then(|| {
        format!(
            "data loss detected in {source_name}_to_{target_name} (dashboard.grafana.app/{from} → dashboard.grafana.app/{to}): [{parts}]"
        )
    })
}

fn vendor_name(version: &str) -> Option<&'static str> {
    match version {
        "v0alpha1" => Some("V0"),
        "v1beta1" => Some("V1"),
        "v2alpha1" => Some("V2alpha1"),
        "v2beta1" => Some("V2beta1"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Arena, parse};

    fn check(spec: &str, holds: Holds, expected: [usize; 5]) {
        let arena = Arena::new();
        let root = parse(&arena, spec.as_bytes()).unwrap().root;
        let Count { panels, queries, annotations, links, variables } = count(Some(&root), holds);
        assert_eq!([panels, queries, annotations, links, variables], expected, "{spec}");
    }

    #[test]
    fn rows_are_no_panels_but_hold_some() {
        check(
            r#"{"panels":[1,{"targets":[1,2]},{"type":"row","targets":[1],"panels":[1,{"targets":[1],"panels":[{}]},{"type":"row","panels":[{}]}]}]}"#,
            Holds::Classic,
            [4, 3, 0, 0, 0],
        );
        check(
            r#"{"links":[1],"annotations":{"list":[null]},"templating":{"list":[1,2]},"panels":{}}"#,
            Holds::Classic,
            [0, 0, 1, 1, 2],
        );
        check("null", Holds::Classic, [0; 5]);
    }

    #[test]
    fn elements_count_wherever_they_are() {
        check(
            r#"{"elements":{"a":{"kind":"Panel","spec":{"data":{"spec":{"queries":[{},null]}}}},"b":{"kind":"LibraryPanel"},"c":{"kind":"X"},"d":null},
                "annotations":[{}],"links":null,"variables":[null,{}]}"#,
            Holds::V2,
            [2, 2, 1, 0, 2],
        );
    }

    #[test]
    fn only_what_became_less_is_told() {
        let (from, to) = (Version::Name("v2beta1"), Version::Name("v1beta1"));
        let before = Count { panels: 2, queries: 3, annotations: 0, links: 1, variables: 1 };
        let after = Count { panels: 1, queries: 1, annotations: 1, links: 1, variables: 0 };
        assert_eq!(
            message(from, to, &before, &after).unwrap(),
            "data loss detected in V2beta1_to_V1 (dashboard.grafana.app/v2beta1 → dashboard.grafana.app/v1beta1): \
             [panel count decreased: source=2, target=1 (loss of 1 panels) \
             query count decreased: source=3, target=1 (loss of 2 queries) \
             variable count decreased: source=1, target=0 (loss of 1 variables)]"
        );
        assert_eq!(message(from, to, &after, &after), None);
        assert_eq!(message(Version::Integer(42), to, &before, &after), None);
    }
}

//! References to data sources through variables, once plain texts (spec 00-overview, 4.3).

use crate::json::{Array, Object, object};

/// Makes `datasource` texts that begin with `$` objects, in query variables, panels and their queries.
pub(super) fn resolve(dashboard: &mut Object<'_>) {
    let templating = dashboard.object_mut("templating");
    for variable in objects(templating.and_then(|templating| templating.array_mut("list"))) {
        if variable.has_text("type", "query") {
            reference(variable);
        }
    }
    panels(dashboard);
}

/// Recursive, as deep as rows stand in rows.
fn panels(owner: &mut Object<'_>) {
    for panel in objects(owner.array_mut("panels")) {
        reference(panel);
        objects(panel.array_mut("targets")).for_each(reference);
        if panel.has_text("type", "row") {
            panels(panel);
        }
    }
}

fn objects<'v, 'a>(list: Option<&'v mut Array<'a>>) -> impl Iterator<Item = &'v mut Object<'a>> {
    list.into_iter().flat_map(Array::objects_mut)
}

fn reference(owner: &mut Object<'_>) {
    if let Some(variable) = owner.text("datasource").filter(|text| text.starts_with('$')) {
        owner.set("datasource", object([("uid", variable)]));
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use crate::json::{Arena, parse};

    fn check(dashboard: &str, expected: &str) {
        let arena = Arena::new();
        let mut root = parse(&arena, dashboard.as_bytes()).unwrap().root;
        resolve(root.as_mut().into_object().unwrap());
        assert_eq!(root.to_json(), expected);
    }

    #[test]
    fn references_become_objects_where_the_reference_looks() {
        check(
            r#"{"templating":{"list":[{"type":"query","datasource":"$a"},{"type":"adhoc","datasource":"$a"},1]}}"#,
            r#"{"templating":{"list":[{"type":"query","datasource":{"uid":"$a"}},{"type":"adhoc","datasource":"$a"},1]}}"#,
        );
        check(
            r#"{"panels":[{"datasource":"$a","targets":[{"datasource":"$b"},{"datasource":"x$b"}],"panels":[{"datasource":"$c"}]}]}"#,
            r#"{"panels":[{"datasource":{"uid":"$a"},"targets":[{"datasource":{"uid":"$b"}},{"datasource":"x$b"}],"panels":[{"datasource":"$c"}]}]}"#,
        );
        check(
            r#"{"panels":[{"type":"row","panels":[{"type":"row","panels":[{"datasource":"$c"}]}]}],"annotations":{"list":[{"datasource":"$a"}]}}"#,
            r#"{"panels":[{"type":"row","panels":[{"type":"row","panels":[{"datasource":{"uid":"$c"}}]}]}],"annotations":{"list":[{"datasource":"$a"}]}}"#,
        );
    }
}

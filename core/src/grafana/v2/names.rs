//! Names of elements: a classic dashboard knows its panels by id alone, so that they come back as `panel-4`.

use crate::engine::Marks;
use crate::json::{Array, Object, Value, ValueMut, object, sorted};
use std::borrow::Cow;

/// What tells the parts of a dashboard apart, in any of its forms.
pub(in crate::grafana) const MARKS: Marks = Marks {
    kinds: &["kind", "group", "type"],
    names: &["spec.name", "spec.element.name", "spec.refId", "spec.title", "id", "refId", "name", "title"],
    offsets: &["spec.y"],
    renames,
    rename,
    missing,
};

/// Names, sorted by the first one of each pair.
type Names<'n> = Vec<(Cow<'n, str>, Cow<'n, str>)>;

fn find<'s>(names: &'s [(Cow<'_, str>, Cow<'_, str>)], name: &str) -> Option<&'s str> {
    let index = names.binary_search_by(|(other, _)| (**other).cmp(name)).ok()?;
    names.get(index).map(|(_, found)| &**found)
}

fn by_first(names: Names<'_>) -> Names<'_> {
    sorted(names, |left, right| left.0.cmp(&right.0))
}

/// Pairs the names of elements that have the same panel id.
fn renames(back: &Value<'_>, origin: &Value<'_>) -> Vec<(String, String)> {
    let (back, origin) = (by_id(back), by_id(origin));
    let pairs = back.iter().filter_map(|(id, name)| Some((&**name, find(&origin, id)?)));
    pairs.filter(|(name, old)| name != old).map(|(name, old)| (name.to_owned(), old.to_owned())).collect()
}

/// Returns the names of the elements by their panel ids; of ids that are used twice none.
fn by_id<'v>(document: &'v Value<'_>) -> Names<'v> {
    let elements = document.pointer("/spec/elements").and_then(Value::as_object);
    let named = elements.into_iter().flat_map(Object::iter).filter_map(|(name, element)| {
        let id = element.as_object()?.object("spec")?.get("id")?.as_number()?;
        Some((Cow::Owned(id.to_i64().to_string()), Cow::Owned(name.to_unicode().ok()?)))
    });
    let named = by_first(named.collect());
    let once = |index: usize, id: &str| {
        let is = |index: Option<usize>| {
            index.and_then(|index| named.get(index)).is_some_and(|(other, _)| other == id)
        };
        !is(index.checked_sub(1)) && !is(index.checked_add(1))
    };
    let kept = named.iter().enumerate().filter(|(index, (id, _))| once(*index, id));
    kept.map(|(_, pair)| pair.clone()).collect()
}

/// Renames elements, and the items of the layout that show them.
///
/// An element that has a name which another one gets takes the name that becomes free.
fn rename(document: &mut Object<'_>, names: &[(String, String)]) {
    let Some(spec) = document.object_mut("spec").filter(|_| !names.is_empty()) else { return };
    let Some(elements) = spec.object_mut("elements") else { return };
    let present =
        sorted(elements.iter().map(|(name, _)| name.to_text()).collect(), |left: &Cow<'_, str>, right| {
            left.cmp(right)
        });
    let is_present = |name: &str| present.binary_search_by(|other| (**other).cmp(name)).is_ok();
    let wanted = names.iter().filter(|(old, _)| is_present(old));
    let plan = by_first(wanted.map(|(old, new)| (old.into(), new.into())).collect());
    let freed = by_first(plan.iter().map(|(old, new)| (new.clone(), old.clone())).collect());
    let unplanned = present.iter().filter(|name| find(&plan, name).is_none());
    let exchanged = unplanned.filter_map(|name| {
        let mut end = find(&freed, name)?;
        while let Some(old) = find(&freed, end) {
            end = old;
        }
        Some((Cow::Owned(name.to_string()), Cow::Owned(end.to_owned())))
    });
    let exchanged: Names<'_> = exchanged.collect();
    drop(present);
    let plan = by_first(plan.into_iter().chain(exchanged).collect());
    let renamed = elements.take_all().into_iter().map(|member| {
        let name = find(&plan, &member.name.to_text()).map(str::to_owned);
        (name.map_or_else(|| member.name.into(), crate::json::Name::from), member.value)
    });
    let renamed = object(renamed.collect::<Vec<_>>());
    spec.set("elements", renamed);
    if let Some(layout) = spec.get_mut("layout") {
        rename_references(layout, &plan);
    }
}

/// Recursive, at most as deep as the document is.
fn rename_references(value: ValueMut<'_, '_>, names: &[(Cow<'_, str>, Cow<'_, str>)]) {
    match value {
        ValueMut::Object(object) => {
            let name = object.text("name").filter(|_| object.has_text("kind", "ElementReference"));
            if let Some(new) = name.and_then(|name| find(names, &name)).map(str::to_owned) {
                object.set("name", new);
            }
            object.iter_mut().for_each(|(_, value)| rename_references(value, names));
        }
        ValueMut::Array(list) => Array::iter_mut(list).for_each(|value| rename_references(value, names)),
        ValueMut::Leaf(_) => {}
    }
}

/// Returns the paths of the elements that the layout shows and that are not there.
fn missing(document: &Object<'_>) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    if let Some((elements, layout)) =
        document.object("spec").and_then(|spec| Some((spec.object("elements")?, spec.get("layout")?)))
    {
        let mut shown = Vec::new();
        references(layout, &mut shown);
        let present =
            by_first(elements.iter().map(|(name, _)| (name.to_text(), Cow::Borrowed(""))).collect());
        found.extend(shown.into_iter().filter(|name| find(&present, name).is_none()));
    }
    found.into_iter().map(|name| ["spec", "elements", &*name].map(str::to_owned).to_vec()).collect()
}

/// Collects the names of the elements that are shown; recursive, at most as deep as the document is.
fn references<'v>(value: &'v Value<'_>, shown: &mut Vec<Cow<'v, str>>) {
    match value {
        Value::Object(object) => {
            shown.extend(object.text("name").filter(|_| object.has_text("kind", "ElementReference")));
            object.iter().for_each(|(_, value)| references(value, shown));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, shown)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Arena, parse};

    /// Renames elements, each of which the layout shows; the names in both places afterwards.
    fn check(names: &[(&str, &str)], before: &[&str], after: &[&str]) {
        let elements: Vec<String> = before.iter().map(|name| format!(r#""{name}":{{}}"#)).collect();
        let items: Vec<String> =
            before.iter().map(|name| format!(r#"{{"kind":"ElementReference","name":"{name}"}}"#)).collect();
        let text =
            format!(r#"{{"spec":{{"elements":{{{}}},"layout":[{}]}}}}"#, elements.join(","), items.join(","));
        let arena = Arena::new();
        let mut root = parse(&arena, text.as_bytes()).unwrap().root;
        let names: Vec<(String, String)> =
            names.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
        rename(root.as_mut().into_object().unwrap(), &names);
        let elements = root.pointer("/spec/elements").and_then(Value::as_object).unwrap();
        assert_eq!(elements.iter().map(|(name, _)| name.to_text()).collect::<Vec<_>>(), after);
        let layout = root.pointer("/spec/layout").and_then(Value::as_array).unwrap();
        assert_eq!(layout.objects().filter_map(|item| item.text("name")).collect::<Vec<_>>(), after);
    }

    #[test]
    fn elements_and_references_get_their_names() {
        check(&[("panel-4", "soil"), ("panel-5", "gone")], &["panel-4", "panel-7"], &["soil", "panel-7"]);
        check(&[("a", "b"), ("b", "a")], &["a", "b", "c"], &["b", "a", "c"]);
        check(&[("panel-4", "panel-9")], &["panel-4", "panel-9"], &["panel-9", "panel-4"]);
        check(&[("a", "b"), ("b", "c")], &["a", "b", "c"], &["b", "c", "a"]);
    }

    #[test]
    fn elements_are_paired_by_panel_id() {
        let arena = Arena::new();
        let read = |text: &'static str| parse(&arena, text.as_bytes()).unwrap().root;
        let back = read(
            r#"{"spec":{"elements":{"panel-1":{"spec":{"id":1}},"panel-2":{"spec":{"id":2}},"panel-3":{"spec":{"id":3}}}}}"#,
        );
        let origin = read(
            r#"{"spec":{"elements":{"a":{"spec":{"id":1.0}},"b":{"spec":{"id":2}},"c":{"spec":{"id":2}},"panel-3":{"spec":{"id":3}},"e":{}}}}"#,
        );
        assert_eq!(renames(&back, &origin), [("panel-1".to_owned(), "a".to_owned())]);
    }
}

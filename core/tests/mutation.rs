//! Changes to a tree, against a model that is too simple to be wrong.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use dashlift::json::{Arena, Draft, Object, ValueMut, array, object, parse};
use proptest::prelude::*;

/// One change of an object whose members are texts.
#[derive(Debug, Clone)]
enum Change {
    Set(String, String),
    Insert(usize, String, String),
    Remove(String),
    Rename(String, String),
    Replace(String, String, String),
    Retain(String),
}

fn change() -> impl Strategy<Value = Change> {
    let name = || "[a-e\"é]{1,2}";
    prop_oneof![
        (name(), name()).prop_map(|(name, value)| Change::Set(name, value)),
        (0..6usize, name(), name()).prop_map(|(index, name, value)| Change::Insert(index, name, value)),
        name().prop_map(Change::Remove),
        (name(), name()).prop_map(|(old, new)| Change::Rename(old, new)),
        (name(), name(), name()).prop_map(|(old, new, value)| Change::Replace(old, new, value)),
        name().prop_map(Change::Retain),
    ]
}

type Model = Vec<(String, String)>;

fn place(model: &Model, name: &str) -> Option<usize> {
    model.iter().position(|(known, _)| known == name)
}

fn change_model(model: &mut Model, change: Change) {
    match change {
        Change::Set(name, value) => match place(model, &name) {
            Some(index) => model[index].1 = value,
            None => model.push((name, value)),
        },
        Change::Insert(index, name, value) => {
            let mark = model.get(index).cloned().filter(|(known, _)| *known != name);
            let old = place(model, &name);
            model.retain(|(known, _)| *known != name);
            let index = match (mark, old) {
                (Some((mark, _)), _) => place(model, &mark).unwrap(),
                (None, Some(old)) if index == old => old,
                _ => model.len(),
            };
            model.insert(index, (name, value));
        }
        Change::Remove(name) => model.retain(|(known, _)| *known != name),
        Change::Rename(old, new) => {
            if let Some(index) = place(model, &old) {
                let value = model[index].1.clone();
                change_model(model, Change::Replace(old, new, value));
            }
        }
        Change::Replace(old, new, value) => {
            if let Some(index) = place(model, &old) {
                model[index] = (new, value);
            }
        }
        Change::Retain(gone) => model.retain(|(_, value)| *value != gone),
    }
}

fn change_object(object: &mut Object<'_>, change: Change) {
    match change {
        Change::Set(name, value) => drop(object.set(name, value)),
        Change::Insert(index, name, value) => object.insert(index, name, value),
        Change::Remove(name) => drop(object.remove(&name)),
        Change::Rename(old, new) => drop(object.rename(&old, new)),
        Change::Replace(old, new, value) => drop(object.replace(&old, new, value)),
        Change::Retain(gone) => object.retain(|_, value| !value.is_text(&gone)),
    }
}

/// Whether no other member has the new name already; that one has a test of its own.
fn is_clear(model: &Model, change: &Change) -> bool {
    let (old, new) = match change {
        Change::Rename(old, new) | Change::Replace(old, new, _) => (old, new),
        _ => return true,
    };
    place(model, new).is_none() || old == new
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn objects_change_as_the_model_does(changes in prop::collection::vec(change(), 1..30)) {
        let arena = Arena::new();
        let mut root = parse(&arena, br#"{"a":"1","b":"2","c":"3"}"#).unwrap().root;
        let mut model: Model =
            [("a", "1"), ("b", "2"), ("c", "3")].map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        for change in changes.into_iter() {
            if !is_clear(&model, &change) {
                continue;
            }
            change_object(root.as_mut().into_object().unwrap(), change.clone());
            change_model(&mut model, change);
            let found: Model = root
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| (name.to_text().into_owned(), value.as_text().unwrap().into_owned()))
                .collect();
            prop_assert_eq!(&found, &model);
            let written = root.to_json();
            prop_assert_eq!(parse(&Arena::new(), written.as_bytes()).unwrap().root.to_json(), written);
        }
    }
}

fn check(input: &str, change: impl FnOnce(ValueMut<'_, '_>), expected: &str) {
    let arena = Arena::new();
    let mut root = parse(&arena, input.as_bytes()).unwrap().root;
    change(root.as_mut());
    assert_eq!(root.to_json(), expected);
}

#[test]
fn a_renamed_member_keeps_its_place_and_its_twin_goes() {
    check(
        r#"{"x":1,"a":2,"y":3}"#,
        |root| assert!(root.into_object().unwrap().rename("a", "y")),
        r#"{"x":1,"y":2}"#,
    );
    check(
        r#"{"y":1,"a":2,"x":3}"#,
        |root| assert!(root.into_object().unwrap().rename("a", "y")),
        r#"{"y":2,"x":3}"#,
    );
    check(r#"{"a":1}"#, |root| assert!(!root.into_object().unwrap().rename("b", "y")), r#"{"a":1}"#);
}

#[test]
fn arrays_change_in_place() {
    let list = r#"[3,"x",{"a":[]},1]"#;
    check(list, |root| root.into_array().unwrap().push("y"), r#"[3,"x",{"a":[]},1,"y"]"#);
    check(list, |root| root.into_array().unwrap().insert(1, true), r#"[3,true,"x",{"a":[]},1]"#);
    check(list, |root| _ = root.into_array().unwrap().remove(2), r#"[3,"x",1]"#);
    check(list, |root| _ = root.into_array().unwrap().set(9, "past the end"), list);
    check(list, |root| root.into_array().unwrap().retain(|value| value.as_number().is_some()), "[3,1]");
    check(
        list,
        |root| {
            let inner = root.into_array().unwrap().objects_mut().next().unwrap();
            inner.array_mut("a").unwrap().push(object([("b", array([1.5, 2.0]))]));
        },
        r#"[3,"x",{"a":[{"b":[1.5,2]}]},1]"#,
    );
    check(
        "[[2,0],[1,1],[2,2],[1,3]]",
        |root| {
            let key = |value: &dashlift::json::Value<'_>| value.as_array().unwrap().get(0).unwrap().to_json();
            root.into_array().unwrap().sort_by(|left, right| key(left).cmp(&key(right)));
        },
        "[[1,1],[1,3],[2,0],[2,2]]",
    );
}

#[test]
fn new_text_is_escaped_and_taken_values_keep_their_spelling() {
    check(
        r#"{"old":"\u0041\/","n":1.10}"#,
        |root| {
            let object = root.into_object().unwrap();
            let (old, number) = (object.remove("old").unwrap(), object.remove("n").unwrap());
            object.set("new\n", Draft::from("a\"b\\\u{1}\u{7f}é"));
            object.set("list", array([old, number]));
        },
        "{\"new\\n\":\"a\\\"b\\\\\\u0001\u{7f}é\",\"list\":[\"\\u0041\\/\",1.10]}",
    );
}

//! What no case of one part can say: both ways of the layout, with elements that say nothing.

use super::super::path::Path;
use super::super::reading::{Purpose, Reading};
use super::super::schema::{In, Type};
use super::{LAYOUT, down, up};
use crate::engine::{Context, Notes, Options};
use crate::json::{Arena, Array, Object, Value, array, parse};

/// Reads a layout, makes it classic, and writes each panel as `id@x,y,w,h`, a row as `row id@y[what is inside]`; then
/// come the losses.
fn lowered(layout: &str, elements: &[&str]) -> (String, Vec<String>) {
    let (context, options, arena) = (Context::default(), Options::default(), Arena::new());
    let mut notes = Notes::new(&context, &options);
    let elements = elements.iter().zip(1..);
    let elements: Vec<_> =
        elements.map(|(name, id)| format!(r#""{name}":{{"kind":"Panel","spec":{{"id":{id}}}}}"#)).collect();
    let text = format!(r#"{{"layout":{layout},"elements":{{{}}}}}"#, elements.join(","));
    let mut parsed = parse(&arena, text.as_bytes()).expect("JSON");
    let spec = parsed.root.as_mut().into_object().expect("an object");
    let mut reading = Reading { version: In::Alpha, purpose: Purpose::Down, notes: &mut notes };
    let at = Path::Root("/spec");
    let slot = spec.get_mut("layout").expect("a layout");
    let read = reading.read(slot, &Type::Variants(&LAYOUT), &at.member("layout")).expect("a readable layout");
    if let Some(read) = read {
        spec.set("layout", read);
    }
    let layout = spec.take("layout").expect("a layout");
    let shown = match down(layout, spec.object_mut("elements").expect("elements"), &mut notes) {
        Ok(panels) => {
            spec.set("panels", array(panels));
            shown(spec)
        }
        Err(error) => format!("{} at {}", error.message, error.at),
    };
    let losses = notes.losses.iter().map(|loss| format!("{} {}", loss.code.code(), loss.at)).collect();
    (shown, losses)
}

fn shown(parent: &Object<'_>) -> String {
    let number = |object: Option<&Object<'_>>, name| match object.and_then(|object| object.get(name)) {
        Some(value) => value.to_json(),
        None => "-".to_owned(),
    };
    let mut out = Vec::new();
    for panel in parent.array("panels").into_iter().flat_map(Array::objects) {
        let (id, place) = (number(Some(panel), "id"), panel.object("gridPos"));
        if panel.has_text("type", "row") {
            out.push(format!("row {id}@{}[{}]", number(place, "y"), shown(panel)));
        } else {
            let place = ["x", "y", "w", "h"].map(|name| number(place, name));
            out.push(format!("{id}@{}", place.join(",")));
        }
    }
    out.join(" ")
}

fn grid(items: &[(&str, i64)]) -> String {
    let item = |(name, y): &(&str, i64)| {
        format!(r#"{{"spec":{{"y":{y},"width":4,"height":8,"element":{{"name":"{name}"}}}}}}"#)
    };
    let items: Vec<_> = items.iter().map(item).collect();
    format!(r#"{{"kind":"GridLayout","spec":{{"items":[{}]}}}}"#, items.join(","))
}

fn rows(rows: &[(&str, &str)]) -> String {
    let row = |(members, layout): &(&str, &str)| format!(r#"{{"spec":{{{members}"layout":{layout}}}}}"#);
    let rows: Vec<_> = rows.iter().map(row).collect();
    format!(r#"{{"kind":"RowsLayout","spec":{{"rows":[{}]}}}}"#, rows.join(","))
}

#[test]
fn layouts_become_positions_and_rows() {
    let check = |layout: &str, expected: &str, losses: &[&str]| {
        let (shown, told) = lowered(layout, &["panel-1", "panel-2"]);
        assert_eq!((shown.as_str(), told), (expected, losses.iter().map(ToString::to_string).collect()));
    };
    let (a, b) = (grid(&[("panel-1", 0)]), grid(&[("panel-2", 1)]));
    check(&grid(&[("panel-2", 3), ("panel-1", -1), ("panel-2", 9)]), "2@0,3,4,8 1@0,-1,4,8 2@0,9,4,8", &[]);
    check(&rows(&[("", &a), (r#""collapse":true,"#, &b)]), "row 3@0[] 1@0,0,4,8 row 4@8[2@0,10,4,8]", &[]);
    check(
        &rows(&[("", &b), (r#""hideHeader":true,"title":"T","#, &a)]),
        "row 3@0[] 2@0,1,4,8 1@0,0,4,8",
        &[
            "not-representable /spec/layout/spec/rows/1/spec/title",
            "merged /spec/layout/spec/rows/1/spec/hideHeader",
        ],
    );
    check(
        &rows(&[(r#""collapse":true,"fillScreen":false,"#, &rows(&[("", &a)])), ("", &b)]),
        "row 3@0[] row 4@1[] 1@0,1,4,8 row 5@9[] 2@0,10,4,8",
        &[
            "not-representable /spec/layout/spec/rows/0/spec/collapse",
            "not-representable /spec/layout/spec/rows/0/spec/layout/kind",
        ],
    );
    check(
        &a.replace("GridLayout", "OddLayout"),
        "",
        &[
            "dropped-by-format /spec/layout",
            "not-representable /spec/elements/panel-1",
            "not-representable /spec/elements/panel-2",
        ],
    );
    check(
        &grid(&[("panel-1", 0), ("x", 0)]),
        "failed to convert dashboard spec: failed to convert panels: panel with uid x not found in the dashboard elements \
         at /spec/layout/spec/items/1/spec/element/name",
        &[],
    );
}

#[test]
fn panels_become_items_and_rows() {
    let check = |panels: &str, expected: &str, losses: &[&str]| {
        let (context, options, arena) = (Context::default(), Options::default(), Arena::new());
        let mut notes = Notes::new(&context, &options);
        let mut parsed = parse(&arena, panels.as_bytes()).expect("JSON");
        let Value::Array(taken) = std::mem::take(&mut parsed.root) else { panic!("no list: {panels}") };
        let (elements, layout) = up(taken, &Path::Root("/spec"), &arena, &mut notes);
        let panels = Array::empty(&arena);
        let told: Vec<_> =
            notes.losses.iter().map(|loss| format!("{} {}", loss.code.code(), loss.at)).collect();
        panels.push(layout);
        panels.push(elements);
        let spec = panels.get(0).and_then(Value::as_object).and_then(|layout| layout.get("spec"));
        let shown = spec.map(|spec| spec.to_json().replace('"', "")).unwrap_or_default();
        let shown = shown.replace("kind:GridLayoutItem,", "").replace("kind:ElementReference,", "");
        assert_eq!((shown.as_str(), told), (expected, losses.iter().map(ToString::to_string).collect()));
        let names = panels.get(1).and_then(Value::as_object).map(Object::len);
        assert_eq!(names, Some(2), "{shown}");
    };
    check(
        r#"[{"id":1,"gridPos":{"x":"2","y":3.7,"h":true}},{"id":2,"gridPos":{"x":-1e19},"repeat":"v","repeatDirection":"h"},7]"#,
        "{items:[{spec:{x:2,y:3,width:6,height:3,element:{name:panel-1}}},\
         {spec:{x:-9223372036854775808,y:0,width:6,height:3,element:{name:panel-2},repeat:{mode:variable,value:v,direction:h}}}]}",
        &[
            "dropped-by-format /spec/panels/0/gridPos/h",
            "dropped-by-format /spec/panels/1/gridPos/x",
            "dropped-by-format /spec/panels/2",
        ],
    );
    check(
        r#"[{"id":1.5,"gridPos":{"y":3}},{"type":"row","gridPos":{"x":0,"y":5,"w":24,"h":1},"links":[{"title":"t"}]},
            {"id":1.6,"gridPos":{"y":6}},{"id":4}]"#,
        "{rows:[{kind:RowsLayoutRow,spec:{title:,collapse:false,hideHeader:true,layout:{kind:GridLayout,spec:{items:[\
         {spec:{x:0,y:0,width:6,height:3,element:{name:panel-1}}}]}}}},\
         {kind:RowsLayoutRow,spec:{title:,collapse:false,layout:{kind:GridLayout,spec:{items:[\
         {spec:{x:0,y:0,width:6,height:3,element:{name:panel-1}}},\
         {spec:{x:0,y:0,width:6,height:3,element:{name:panel-4}}}]}}}}]}",
        &[
            "dropped-by-format /spec/panels/0",
            "defaulted /spec/panels/0/gridPos/y",
            "dropped-by-format /spec/panels/1/links/0",
        ],
    );
}

#[test]
fn an_element_that_is_placed_often_is_copied() {
    let items: Vec<(&str, i64)> = (0..1_000).map(|line| ("panel-1", line)).collect();
    let (shown, losses) = lowered(&grid(&items), &["panel-1"]);
    assert_eq!((shown.matches("1@0,").count(), losses.len()), (1_000, 0));
}

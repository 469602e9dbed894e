//! What becomes of layouts when their classic panels are edited.

use super::{documents, options, value};
use dashlift::{Carry, Context, Options, migrate};
use serde_json::{Value, json};

/// Makes a dashboard of panels `a`, `b`, … with ids from 1 and a layout.
fn with_layout(panels: &str, layout: Value) -> Value {
    let element = |(id, name): (usize, char)| {
        (
            name.to_string(),
            json!({"kind": "Panel", "spec": {"id": id + 1, "title": name.to_string(), "data": {"kind": "QueryGroup", "spec": {"queries": []}}, "vizConfig": {"kind": "VizConfig", "group": "stat"}}}),
        )
    };
    let elements: serde_json::Map<String, Value> = panels.chars().enumerate().map(element).collect();
    json!({"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "mill"},
           "spec": {"title": "Mill", "elements": elements, "layout": layout}})
}

fn reference(name: char) -> Value {
    json!({"kind": "ElementReference", "name": name.to_string()})
}

/// Makes a grid of panels, one below the other.
fn grid(panels: &str) -> Value {
    let item = |(line, name)| json!({"kind": "GridLayoutItem", "spec": {"x": 0, "y": line * 4, "width": 12, "height": 4, "element": reference(name)}});
    let items: Vec<Value> = panels.chars().enumerate().map(item).collect();
    json!({"kind": "GridLayout", "spec": {"items": items}})
}

fn auto_grid(panels: &str) -> Value {
    let item = |name| json!({"kind": "AutoGridLayoutItem", "spec": {"element": reference(name)}});
    let items: Vec<Value> = panels.chars().map(item).collect();
    json!({"kind": "AutoGridLayout", "spec": {"columnWidthMode": "narrow", "rowHeightMode": "short", "items": items}})
}

/// What is not shown always.
fn conditional() -> Value {
    json!({"kind": "ConditionalRenderingGroup", "spec": {"visibility": "show", "condition": "and", "items": [{"kind": "ConditionalRenderingVariable", "spec": {"variable": "v", "operator": "equals", "value": "1"}}]}})
}

fn tab(title: &str, layout: Value) -> Value {
    json!({"kind": "TabsLayoutTab", "spec": {"title": title, "layout": layout, "conditionalRendering": conditional()}})
}

fn tabs(tabs: &[Value]) -> Value {
    json!({"kind": "TabsLayout", "spec": {"tabs": tabs}})
}

fn row(title: &str, layout: Value) -> Value {
    json!({"kind": "RowsLayoutRow", "spec": {"title": title, "collapse": false, "layout": layout, "conditionalRendering": conditional()}})
}

fn rows(rows: &[Value]) -> Value {
    json!({"kind": "RowsLayout", "spec": {"rows": rows}})
}

/// Writes a layout in short: `Tabs(A?: Grid(a@0 b@4), B: Auto(c))`; what is not shown always has a question mark.
fn short(layout: &Value) -> String {
    let spec = &layout["spec"];
    let list = |name: &str, write: fn(&Value) -> String| {
        let items: Vec<String> = spec[name].as_array().unwrap().iter().map(write).collect();
        items.join(" ")
    };
    let held = |item: &Value| {
        let spec = &item["spec"];
        let asks = if spec["conditionalRendering"].is_null() { "" } else { "?" };
        format!("{}{asks}:{}", spec["title"].as_str().unwrap_or("-"), short(&spec["layout"]))
    };
    let name = |item: &Value| item["spec"]["element"]["name"].as_str().unwrap().to_owned();
    match layout["kind"].as_str().unwrap() {
        "TabsLayout" => format!("Tabs({})", list("tabs", held)),
        "RowsLayout" => format!("Rows({})", list("rows", held)),
        "AutoGridLayout" => format!("Auto({})", list("items", name)),
        _ => format!(
            "Grid({})",
            list("items", |item| format!(
                "{}@{}",
                item["spec"]["element"]["name"].as_str().unwrap(),
                item["spec"]["y"]
            ))
        ),
    }
}

type Edit = fn(&mut Vec<Value>);

/// The panel of an id, wherever it is.
fn panel(panels: &mut [Value], id: usize) -> &mut Value {
    let found = panels.iter().position(|panel| panel["id"] == json!(id) && panel["type"] != "row");
    &mut panels[found.unwrap_or(0)]
}

fn row_panel<'p>(panels: &'p mut [Value], title: &str) -> &'p mut Value {
    let found = panels.iter().position(|panel| panel["title"] == json!(title) && panel["type"] == "row");
    &mut panels[found.unwrap_or(0)]
}

fn new_panel(line: usize) -> Value {
    json!({"id": 90, "type": "text", "title": "New", "gridPos": {"x": 12, "y": line, "w": 12, "h": 4}})
}

fn new_row(line: usize) -> Value {
    json!({"id": 91, "type": "row", "title": "New", "collapsed": false, "panels": [], "gridPos": {"x": 0, "y": line, "w": 24, "h": 1}})
}

/// Edits of a classic dashboard's panels, by name.
const EDITS: [(&str, Edit); 12] = [
    ("nothing", |_| ()),
    ("retitle panel", |panels| panel(panels, 1)["title"] = json!("Other")),
    ("move b", |panels| panel(panels, 2)["gridPos"]["x"] = json!(6)),
    ("swap a and b", |panels| {
        let places = [1, 2].map(|id| panel(panels, id)["gridPos"].clone());
        for (id, place) in [2, 1].into_iter().zip(places) {
            panel(panels, id)["gridPos"] = place;
        }
    }),
    ("add panel at the end", |panels| panels.push(new_panel(30))),
    ("add panel to the first row", |panels| panels.insert(1, new_panel(1))),
    ("remove a", |panels| panels.retain(|panel| panel["id"] != json!(1) || panel["type"] == "row")),
    ("remove c", |panels| panels.retain(|panel| panel["id"] != json!(3) || panel["type"] == "row")),
    ("rename row", |panels| {
        if panels[0]["type"] == "row" {
            row_panel(panels, "A")["title"] = json!("Z");
        }
    }),
    ("add row", |panels| {
        panels.push(new_row(30));
        panels.push(new_panel(31));
    }),
    ("exchange rows", |panels| {
        if panels[0]["type"] == "row" {
            row_panel(panels, "A")["title"] = json!("-");
            row_panel(panels, "B")["title"] = json!("A");
            row_panel(panels, "-")["title"] = json!("B");
        }
    }),
    ("remove all", Vec::clear),
];

/// An edit, what becomes of the layout, and what is told.
type Expected = (&'static str, &'static str, &'static str);

/// What becomes of each layout after each edit.
const EXPECTED: [(&str, [Expected; 12]); 6] = [
    (
        "tabs",
        [
            ("nothing", "Tabs(A?:Grid(a@0 b@4) B?:Grid(c@0) C?:Grid())", ""),
            ("retitle panel", "Tabs(A?:Grid(a@0 b@4) B?:Grid(c@0) C?:Grid())", ""),
            ("move b", "Tabs(A?:Grid(a@0 b@4) B?:Grid(c@0) C?:Grid())", ""),
            ("swap a and b", "Tabs(A?:Grid(a@4 b@0) B?:Grid(c@0) C?:Grid())", ""),
            ("add panel at the end", "Tabs(A?:Grid(a@0 b@4) B?:Grid(c@0) C?:Grid(panel-90@15))", ""),
            ("add panel to the first row", "Tabs(A?:Grid(panel-90@0 a@0 b@4) B?:Grid(c@0) C?:Grid())", ""),
            ("remove a", "Tabs(A?:Grid(b@4) B?:Grid(c@0) C?:Grid())", ""),
            ("remove c", "Tabs(A?:Grid(a@0 b@4) B?:Grid() C?:Grid())", ""),
            ("rename row", "Tabs(Z?:Grid(a@0 b@4) B?:Grid(c@0) C?:Grid())", ""),
            ("add row", "Rows(A:Grid(a@0 b@4) B:Grid(c@0) C:Grid() New:Grid(panel-90@0))", "/spec/layout"),
            ("exchange rows", "Rows(B:Grid(a@0 b@4) A:Grid(c@0) C:Grid())", "/spec/layout"),
            ("remove all", "Grid()", "/spec/layout"),
        ],
    ),
    (
        "auto",
        [
            ("nothing", "Tabs(A?:Grid(a@0 b@4) B?:Auto(c d))", ""),
            ("retitle panel", "Tabs(A?:Grid(a@0 b@4) B?:Auto(c d))", ""),
            ("move b", "Tabs(A?:Grid(a@0 b@4) B?:Auto(c d))", ""),
            ("swap a and b", "Tabs(A?:Grid(a@4 b@0) B?:Auto(c d))", ""),
            (
                "add panel at the end",
                "Tabs(A?:Grid(a@0 b@4) B?:Grid(c@0 d@0 panel-90@20))",
                "/spec/layout/spec/tabs/1/spec/layout",
            ),
            ("add panel to the first row", "Tabs(A?:Grid(panel-90@0 a@0 b@4) B?:Auto(c d))", ""),
            ("remove a", "Tabs(A?:Grid(b@4) B?:Auto(c d))", ""),
            ("remove c", "Tabs(A?:Grid(a@0 b@4) B?:Grid(d@0))", "/spec/layout/spec/tabs/1/spec/layout"),
            ("rename row", "Tabs(Z?:Grid(a@0 b@4) B?:Auto(c d))", ""),
            ("add row", "Rows(A:Grid(a@0 b@4) B:Grid(c@0 d@0) New:Grid(panel-90@0))", "/spec/layout"),
            ("exchange rows", "Rows(B:Grid(a@0 b@4) A:Grid(c@0 d@0))", "/spec/layout"),
            ("remove all", "Grid()", "/spec/layout"),
        ],
    ),
    (
        "rows in tabs",
        [
            ("nothing", "Tabs(A?:Rows(R?:Grid(a@0 b@4) S?:Grid(c@0)) B?:Grid(d@0))", ""),
            ("retitle panel", "Tabs(A?:Rows(R?:Grid(a@0 b@4) S?:Grid(c@0)) B?:Grid(d@0))", ""),
            ("move b", "Tabs(A?:Rows(R?:Grid(a@0 b@4) S?:Grid(c@0)) B?:Grid(d@0))", ""),
            ("swap a and b", "Tabs(A?:Rows(R?:Grid(a@4 b@0) S?:Grid(c@0)) B?:Grid(d@0))", ""),
            (
                "add panel at the end",
                "Tabs(A?:Rows(R?:Grid(a@0 b@4) S?:Grid(c@0)) B?:Grid(d@0 panel-90@16))",
                "",
            ),
            (
                "add panel to the first row",
                "Rows(A:Grid(panel-90@0) R:Grid(a@-1 b@3) S:Grid(c@-1) B:Grid(d@0))",
                "/spec/layout",
            ),
            ("remove a", "Tabs(A?:Rows(R?:Grid(b@4) S?:Grid(c@0)) B?:Grid(d@0))", ""),
            (
                "remove c",
                "Tabs(A?:Rows(R?:Grid(a@0 b@4) S?:Grid()) B?:Grid(d@0))",
                "/spec/layout/spec/tabs/0/spec/layout/spec/rows/1/spec/layout/spec/items/spec.element.name=c",
            ),
            ("rename row", "Rows(Z:Grid() R:Grid(a@-1 b@3) S:Grid(c@-1) B:Grid(d@0))", "/spec/layout"),
            (
                "add row",
                "Rows(A:Grid() R:Grid(a@-1 b@3) S:Grid(c@-1) B:Grid(d@0) New:Grid(panel-90@0))",
                "/spec/layout",
            ),
            ("exchange rows", "Rows(B:Grid() R:Grid(a@-1 b@3) S:Grid(c@-1) A:Grid(d@0))", "/spec/layout"),
            ("remove all", "Grid()", "/spec/layout"),
        ],
    ),
    (
        "rows",
        [
            ("nothing", "Rows(A?:Grid(a@0 b@4) B?:Grid(c@0 d@4))", ""),
            ("retitle panel", "Rows(A?:Grid(a@0 b@4) B?:Grid(c@0 d@4))", ""),
            ("move b", "Rows(A?:Grid(a@0 b@4) B?:Grid(c@0 d@4))", ""),
            ("swap a and b", "Rows(A?:Grid(a@4 b@0) B?:Grid(c@0 d@4))", ""),
            ("add panel at the end", "Rows(A?:Grid(a@0 b@4) B?:Grid(c@0 d@4 panel-90@22))", ""),
            ("add panel to the first row", "Rows(A?:Grid(panel-90@1 a@0 b@4) B?:Grid(c@0 d@4))", ""),
            ("remove a", "Rows(A?:Grid(b@4) B?:Grid(c@0 d@4))", ""),
            ("remove c", "Rows(A?:Grid(a@0 b@4) B?:Grid(d@4))", ""),
            ("rename row", "Rows(Z:Grid(a@-1 b@3) B?:Grid(c@0 d@4))", "/spec/layout/spec/rows/spec.title=A"),
            ("add row", "Rows(A?:Grid(a@0 b@4) B?:Grid(c@0 d@4) New:Grid(panel-90@0))", ""),
            ("exchange rows", "Rows(B?:Grid(a@0 b@4) A?:Grid(c@0 d@4))", ""),
            ("remove all", "Grid()", "/spec/layout/spec/rows"),
        ],
    ),
    (
        "rows in rows",
        [
            ("nothing", "Rows(A?:Rows(R?:Grid(a@0 b@4)) B?:Grid(c@0 d@4))", ""),
            ("retitle panel", "Rows(A?:Rows(R?:Grid(a@0 b@4)) B?:Grid(c@0 d@4))", ""),
            ("move b", "Rows(A?:Rows(R?:Grid(a@0 b@4)) B?:Grid(c@0 d@4))", ""),
            ("swap a and b", "Rows(A?:Rows(R?:Grid(a@4 b@0)) B?:Grid(c@0 d@4))", ""),
            ("add panel at the end", "Rows(A?:Rows(R?:Grid(a@0 b@4)) B?:Grid(c@0 d@4 panel-90@21))", ""),
            (
                "add panel to the first row",
                "Rows(A:Grid(panel-90@0) R:Grid(a@-1 b@3) B:Grid(c@-1 d@3))",
                "/spec/layout/spec/rows",
            ),
            ("remove a", "Rows(A?:Rows(R?:Grid(b@4)) B?:Grid(c@0 d@4))", ""),
            ("remove c", "Rows(A?:Rows(R?:Grid(a@0 b@4)) B?:Grid(d@4))", ""),
            ("rename row", "Rows(Z:Grid() R:Grid(a@-1 b@3) B:Grid(c@-1 d@3))", "/spec/layout/spec/rows"),
            (
                "add row",
                "Rows(A:Grid() R:Grid(a@-1 b@3) B:Grid(c@-1 d@3) New:Grid(panel-90@0))",
                "/spec/layout/spec/rows",
            ),
            ("exchange rows", "Rows(B:Grid() R:Grid(a@-1 b@3) A:Grid(c@-1 d@3))", "/spec/layout/spec/rows"),
            ("remove all", "Grid()", "/spec/layout/spec/rows"),
        ],
    ),
    (
        "auto alone",
        [
            ("nothing", "Auto(a b c)", ""),
            ("retitle panel", "Auto(a b c)", ""),
            ("move b", "Grid(a@0 b@0 c@0)", "/spec/layout"),
            ("swap a and b", "Grid(a@0 b@0 c@0)", "/spec/layout"),
            ("add panel at the end", "Grid(a@0 b@0 c@0 panel-90@30)", "/spec/layout"),
            ("add panel to the first row", "Grid(a@0 panel-90@1 b@0 c@0)", "/spec/layout"),
            ("remove a", "Grid(b@0 c@0)", "/spec/layout"),
            ("remove c", "Grid(a@0 b@0)", "/spec/layout"),
            ("rename row", "Auto(a b c)", ""),
            ("add row", "Rows(:Grid(a@0 b@0 c@0) New:Grid(panel-90@0))", "/spec/layout"),
            ("exchange rows", "Auto(a b c)", ""),
            ("remove all", "Grid()", "/spec/layout"),
        ],
    ),
];

#[test]
fn layouts_come_back_after_edits() {
    let layouts = [
        ("tabs", tabs(&[tab("A", grid("ab")), tab("B", grid("c")), tab("C", grid(""))])),
        ("auto", tabs(&[tab("A", grid("ab")), tab("B", auto_grid("cd"))])),
        (
            "rows in tabs",
            tabs(&[tab("A", rows(&[row("R", grid("ab")), row("S", grid("c"))])), tab("B", grid("d"))]),
        ),
        ("rows", rows(&[row("A", grid("ab")), row("B", grid("cd"))])),
        ("rows in rows", rows(&[row("A", rows(&[row("R", grid("ab"))])), row("B", grid("cd"))])),
        ("auto alone", auto_grid("abc")),
    ];
    for ((name, layout), (expected_name, expected)) in layouts.iter().zip(EXPECTED) {
        assert_eq!(*name, expected_name);
        let context = Context::default();
        let text = with_layout("abcd", layout.clone()).to_string();
        let asked = Options { carry: Carry::Beside, ..options("42", &context) };
        let made = migrate(text.as_bytes(), &asked).unwrap();
        for ((edit, act), (expected_edit, expected, expected_unused)) in EDITS.iter().zip(expected) {
            let mut classic = value(&made.document);
            act(classic["panels"].as_array_mut().unwrap());
            let back = Options { complement: made.complement.clone(), ..options("v2beta1", &context) };
            let classic = classic.to_string();
            let back = migrate(classic.as_bytes(), &back).unwrap();
            let unused = back.report.warnings.iter().filter(|warning| warning.code == "complement-unused");
            let unused: Vec<&str> = unused.filter_map(|warning| warning.message.split('`').nth(1)).collect();
            let found = (*edit, short(&value(&back.document)["spec"]["layout"]), unused.join(" "));
            let expected = (expected_edit, expected.to_owned(), expected_unused.to_owned());
            assert_eq!(found, expected, "{name}");
        }
    }
}

/// The names of the elements that a layout shows.
fn references(layout: &Value, found: &mut Vec<String>) {
    match layout {
        Value::Object(object) if object.contains_key("element") => {
            found.push(object["element"]["name"].as_str().unwrap_or_default().to_owned());
        }
        Value::Object(object) => object.values().for_each(|value| references(value, found)),
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// Whatever is edited, a layout shows as many panels as there are, and none that is not there.
#[test]
fn edited_layouts_show_each_panel_once() {
    let context = Context::default();
    let mut tried = 0;
    for (name, document) in documents() {
        let Ok(found) = dashlift::detect(document.as_bytes()) else { continue };
        if found.version.as_deref() != Some("grafana@v2beta1") {
            continue;
        }
        let asked = Options { carry: Carry::Beside, ..options("grafana@42", &context) };
        let Ok(made) = migrate(document.as_bytes(), &asked) else { continue };
        for (edit, act) in EDITS {
            let mut classic = value(&made.document);
            let Some(panels) = classic["panels"].as_array_mut().filter(|panels| !panels.is_empty()) else {
                continue;
            };
            act(panels);
            let classic = classic.to_string();
            let back = |complement| {
                let back = Options { complement, ..options("grafana@v2beta1", &context) };
                let back = value(&migrate(classic.as_bytes(), &back).ok()?.document);
                let spec = back.get("spec").filter(|spec| spec.get("layout").is_some()).unwrap_or(&back);
                let mut shown = Vec::new();
                references(&spec["layout"], &mut shown);
                let is_there = |name: &String| spec["elements"].get(name).is_some();
                assert!(shown.iter().all(is_there), "{name} {edit}: {back}");
                Some(shown.len())
            };
            let Some(plain) = back(None) else { continue };
            tried += 1;
            assert_eq!(Some(plain), back(made.complement.clone()), "{name} {edit}\n{document}\n{classic}");
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn an_edited_order_stays_and_is_told() {
    let mut hidden = row("D", grid(""));
    hidden["spec"]["hideHeader"] = json!(true);
    let layout = rows(&[row("A", grid("a")), hidden, row("C", grid("b"))]);
    let context = Context::default();
    let asked = Options { carry: Carry::Beside, ..options("42", &context) };
    let text = with_layout("ab", layout).to_string();
    let made = migrate(text.as_bytes(), &asked).unwrap();
    for (by, expected, told) in [
        (0, "Rows(A?:Grid(a@0) D?:Grid() C?:Grid(b@0))", None),
        (2, "Rows(C?:Grid(b@0) A?:Grid(a@0) D?:Grid())", Some("/spec/layout/spec/rows")),
    ] {
        let mut classic = value(&made.document);
        classic["panels"].as_array_mut().unwrap().rotate_left(by);
        let classic = classic.to_string();
        let back = Options { complement: made.complement.clone(), ..options("v2beta1", &context) };
        let back = migrate(classic.as_bytes(), &back).unwrap();
        let mut unused = back.report.warnings.iter().filter(|warning| warning.code == "complement-unused");
        assert_eq!(short(&value(&back.document)["spec"]["layout"]), expected);
        assert_eq!(unused.next().and_then(|warning| warning.at.as_deref()), told);
    }
}

//! Dashboards made of many of one thing, for the loops of the steps, the rules and the report.

use serde_json::{Map, Value, json};

/// What a dashboard has many of.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// Returns the members that a number of the things make; the version is written beside them.
    members: fn(usize) -> Value,
}

/// Everything that a step, a rule or the report goes through.
pub(crate) const SHAPES: [Shape; 19] = [
    Shape { name: "top-level panels", members: |n| json!({"panels": many(n, panel)}) },
    Shape { name: "panels of one row", members: |n| json!({"panels": [row(many(n, panel))]}) },
    Shape { name: "row panels", members: |n| json!({"panels": many(n, |i| row(vec![panel(i)]))}) },
    Shape { name: "old rows", members: |n| json!({"rows": many(n, |i| old_row(i, vec![panel(i)]))}) },
    Shape { name: "panels of one old row", members: |n| json!({"rows": [old_row(0, many(n, panel))]}) },
    Shape { name: "panels with the same id", members: |n| json!({"panels": many(n, |_| panel(0))}) },
    Shape { name: "variables", members: |n| json!({"templating": {"list": many(n, variable)}}) },
    Shape { name: "options of a variable", members: options },
    Shape { name: "annotations", members: |n| json!({"annotations": {"list": many(n, annotation)}}) },
    Shape { name: "links of the dashboard", members: |n| json!({"links": many(n, link)}) },
    Shape { name: "links of a panel", members: |n| in_panel("links", many(n, link)) },
    Shape { name: "queries of a panel", members: |n| in_panel("targets", many(n, query)) },
    Shape { name: "CloudWatch queries of a panel", members: |n| in_panel("targets", many(n, cloudwatch)) },
    Shape { name: "statistics of a query", members: statistics },
    Shape {
        name: "overrides of a panel",
        members: |n| in_field_config("overrides", many(n, field_override)),
    },
    Shape { name: "mappings and thresholds of a panel", members: mappings },
    Shape {
        name: "transformations of a panel",
        members: |n| in_panel("transformations", many(n, transformation)),
    },
    Shape { name: "members of an object", members: object_members },
    Shape { name: "tabs of v2beta1, in tabs", members: tabs },
];

impl Shape {
    /// Returns a dashboard of a version that has a number of the things.
    pub(crate) fn dashboard(&self, version: u32, count: usize) -> Vec<u8> {
        let mut dashboard = json!({"title": "many", "schemaVersion": version});
        if let (Value::Object(dashboard), Value::Object(members)) = (&mut dashboard, (self.members)(count)) {
            dashboard.extend(members);
        }
        dashboard.to_string().into_bytes()
    }
}

fn many(count: usize, make: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..count).map(make).collect()
}

fn panel(index: usize) -> Value {
    let kind = ["graph", "table", "singlestat", "timeseries"][index % 4];
    json!({
        "id": index + 1,
        "type": kind,
        "title": format!("panel {index}"),
        "span": 4,
        "gridPos": {"x": index % 3 * 8, "y": index / 3 * 8, "w": 8, "h": 8},
        "datasource": format!("source {index}"),
        "targets": [{"expr": format!("up{{job=\"{index}\"}}")}],
        "styles": [],
        "links": [link(index)],
    })
}

fn row(panels: Vec<Value>) -> Value {
    json!({"type": "row", "title": "row", "collapsed": true, "panels": panels})
}

fn old_row(index: usize, panels: Vec<Value>) -> Value {
    json!({"title": format!("row {index}"), "height": "250px", "showTitle": true, "collapse": false, "panels": panels})
}

fn in_panel(name: &str, list: Vec<Value>) -> Value {
    let mut panel = panel(0);
    panel[name] = Value::Array(list);
    json!({"panels": [panel.clone()], "rows": [old_row(0, vec![panel])]})
}

fn in_field_config(name: &str, list: Vec<Value>) -> Value {
    let mut panel = panel(3);
    panel["fieldConfig"] = json!({"defaults": {"unit": "s"}, (name): list});
    json!({"panels": [panel]})
}

fn variable(index: usize) -> Value {
    json!({
        "name": format!("variable{index}"),
        "type": "query",
        "datasource": format!("source {index}"),
        "query": format!("label_values(up, job{index})"),
        "refresh": true,
        "hide": 0,
        "multi": true,
        "tags": ["a", "b"],
        "tagsQuery": "tags",
        "useTags": true,
        "current": {"text": "All", "value": "$__all"},
    })
}

fn options(count: usize) -> Value {
    let option = |index: usize| json!({"text": format!("option {index}"), "value": index.to_string(), "selected": true});
    let mut variable = variable(0);
    variable["current"] = json!({"text": many(count, |index| json!(index.to_string())), "value": null});
    variable["options"] = Value::Array(many(count, option));
    json!({"templating": {"list": [variable]}})
}

fn annotation(index: usize) -> Value {
    json!({
        "name": format!("annotation {index}"),
        "enable": true,
        "datasource": format!("source {index}"),
        "tags": ["a"],
        "dimensions": {},
        "namespace": "AWS/EC2",
        "region": "default",
        "prefixMatching": false,
        "statistics": ["Average", "Sum"],
    })
}

fn link(index: usize) -> Value {
    json!({"type": "dashboard", "title": format!("link {index}"), "dashboard": format!("board {index}"), "keepTime": true})
}

fn query(index: usize) -> Value {
    json!({"expr": format!("up{{job=\"{index}\"}}"), "datasource": format!("source {index}")})
}

fn cloudwatch(index: usize) -> Value {
    json!({
        "refId": format!("Q{index}"),
        "dimensions": {},
        "namespace": "AWS/EC2",
        "region": "default",
        "metricName": "CPUUtilization",
        "statistics": ["Average", "Sum", "Maximum"],
    })
}

fn statistics(count: usize) -> Value {
    let mut query = cloudwatch(0);
    query["statistics"] = Value::Array(many(count, |index| json!(format!("p{index}"))));
    in_panel("targets", vec![query])
}

fn field_override(index: usize) -> Value {
    json!({
        "matcher": {"id": "byName", "options": format!("field {index}")},
        "properties": [
            {"id": "custom.hideFrom", "value": {"viz": true}},
            {"id": "mappings", "value": [{"type": 1, "value": "1", "text": "up"}]},
        ],
    })
}

fn mappings(count: usize) -> Value {
    let value =
        |index: usize| json!({"id": index, "op": "=", "type": 1, "value": index.to_string(), "text": "up"});
    let range = |index: usize| {
        let (from, to) = (index.to_string(), (index + 1).to_string());
        json!({"id": index, "type": 2, "from": from, "to": to, "text": "up"})
    };
    let step = |index: usize| json!({"color": format!("#{index:06x}"), "value": index});
    let mut both = many(count, value);
    both.extend(many(count, range));
    let thresholds: Vec<String> = (0..count).map(|index| index.to_string()).collect();
    let old = json!({
        "id": 2,
        "type": "singlestat",
        "valueMaps": many(count, value),
        "rangeMaps": many(count, range),
        "mappingType": 1,
        "thresholds": thresholds.join(","),
        "colors": many(count, |index| json!(format!("#{index:06x}"))),
    });
    let defaults = json!({"mappings": both, "thresholds": {"mode": "absolute", "steps": many(count, step)}});
    let mut new = panel(3);
    new["fieldConfig"] = json!({"defaults": defaults, "overrides": []});
    json!({"panels": [new, old.clone()], "rows": [old_row(0, vec![old])]})
}

fn transformation(index: usize) -> Value {
    json!({"id": (["seriesToColumns", "labelsToFields", "organize"][index % 3]), "options": {"byField": index.to_string()}})
}

/// Tabs within tabs, ten by ten, each with a panel; a dashboard with a layout is no classic one whatever its version says.
fn tabs(count: usize) -> Value {
    let name = |index: usize| format!("panel-{index}");
    let element = |index: usize| {
        let spec = json!({"id": index + 1, "title": name(index), "vizConfig": {"kind": "VizConfig", "group": "text", "spec": {}}});
        (name(index), json!({"kind": "Panel", "spec": spec}))
    };
    let item = |index: usize| {
        let reference = json!({"kind": "ElementReference", "name": name(index)});
        json!({"kind": "GridLayoutItem", "spec": {"x": 0, "y": 0, "width": 12, "height": 8, "element": reference}})
    };
    let tab = |title: usize, layout: Value| json!({"kind": "TabsLayoutTab", "spec": {"title": title.to_string(), "layout": layout}});
    let inner = |index: usize| tab(index, json!({"kind": "GridLayout", "spec": {"items": [item(index)]}}));
    let outer = |index: usize| {
        let tabs: Vec<Value> = (index * 10..(index + 1) * 10).map(inner).collect();
        tab(index, json!({"kind": "TabsLayout", "spec": {"tabs": tabs}}))
    };
    let layout = json!({"kind": "TabsLayout", "spec": {"tabs": many(count / 10, outer)}});
    json!({"elements": (0..count).map(element).collect::<Map<_, _>>(), "layout": layout})
}

fn object_members(count: usize) -> Value {
    let member = |index: usize| (format!("member{index}"), json!(index));
    json!({"panels": [{"id": 1, "type": "graph", "options": (0..count).map(member).collect::<Map<_, _>>()}]})
}

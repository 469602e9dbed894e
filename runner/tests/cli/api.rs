//! Dashboards as objects of Grafana's API: one by one, in lists and ConfigMaps, as JSON and as YAML.

use crate::run::{Folder, Ran, example};

/// The example with tabs, rows and all kinds of variables.
fn tabs() -> String {
    std::fs::read_to_string(example("../v2/port-operations.v2beta1.json")).unwrap()
}

/// A resource of an API version with an old classic dashboard in it.
fn old(version: &str) -> String {
    format!(
        "{{\"apiVersion\": \"dashboard.grafana.app/{version}\", \"kind\": \"Dashboard\", \"metadata\": {{\"name\": \"a\"}},\n \"spec\": {{\"title\": \"A\", \"schemaVersion\": 16, \"panels\": []}}}}\n"
    )
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

fn lines(ran: &Ran) -> Vec<&str> {
    ran.text().lines().collect()
}

#[test]
fn the_classic_dashboard_in_a_resource_is_lifted_in_its_place() {
    for version in ["v0alpha1", "v1beta1", "v1"] {
        let folder = Folder::with(&[("a.json", &old(version))]);
        for to in [&[][..], &["--to", "grafana@42"], &["--to", "grafana 12.4"]] {
            let ran = folder.run(&[&["migrate", "a.json"], to].concat());
            assert_eq!(ran.stderr, "a.json#/spec: grafana@16 -> grafana@42: changed\n", "{version}");
            let lifted = json(ran.text());
            assert_eq!(lifted["apiVersion"], format!("dashboard.grafana.app/{version}"));
            assert_eq!(
                (&lifted["metadata"]["name"], &lifted["spec"]["schemaVersion"]),
                (&"a".into(), &42.into())
            );
        }
        folder.run(&["detect", "a.json"]).gives(
            0,
            "a.json#/spec: grafana@16 (classic), upgradable to grafana@42\n",
            "",
        );
    }
}

#[test]
fn a_resource_is_one_document_where_an_api_version_is_asked_for() {
    let folder = Folder::with(&[("a.json", &old("v1beta1"))]);
    let ran = folder.run(&["migrate", "a.json", "--to", "v2beta1", "--allow-loss", "all"]);
    assert!(ran.stderr.starts_with("a.json: grafana@v1beta1 -> grafana@v2beta1: changed"), "{ran:?}");
    let up = json(ran.text());
    assert_eq!((&up["metadata"]["name"], &up["spec"]["title"]), (&"a".into(), &"A".into()));
    let ran = folder.run(&["migrate", "a.json", "--to", "v1beta1"]);
    assert_eq!((ran.code, ran.text()), (0, old("v1beta1").as_str()), "it is there already: {ran:?}");
}

#[test]
fn a_conversion_that_loses_something_is_refused_unless_it_is_allowed() {
    let folder = Folder::with(&[("a.json", &tabs())]);
    let ran = folder.run(&["migrate", "a.json", "--to", "grafana@42"]);
    assert_eq!((ran.code, ran.text()), (3, ""), "{ran:?}");
    let told: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(told[0], "a.json: grafana@v2beta1 -> grafana@42: refused, something would be lost, 38 losses");
    let line = "  lost: 28 × member (not-representable), first at /spec/elements/moves-per-hour/spec/data/spec/queryOptions/timeCompare (grafana/v2beta1): v2alpha1 has no place for it: \"1d\"";
    assert!(told.len() == 5 && told.contains(&line), "{ran:?}");
    let ran = folder.run(&["migrate", "a.json", "--to", "grafana@42", "--allow-loss", "all"]);
    assert_eq!((ran.code, &json(ran.text())["schemaVersion"]), (0, &42.into()));
    let codes = "dropped-by-format,not-representable,merged,defaulted";
    assert_eq!(folder.run(&["migrate", "a.json", "--to", "42", "--allow-loss", codes]).code, 0);
    assert_eq!(folder.run(&["migrate", "a.json", "--to", "42", "--allow-loss", "merged"]).code, 3);
}

#[test]
fn the_losses_of_a_folder_are_a_table_and_whole_in_a_report() {
    let folder = Folder::with(&[("v2/a.json", &tabs()), ("v2/b.json", &tabs())]);
    let arguments = ["migrate", "v2", "--to", "42", "--out-dir", "classic"];
    let ran = folder.run(&arguments);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(!folder.path("classic").exists());
    let head = "losses             kind    count  dashboards  for example";
    let row = "not-representable  member     56           2  v2/a.json /spec/elements/moves-per-hour/spec/data/spec/queryOptions/timeCompare: \"1d\"";
    assert!(lines(&ran).contains(&head) && lines(&ran).contains(&row), "{ran:?}");
    let ran = folder.run(&[&arguments[..], &["--allow-loss", "all", "--report", "report.json"]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(json(&folder.read("classic/b.json"))["schemaVersion"], 42);
    let report = json(&folder.read("report.json"));
    let values = report["documents"][0]["report"]["losses"].as_array().unwrap();
    let actions = values.iter().find(|loss| loss["at"].as_str().unwrap().ends_with("/actions")).unwrap();
    assert_eq!(actions["value"][0]["fetch"]["headers"][0][0], "X-Crane");
    assert_eq!(report["documents"][0]["report"]["counts"]["source"]["panels"], 14);
    assert_eq!(report["totals"]["losses"]["not-representable"], 56);
}

#[test]
fn without_a_target_nothing_leaves_its_form() {
    let folder = Folder::with(&[("a.json", &tabs())]);
    let beta = "a.json: grafana@v2beta1 -> grafana@v2beta1: already there\n";
    folder.run(&["check", "a.json"]).gives(0, beta, "");
    folder.run(&["detect", "a.json"]).gives(0, "a.json: grafana@v2beta1, current\n", "");
    folder.run(&["diff", "a.json"]).gives(0, "", beta);
    folder.run(&["explain", "a.json"]).gives(0, beta, "");
    folder.run(&["check", "a.json", "--at-least", "v2beta1", "--to", "v2"]).gives(
        0,
        "a.json: grafana@v2beta1 -> grafana@v2: accepted as it is\n",
        "",
    );
    let alpha = folder.run(&["migrate", "a.json", "--to", "v2alpha1", "--allow-loss", "all", "-q"]);
    folder.write("alpha.json", &alpha.stdout);
    folder.run(&["detect", "alpha.json"]).gives(
        0,
        "alpha.json: grafana@v2alpha1, upgradable to grafana@v2beta1\n",
        "",
    );
    assert_eq!(folder.run(&["check", "alpha.json"]).code, 2);
}

#[test]
fn a_failure_that_grafana_would_answer_is_an_error_with_that_answer() {
    let missing = "{\"apiVersion\": \"dashboard.grafana.app/v2beta1\", \"kind\": \"Dashboard\", \"spec\": {\"elements\": {}, \"layout\": {\"kind\": \"GridLayout\", \"spec\": {\"items\": [{\"kind\": \"GridLayoutItem\", \"spec\": {\"element\": {\"kind\": \"ElementReference\", \"name\": \"x\"}}}]}}}}\n";
    let folder = Folder::with(&[("a.json", missing)]);
    let ran = folder.run(&["migrate", "a.json", "--to", "v1beta1", "-o", "ndjson"]);
    assert_eq!((ran.code, ran.text()), (1, ""), "{ran:?}");
    let error = &json(&ran.stderr)["error"];
    assert_eq!(error["code"], "conversion-failed");
    assert_eq!(error["details"]["object"]["status"]["conversion"]["failed"], true);
}

#[test]
fn lists_and_config_maps_hold_resources() {
    let (tabs, old) = (tabs(), old("v1beta1"));
    let list = format!("{{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{tabs}, {old}]}}");
    let text = serde_json::to_string(&tabs).unwrap();
    let map =
        format!("{{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"data\": {{\"a.json\": {text}}}}}");
    let folder = Folder::with(&[("list.json", &list), ("map.json", &map)]);
    let ran = folder.run(&["check", "."]);
    assert_eq!(
        lines(&ran),
        [
            "list.json#/items/1/spec: grafana@16 -> grafana@42: would change",
            "1 would change, 2 are up to date"
        ]
    );
    let arguments = ["migrate", "-w", ".", "--to", "v1beta1", "--allow-loss", "all"];
    let ran = folder.run(&arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    let down = json(&folder.read("list.json"));
    assert_eq!(down["items"][0]["spec"]["title"], "Port operations");
    assert_eq!(down["items"][1]["spec"]["schemaVersion"], 16);
    let inner = json(json(&folder.read("map.json"))["data"]["a.json"].as_str().unwrap());
    assert_eq!(inner["apiVersion"], "dashboard.grafana.app/v1beta1");
}

#[test]
fn resources_may_be_written_as_yaml() {
    let yaml = "\
apiVersion: dashboard.grafana.app/v2beta1
kind: Dashboard
metadata:
  name: mill
spec:
  title: Mill
  elements: {}
  layout:
    kind: TabsLayout
    spec:
      tabs: []
";
    let classic = "\
# The mill.
apiVersion: dashboard.grafana.app/v1beta1
kind: Dashboard
spec:
  title: Mill # of the village
  schemaVersion: 41
  panels: []
";
    let folder = Folder::with(&[("v1.yaml", classic), ("v2.yaml", yaml)]);
    folder.run(&["detect", "v2.yaml"]).gives(0, "v2.yaml: grafana@v2beta1, current\n", "");
    let ran = folder.run(&["migrate", "v1.yaml", "--yaml-reformat"]);
    assert!(ran.stderr.starts_with("v1.yaml#/spec: grafana@41 -> grafana@42: changed"), "{ran:?}");
    assert!(ran.text().starts_with("# The mill.\napiVersion: dashboard.grafana.app/v1beta1\n"), "{ran:?}");
    let ran =
        folder.run(&["migrate", "v2.yaml", "--to", "v1beta1", "--allow-loss", "all", "--yaml-reformat"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.text().contains("apiVersion: dashboard.grafana.app/v1beta1\n"), "{ran:?}");
    assert!(ran.text().contains("schemaVersion: 42\n"), "{ran:?}");
}

#[test]
fn a_plan_says_what_is_lossy() {
    let folder = Folder::new();
    let ran = folder.run(&["plan", "grafana@v2beta1", "grafana@42"]);
    assert!(ran.code == 0 && ran.text().starts_with("grafana@v2beta1 -> grafana@42: 3 steps\n"), "{ran:?}");
    assert_eq!(ran.text().matches("[breaking, lossy]").count(), 3, "{ran:?}");
}

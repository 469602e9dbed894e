//! What goes into a complement comes back out of it.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod edits;
mod hostile;

use dashlift::{Carry, Context, Options, Outcome, migrate};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const LIBRARY: &str = "../conformance/vectors/grafana-api";

/// The ways of the test from each version; more of them with DASHLIFT_ALL_WAYS.
const WAYS: [(&str, &[&str]); 7] = [
    ("v0alpha1", &["v2alpha1"]),
    ("v1beta1", &["v2beta1"]),
    ("v1", &["v2"]),
    ("v2alpha1", &["v1beta1"]),
    ("v2beta1", &["42", "v1beta1", "v2alpha1"]),
    ("v2", &["v1"]),
    ("42", &["v2beta1"]),
];

fn options(to: &str, context: &Context) -> Options {
    Options { to: Some(to.to_owned()), context: Some(context.clone()), ..Options::default() }
}

fn value(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// Numbers as 64-bit floats.
fn floats(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(list) => list.into_iter().map(floats).collect(),
        Value::Object(object) => {
            Value::Object(object.into_iter().map(|(name, value)| (name, floats(value))).collect())
        }
        other => other,
    }
}

/// Goes to another version and back with what it cannot hold; whether there was a way.
fn check(name: &str, document: &str, from: &str, to: &str, context: &Context) -> bool {
    let carry = |carry| migrate(document.as_bytes(), &Options { carry, ..options(to, context) });
    let Ok(made) = carry(Carry::Beside) else { return false };
    let Some(complement) = made.complement.clone() else {
        assert_eq!(made.report.warnings.last().map(|warning| &*warning.code), Some("no-way-back"), "{name}");
        return false;
    };
    let plain = migrate(document.as_bytes(), &options(to, context)).unwrap();
    assert_eq!(plain.document, made.document, "{name}: carrying beside changes nothing");
    let stated = || Options { from: Some(made.report.to.clone()), ..options(from, context) };
    let back = Options { complement: Some(complement.clone()), ..stated() };
    returned(name, document, &migrate(&made.document, &back).unwrap(), &complement);
    renamed(name, &made, &Options { complement: Some(complement.clone()), ..stated() });
    match carry(Carry::Inside) {
        Err(error) => assert_eq!(error.code(), "invalid-option", "{name}: {error}"),
        Ok(inside) => {
            returned(name, document, &migrate(&inside.document, &stated()).unwrap(), &complement);
        }
    }
    true
}

fn returned(name: &str, document: &str, back: &Outcome<'_>, complement: &str) {
    assert!(
        floats(value(&back.document)) == floats(value(document.as_bytes())),
        "{name}\n{document}\n{}\n{complement}",
        String::from_utf8_lossy(&back.document)
    );
    assert!(
        back.report.warnings.iter().all(|warning| warning.code != "complement-unused"),
        "{name}: {complement}"
    );
    assert_eq!(back.report.losses, [], "{name}: nothing is lost of a document that is as it was");
}

/// Edits a title, which the complement holds nothing of.
fn renamed(name: &str, made: &Outcome<'_>, back: &Options) {
    let mut renamed = value(&made.document);
    for at in ["/title", "/spec/title"] {
        renamed.pointer_mut(at).into_iter().for_each(|title| *title = json!("Renamed"));
    }
    let renamed = renamed.to_string();
    let back = migrate(renamed.as_bytes(), back).unwrap();
    assert_eq!(back.report.losses, [], "{name}: what is restored is no loss");
}

fn documents() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in
        std::fs::read_dir(LIBRARY).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let vector = value(&std::fs::read(&path).unwrap());
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            found.extend(vector.get("input").map(|input| (name, input.to_string())));
        }
    }
    let more = std::env::var("DASHLIFT_DOCUMENTS").ok().map(|path| std::fs::read_to_string(path).unwrap());
    for (line, text) in more.iter().flat_map(|text| text.lines()).enumerate() {
        found.push((format!("line {line}"), value(text.as_bytes())["input"].to_string()));
    }
    found.sort();
    found
}

#[test]
fn documents_come_back_as_they_were() {
    let context = Context::from_json(
        r#"{"datasources": [{"uid": "p1", "name": "Prom", "type": "prometheus", "default": true}]}"#,
    )
    .unwrap();
    let all = match std::env::var("DASHLIFT_ALL_WAYS") {
        Ok(_) => WAYS.iter().flat_map(|(from, _)| WAYS.iter().map(move |(to, _)| (*from, *to))).collect(),
        Err(_) => {
            WAYS.iter().flat_map(|(from, to)| to.iter().map(move |to| (*from, *to))).collect::<Vec<_>>()
        }
    };
    let (mut ways, mut tried) = (0, 0);
    for (name, document) in documents() {
        let Ok(found) = dashlift::detect(document.as_bytes()) else { continue };
        let Some(from) = found.version.filter(|from| from.starts_with("grafana@")) else { continue };
        for (_, to) in all.iter().filter(|(start, to)| from.ends_with(&format!("@{start}")) && start != to) {
            tried += 1;
            ways += usize::from(check(&format!("{name} {from} -> {to}"), &document, &from, to, &context));
        }
    }
    println!("{ways} of {tried}");
    assert!(ways > 1500, "{ways} of {tried}");
}

/// A dashboard of which a classic one holds no names, no automatic grid and no tab.
const DOCUMENT: &str = r#"{"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard",
 "metadata": {"name": "mill", "labels": {"team": "water"}},
 "spec": {"title": "Mill",
  "elements": {
   "soil": {"kind": "Panel", "spec": {"id": 4, "title": "Soil", "data": {"kind": "QueryGroup", "spec": {"queries": [], "queryOptions": {"timeCompare": "1d"}}}, "vizConfig": {"kind": "VizConfig", "group": "stat"}}},
   "rain": {"kind": "Panel", "spec": {"id": 7, "title": "Rain", "data": {"kind": "QueryGroup", "spec": {"queries": [], "queryOptions": {"timeCompare": "2d"}}}, "vizConfig": {"kind": "VizConfig", "group": "stat"}}}},
  "layout": {"kind": "GridLayout", "spec": {"items": [
   {"kind": "GridLayoutItem", "spec": {"x": 0, "y": 0, "width": 12, "height": 8, "element": {"kind": "ElementReference", "name": "soil"}}},
   {"kind": "GridLayoutItem", "spec": {"x": 12, "y": 0, "width": 12, "height": 8, "element": {"kind": "ElementReference", "name": "rain"}}}]}},
  "variables": [
   {"kind": "CustomVariable", "spec": {"name": "host", "query": "a,b", "allowCustomValue": true, "valuesFormat": "json"}},
   {"kind": "CustomVariable", "spec": {"name": "site", "query": "c,d", "allowCustomValue": true, "valuesFormat": "json"}}]}}"#;

/// Goes down to a classic dashboard, edits it, and goes up again; the pointers of what did not fit.
fn edited(edit: impl FnOnce(&mut Value)) -> (Value, Vec<String>) {
    let context = Context::default();
    let made =
        migrate(DOCUMENT.as_bytes(), &Options { carry: Carry::Beside, ..options("grafana@42", &context) })
            .unwrap();
    let mut classic = value(&made.document);
    edit(&mut classic);
    let back = Options { complement: made.complement, ..options("grafana@v2beta1", &context) };
    let classic = classic.to_string();
    let back = migrate(classic.as_bytes(), &back).unwrap();
    let unused = back.report.warnings.into_iter().filter(|warning| warning.code == "complement-unused");
    (value(&back.document), unused.map(|warning| warning.message).collect())
}

#[test]
fn what_still_fits_is_restored() {
    let origin = value(DOCUMENT.as_bytes());
    let (back, unused) = edited(|_| ());
    assert_eq!((floats(back), unused.len()), (floats(origin.clone()), 0));

    let (back, unused) = edited(|classic| classic["panels"][0]["title"] = json!("Clay"));
    let mut expected = origin.clone();
    expected["spec"]["elements"]["soil"]["spec"]["title"] = json!("Clay");
    assert_eq!((floats(back), unused.len()), (floats(expected), 0), "a title was edited");

    let (back, unused) = edited(|classic| drop(classic["panels"].as_array_mut().unwrap().remove(1)));
    let mut expected = origin.clone();
    expected["spec"]["elements"].as_object_mut().unwrap().remove("rain");
    expected["spec"]["layout"]["spec"]["items"].as_array_mut().unwrap().remove(1);
    let told = ["what the complement holds of `/spec/elements/rain` is not restored: the place is gone"];
    assert_eq!(
        (floats(back), unused),
        (floats(expected), told.map(str::to_owned).to_vec()),
        "a panel was removed"
    );

    let (back, unused) = edited(|classic| {
        let panel =
            json!({"id": 9, "type": "text", "title": "Soil", "gridPos": {"x": 0, "y": 8, "w": 24, "h": 3}});
        classic["panels"].as_array_mut().unwrap().insert(0, panel);
    });
    let elements = back["spec"]["elements"].as_object().unwrap();
    assert_eq!(elements.keys().collect::<Vec<_>>(), ["panel-9", "soil", "rain"], "a panel was added");
    assert_eq!((&back["spec"]["elements"]["soil"], unused.len()), (&origin["spec"]["elements"]["soil"], 0));
    assert_eq!(back["metadata"], origin["metadata"]);

    let (back, unused) = edited(|classic| classic["templating"]["list"][0]["name"] = json!("node"));
    let told =
        ["what the complement holds of `/spec/variables/spec.name=host` is not restored: the place is gone"];
    assert_eq!(unused, told, "a variable was renamed");
    assert_eq!(
        (&back["spec"]["variables"][0]["spec"]["name"], &back["spec"]["variables"][1]),
        (&json!("node"), &origin["spec"]["variables"][1])
    );

    let (back, unused) = edited(|classic| classic["panels"][0]["timeCompare"] = json!("3d"));
    let time = &back["spec"]["elements"]["soil"]["spec"]["data"]["spec"]["queryOptions"]["timeCompare"];
    assert_eq!((time, unused.len()), (&json!("1d"), 0), "what the conversion drops is no edit");
}

/// What is not in the result is told: what was edited in, what was around a part, and what did not fit.
#[test]
fn what_is_restored_is_no_loss() {
    let told = |document: &Value, to: &str, edit: fn(&mut Value)| {
        let (context, text) = (Context::default(), document.to_string());
        let made =
            migrate(text.as_bytes(), &Options { carry: Carry::Beside, ..options(to, &context) }).unwrap();
        let mut edited = value(&made.document);
        edit(&mut edited);
        let back = Options { complement: made.complement, ..options("v2beta1", &context) };
        let edited = edited.to_string();
        let back = migrate(edited.as_bytes(), &back).unwrap();
        back.report.losses.into_iter().map(|loss| loss.at).collect::<Vec<_>>()
    };
    let mut origin = value(DOCUMENT.as_bytes());
    origin["spec"]["variables"][0] =
        json!({"kind": "ConstantVariable", "spec": {"name": "host", "query": "a", "hide": "dontHide"}});
    let filters = json!({"kind": "AdhocVariable", "group": "loki", "spec": {"name": "by", "defaultKeys": [{"text": "t", "value": "v", "group": "g"}]}});
    origin["spec"]["variables"].as_array_mut().unwrap().push(filters);
    assert_eq!(told(&origin, "42", |_| ()), [""; 0]);
    assert_eq!(told(&origin, "42", |classic| classic["panels"][0]["title"] = json!("Clay")), [""; 0]);
    assert_eq!(told(&origin, "42", |classic| classic["gnetId"] = json!(7)), ["/spec/gnetId"]);
    let key = |classic: &mut Value| classic["templating"]["list"][2]["defaultKeys"][0]["value"] = json!("w");
    assert_eq!(told(&origin, "42", key), ["/spec/templating/list/2/defaultKeys/0/value"]);
    let bare = &origin["spec"];
    assert_eq!(told(bare, "v1beta1", |_| ()), [""; 0]);
    assert_eq!(told(bare, "v1beta1", |object| object["spec"]["title"] = json!("Brook")), [""; 0]);
    assert_eq!(told(bare, "v1beta1", |object| object["metadata"] = json!({"name": "x"})), ["/metadata"]);
    assert_eq!(told(bare, "42", |classic| classic["uid"] = json!("x")), ["/metadata"]);
}

/// What a whole object holds is restored after edits of the classic dashboard beside of it.
#[test]
fn tabs_come_back_while_the_layout_is_the_same() {
    let mut origin = value(DOCUMENT.as_bytes());
    let grid = origin["spec"]["layout"].take();
    origin["spec"]["layout"] = json!({"kind": "TabsLayout", "spec": {"tabs": [{"kind": "TabsLayoutTab", "spec": {"title": "A", "layout": grid}}]}});
    let context = Context::default();
    let text = origin.to_string();
    let made =
        migrate(text.as_bytes(), &Options { carry: Carry::Beside, ..options("42", &context) }).unwrap();
    let back = |edit: fn(&mut Value)| {
        let mut classic = value(&made.document);
        edit(&mut classic);
        let back = Options { complement: made.complement.clone(), ..options("v2beta1", &context) };
        let classic = classic.to_string();
        let back = migrate(classic.as_bytes(), &back).unwrap();
        let warnings: Vec<String> =
            back.report.warnings.into_iter().filter_map(|warning| warning.at).collect();
        (value(&back.document)["spec"]["layout"]["kind"].clone(), warnings)
    };
    assert_eq!(back(|classic| classic["title"] = json!("Brook")), (json!("TabsLayout"), vec![]));
    let moved = back(|classic| classic["panels"].as_array_mut().unwrap().clear());
    assert_eq!(moved.0, json!("GridLayout"));
    assert!(moved.1.contains(&"/spec/layout".to_owned()), "{:?}", moved.1);
}

/// Whatever is inside of it, and whoever wrapped it.
#[test]
fn odd_documents_come_back_too() {
    let deep = format!("{}1{}", r#"{"a":"#.repeat(240), "}".repeat(240));
    let empty = r#"{"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "a"}, "spec": {"title": "a", "elements": {}, "layout": {"kind": "TabsLayout", "spec": {"tabs": []}}}}"#;
    let context = Context::default();
    for (document, from, to) in [
        (empty.to_owned(), "grafana@v2beta1", "42"),
        (empty.replace(r#""title": "a","#, &format!(r#""unknown": {deep},"#)), "grafana@v2beta1", "42"),
        (empty.replace(r#""title": "a","#, r#""unknown": 1e400, "\ud800": "\ud800","#), "grafana@v2alpha1", "v1beta1"),
        (format!(r#"{{"dashboard": {DOCUMENT}, "meta": {{}}}}"#), "grafana@v2beta1", "v1beta1"),
        (r#"{"dashboard": {"title": "a", "panels": [{"week": {}}], "schemaVersion": 42}, "meta": {"slug": "a"}}"#.to_owned(), "grafana@42", "v2beta1"),
    ] {
        let to_alpha = from.replace("grafana@", "dashboard.grafana.app/");
        let document = document.replace("dashboard.grafana.app/v2beta1", &to_alpha);
        let asked = Options { carry: Carry::Beside, ..options(to, &context) };
        let made = migrate(document.as_bytes(), &asked).unwrap();
        assert!(made.complement.is_some(), "{:?} {document}", made.report.warnings);
        let back = Options { complement: made.complement, ..options(from, &context) };
        let back = migrate(&made.document, &back).unwrap();
        let canonical = |text: &[u8]| dashlift::format(text, dashlift::Style::Canonical).map_err(|_| dashlift::detect(text).unwrap());
        let (back, origin) = (canonical(&back.document), canonical(document.as_bytes()));
        assert_eq!(back, origin, "{document}");
    }
}

/// Other families have complements, too.
#[test]
fn a_step_that_is_undone_has_a_complement() {
    let document = r#"{"kind": "Dashboard", "metadata": {"name": "a", "project": "p", "schemaVersion": "2.0.0"}, "spec": {"duration": "1h", "panels": {}, "layouts": [], "variables": []}}"#;
    let context = Context::default();
    let forced = |to| Options { force_inverse: true, ..options(to, &context) };
    let made =
        migrate(document.as_bytes(), &Options { carry: Carry::Beside, ..forced("perses@1.2.0") }).unwrap();
    assert!(made.complement.is_some(), "{:?}", made.report);
    let back = migrate(
        &made.document,
        &Options { complement: made.complement, ..options("perses@2.0.0", &context) },
    )
    .unwrap();
    assert_eq!(value(&back.document), value(document.as_bytes()));
    assert_eq!(back.report.steps.last().map(|step| &*step.id), Some("complement/restore"));
}

#[test]
fn the_hash_is_that_of_the_document() {
    let context = Context::default();
    let asked = Options { carry: Carry::Beside, ..options("42", &context) };
    let made = migrate(DOCUMENT.as_bytes(), &asked).unwrap();
    let complement = value(made.complement.as_ref().unwrap().as_bytes());
    let canonical = dashlift::format(&made.document, dashlift::Style::Canonical).unwrap();
    let digits: String = Sha256::digest(&canonical).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(complement["hash"], json!(digits));
}

#[test]
fn what_cannot_be_used_is_refused_or_told() {
    let classic = br#"{"schemaVersion": 42, "title": "T", "panels": [], "uid": "t"}"#;
    let context = Context::default();
    let give = |complement: &str, to: &str| {
        migrate(classic, &Options { complement: Some(complement.to_owned()), ..options(to, &context) })
    };
    let head = r#"{"dashlift": 1, "from": "grafana@v2beta1", "to": "grafana@42", "hash": "", "changes":"#;
    for (complement, to, expected) in [
        ("x", "v2beta1", Err("invalid-option")),
        ("[]", "v2beta1", Err("invalid-option")),
        ("{}", "v2beta1", Err("invalid-option")),
        (r#"{"dashlift": 2}"#, "v2beta1", Err("invalid-option")),
        (&format!("{head}7}}"), "v2beta1", Err("invalid-option")),
        (&format!(r#"{head}[{{"path": "x"}}]}}"#), "v2beta1", Err("invalid-option")),
        (&format!(r#"{head}[{{"path": "/a"}}, {{"path": "/a/b"}}]}}"#), "v2beta1", Err("invalid-option")),
        (&format!(r#"{head}[], "names": {{"a": "c", "b": "c"}}}}"#), "v2beta1", Err("invalid-option")),
        (&format!("{head}[]}}"), "v1", Ok(vec!["complement-unused"])),
        (&format!("{head}[]}}"), "v2beta1", Ok(vec![])),
        (
            &format!(r#"{head}[{{"path": "/spec/a/b", "value": 1}}]}}"#),
            "v2beta1",
            Ok(vec!["complement-unused"]),
        ),
        ("x", "42", Ok(vec![])),
    ] {
        let found = give(complement, to);
        let codes = found
            .as_ref()
            .map_err(dashlift::Error::code)
            .map(|outcome| outcome.report.warnings.iter().map(|warning| &*warning.code).collect::<Vec<_>>());
        assert_eq!(codes, expected, "{complement}");
    }
    let inside = Options { carry: Carry::Inside, ..options("42", &context) };
    let refused = migrate(DOCUMENT.as_bytes(), &inside).unwrap_err();
    assert!(refused.code() == "invalid-option" && refused.message.contains("`beside`"), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever a complement says, nothing breaks.
    #[test]
    fn hostile_complements_break_nothing(cuts in vec((any::<Index>(), any::<u8>(), 0..4u8), 1..12)) {
        let context = Context::default();
        let asked = Options { carry: Carry::Beside, ..options("42", &context) };
        let made = migrate(DOCUMENT.as_bytes(), &asked).unwrap();
        let mut bytes = made.complement.unwrap().into_bytes();
        for (at, byte, act) in cuts {
            let at = at.index(bytes.len());
            match act {
                0 => drop(bytes.remove(at)),
                1 => bytes[at] = br#""0[]{}:,/=~a"#[usize::from(byte) % 12],
                2 => bytes.insert(at, br#""0[]{}:,/=~a"#[usize::from(byte) % 12]),
                _ => {
                    let copied = bytes[at..(at + usize::from(byte)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, copied);
                }
            }
        }
        let complement = String::from_utf8_lossy(&bytes).into_owned();
        let back = Options { complement: Some(complement), ..options("v2beta1", &context) };
        let _ = migrate(&made.document, &back);
    }
}

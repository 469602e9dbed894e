//! The limits of design section 2, and that writing has none.

use dashlift::json::{Arena, Draft, array, parse};
use dashlift::{Carry, Error, Options, Style, ValidateOptions, detect, format, migrate, validate};

/// The stack that the deepest documents need at most; without optimizations frames are larger.
const STACK: usize = if cfg!(debug_assertions) { 4 << 20 } else { 512 << 10 };

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn depth_256_is_read_and_257_is_refused() {
    assert!(format(nested(256).as_bytes(), Style::Canonical).is_ok());
    for refused in [nested(257), nested(100_000), "[{\"a\":".repeat(200)] {
        let error = format(refused.as_bytes(), Style::Auto).unwrap_err();
        assert_eq!(error.code(), "too-deep");
        assert_eq!(detect(refused.as_bytes()).unwrap_err(), error);
        assert_eq!(migrate(refused.as_bytes(), &Options::default()).unwrap_err(), error);
    }
    assert_eq!(format(nested(257).as_bytes(), Style::Auto).unwrap_err().place.unwrap().offset, 256);
}

#[test]
fn what_steps_nest_more_deeply_is_written() {
    let arena = Arena::new();
    let mut root = parse(&arena, b"[]").unwrap().root;
    let mut list = root.as_mut().into_array().unwrap();
    for _ in 0..100_000 {
        list.push(array::<Draft<'_>>([]));
        list = list.get_mut(0).unwrap().into_array().unwrap();
    }
    assert_eq!(root.to_json(), nested(100_001));
    assert!(root == root);
}

#[test]
fn more_than_256_mib_is_refused() {
    let document = vec![b' '; dashlift::json::MAX_SIZE + 1];
    let error = detect(&document).unwrap_err();
    assert_eq!((error.code(), error.place), ("too-large", None));
}

#[test]
fn hostile_names_stay_cheap() {
    // 20,000 repeated names under a long path: warnings are bounded.
    let long = "n".repeat(20_000);
    let pairs: Vec<String> = (0..20_000).flat_map(|n| [format!("\"{n}\":1"), format!("\"{n}\":2")]).collect();
    let document =
        format!("{{\"title\":\"\",\"panels\":[],\"schemaVersion\":41,\"{long}\":{{{}}}}}", pairs.join(","));
    let outcome = migrate(document.as_bytes(), &Options::default()).unwrap();
    assert!(outcome.report.to_json().len() < 10 * 64 * 1024);
    assert!(outcome.report.warnings.last().unwrap().message.ends_with("more names appear more than once"));
}

/// Makes a v2 dashboard classic whose layout shows each element, of about 8 KiB, so many times.
fn shown(elements: usize, times: usize, name: &str) -> Result<usize, Error> {
    let text = "t".repeat(8_000);
    let panel = |id| {
        format!(
            r#""{name}{id}": {{"kind": "Panel", "spec": {{"id": {id}, "title": "T", "description": "{text}", "links": [{{"title": "L", "unknown": 1}}]}}}}"#
        )
    };
    let item = |id| {
        let item = format!(
            r#"{{"kind": "GridLayoutItem", "spec": {{"element": {{"kind": "ElementReference", "name": "{name}{id}"}}}}}}"#
        );
        std::iter::repeat_n(item, times)
    };
    let panels: Vec<String> = (0..elements).map(panel).collect();
    let items: Vec<String> = (0..elements).flat_map(item).collect();
    let document = format!(
        r#"{{"elements": {{{}}}, "layout": {{"kind": "GridLayout", "spec": {{"items": [{}]}}}}}}"#,
        panels.join(","),
        items.join(",")
    );
    let options = Options { to: Some("grafana@42".to_owned()), ..Options::default() };
    migrate(document.as_bytes(), &options).map(|outcome| outcome.document.len())
}

#[test]
fn elements_that_are_shown_often_have_a_limit() {
    let place = |found: Result<usize, Error>| {
        let error = found.unwrap_err();
        assert!(error.message.ends_with("copies make the document more than 16 MiB larger"), "{error}");
        (error.code(), error.step, error.at)
    };
    assert!(shown(1, 2_000, "e").unwrap() < 17 << 20);
    assert!(shown(2_000, 1, "e").unwrap() < 17 << 20, "what is shown once is no copy");
    let too_large = |at: &str| ("too-large", Some("grafana/v2alpha1".to_owned()), Some(at.to_owned()));
    assert_eq!(place(shown(1, 2_200, "e")), too_large("/elements/e0"));
    assert_eq!(place(shown(1_100, 3, "e")), too_large("/elements/e1033"), "however they are spread");
}

#[test]
fn statistics_have_a_limit() {
    let statistics = |count: usize, nodes: usize| {
        let names: Vec<String> = (0..count).map(|name| format!("\"p{name}\"")).collect();
        let query = format!(
            r#"{{"dimensions": {{}}, "namespace": "", "region": "", "metricName": "", "statistics": [{}], "more": "{}"}}"#,
            names.join(","),
            "m".repeat(nodes)
        );
        let document =
            format!(r#"{{"title": "T", "schemaVersion": 33, "panels": [{{"targets": [{query}]}}]}}"#);
        migrate(document.as_bytes(), &Options::default()).map(|outcome| outcome.document.len())
    };
    assert!(statistics(1_000, 16_000).unwrap() < 17 << 20);
    let error = statistics(1_000, 17_000).unwrap_err();
    assert_eq!((error.code(), error.at.as_deref()), ("too-large", Some("/panels/0/targets/0")));
}

#[test]
fn long_names_of_elements_stay_cheap() {
    let name = "n".repeat(100_000);
    let links: Vec<String> = (0..2_000).map(|_| r#"{"title": "L", "unknown": 1}"#.to_owned()).collect();
    let document = format!(
        r#"{{"elements": {{"{name}": {{"kind": "Panel", "spec": {{"id": 1, "links": [{}]}}}}}},
            "layout": {{"kind": "GridLayout", "spec": {{"items": [{{"kind": "GridLayoutItem", "spec": {{"element": {{"kind": "ElementReference", "name": "{name}"}}}}}}]}}}}}}"#,
        links.join(",")
    );
    let options = Options { to: Some("grafana@42".to_owned()), ..Options::default() };
    let outcome = migrate(document.as_bytes(), &options).unwrap();
    assert_eq!(outcome.report.losses.len(), 2_001, "one of them is the name");
    assert!(
        outcome.report.losses.iter().all(|loss| loss.at == "/elements"),
        "{:?}",
        outcome.report.losses.first()
    );
}

/// The deepest documents that are read: layouts in layouts, and values that nobody looks into.
fn deepest() -> Vec<String> {
    let nested = |open: &str, close: &str, inner: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    let grid = r#"{"kind": "GridLayout", "spec": {"items": []}}"#;
    let rows = r#"{"kind": "RowsLayout", "spec": {"rows": [{"kind": "RowsLayoutRow", "spec": {"title": "R", "layout": "#;
    let tabs = r#"{"kind": "TabsLayout", "spec": {"tabs": [{"kind": "TabsLayoutTab", "spec": {"title": "T", "layout": "#;
    let both = format!("{rows}{tabs}");
    let free = nested(r#"{"a": ["#, "]}", "1", 120);
    let layouts = [
        nested(rows, "}}]}}", grid, 49),
        nested(tabs, "}}]}}", grid, 49),
        nested(&both, "}}]}}}}]}}", grid, 24),
    ];
    let v2 = |elements: &str, layout: &str| {
        format!(
            r#"{{"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {{"name": "d"}}, "spec": {{"title": "D", "elements": {{{elements}}}, "layout": {layout}}}}}"#
        )
    };
    let panel = format!(
        r#""p": {{"kind": "Panel", "spec": {{"id": 1, "vizConfig": {{"kind": "VizConfig", "group": "x", "spec": {{"options": {free}}}}}}}}}"#
    );
    let item = r#"{"kind": "GridLayout", "spec": {"items": [{"kind": "GridLayoutItem", "spec": {"element": {"kind": "ElementReference", "name": "p"}}}]}}"#;
    let classic = format!(
        r#"{{"title": "D", "schemaVersion": 42, "uid": "d", "panels": [{{"id": 1, "type": "x", "options": {free}, "targets": [{{"refId": "A", "more": {free}}}]}}]}}"#
    );
    let mut all: Vec<String> = layouts.iter().map(|layout| v2("", layout)).collect();
    all.extend([v2(&panel, item), classic]);
    all
}

#[test]
fn the_deepest_documents_need_little_stack() {
    let act = || {
        for document in deepest() {
            for to in ["grafana@42", "grafana@v1beta1", "grafana@v2alpha1", "grafana@v2beta1"] {
                let asked = Options {
                    to: Some(to.to_owned()),
                    explain: true,
                    carry: Carry::Beside,
                    ..Options::default()
                };
                let made = migrate(document.as_bytes(), &asked).unwrap();
                let from = Some(made.report.from.clone());
                let back = Options { to: from, complement: made.complement, ..asked };
                migrate(&made.document, &back).unwrap();
            }
            validate(document.as_bytes(), &ValidateOptions::default()).unwrap();
        }
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(act).unwrap();
    thread.join().unwrap();
}

//! The limits of design section 2, and that writing has none.

use dashlift::json::{Arena, Draft, array, parse};
use dashlift::{Error, Options, Style, detect, format, migrate};

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
    assert_eq!(outcome.report.losses.len(), 2_000);
    assert!(
        outcome.report.losses.iter().all(|loss| loss.at == "/elements"),
        "{:?}",
        outcome.report.losses.first()
    );
}

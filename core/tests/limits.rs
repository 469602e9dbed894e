//! The limits of design section 2, and that writing has none.

use dashlift::json::{Arena, Draft, array, parse};
use dashlift::{Options, Style, detect, format, migrate};

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

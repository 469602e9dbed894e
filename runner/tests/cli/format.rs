//! `dashlift format`: a document in another style.

use crate::run::{dashlift, example};

#[test]
fn format_prints_in_another_style() {
    let ran = dashlift(&["format", "-", "--style", "canonical"], br#"{"b": 1.10, "a": "\u00e9"}"#);
    assert_eq!((ran.code, ran.text().trim_end()), (0, r#"{"a":"é","b":1.1}"#));
    let ran = dashlift(&["format", "-", "--style", "compact"], b"{\"b\": 1.10,\n \"a\": [ ]}");
    assert_eq!(ran.text().trim_end(), r#"{"b":1.10,"a":[]}"#);
}

#[test]
fn format_with_auto_gives_the_examples_back() {
    for name in [
        "mail-relays.v06.json",
        "ferries.v18.json",
        "depot-robots.v30.json",
        "orders-database.v33.json",
        "metal-nodes.v36.json",
        "checkout-latency.v39.json",
        "kubernetes-tenants.v40.json",
        "monday-numbers.v41.json",
    ] {
        let path = example(name);
        let ran = dashlift(&["format", &path, "--style", "auto"], b"");
        assert_eq!((ran.code, ran.stdout == std::fs::read(&path).unwrap()), (0, true), "{name}");
    }
}

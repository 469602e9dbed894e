//! `dashlift plan` and `dashlift families`: what the core knows.

use crate::run::dashlift;

#[test]
fn plan_lists_the_steps() {
    let ran = dashlift(&["plan", "grafana@40", "42"], b"");
    assert!(ran.text().starts_with("grafana@40 -> grafana@42: 2 steps\n  grafana/41  "), "{ran:?}");
    let ran = dashlift(&["plan", "grafana@40", "42", "-o", "json"], b"");
    assert!(
        ran.text().starts_with(r#"{"from":"grafana@40","to":"grafana@42","steps":[{"id":"grafana/41","#),
        "{ran:?}"
    );
}

#[test]
fn families_are_the_cores_tables() {
    let ran = dashlift(&["families"], b"");
    assert_eq!((ran.code, ran.text()), (0, format!("{}\n", dashlift::families()).as_str()));
}

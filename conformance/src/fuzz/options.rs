//! Random options: each of the contract's, sometimes wrong.
//!
//! Numbers and strings are plain: a driver in a language whose reader rounds or respells them is not to be blamed.

use fastrand::Rng;

/// Options and the values that they may have; the last ones of a line are wrong.
const MIGRATE: &[(&str, &[&str])] = &[
    ("to", TARGETS),
    (
        "from",
        &[
            r#""40""#,
            r#""grafana@39""#,
            r#""grafana@41""#,
            r#""42""#,
            r#""grafana 12.4""#,
            r#""43""#,
            r#""perses@1.2.0""#,
            r#""""#,
            "40",
        ],
    ),
    ("family", &[r#""grafana""#, r#""perses""#, r#""regions""#, r#""""#, "{}"]),
    ("context", CONTEXTS),
    ("style", &[r#""auto""#, r#""compact""#, r#""pretty""#, r#""canonical""#, r#""Pretty""#, "2"]),
    ("explain", &["true", "false", r#""true""#]),
    ("strict", &["true", "false", "0"]),
    ("normalize", &["true", "true", "false", "[]"]),
    ("exportKeys", &[r#""keep""#, r#""drop""#, r#""DROP""#, "true"]),
    ("format", &[r#""native""#, r#""kubernetes""#, r#""yaml""#]),
    ("useDefaultDatasource", &["true", "false", "1"]),
    ("forceInverse", &["true", "false", r#""""#]),
    ("carry", &[r#""none""#, r#""beside""#, r#""inside""#, r#""both""#]),
    ("complement", &[r#""""#, r#""{}""#, r#""x""#, "{}"]),
    ("tto", &["1"]),
    ("export_keys", &[r#""drop""#]),
    ("", &["true"]),
];

const VALIDATE: &[(&str, &[&str])] = &[
    ("family", &[r#""grafana""#, r#""perses""#, "1"]),
    ("context", CONTEXTS),
    ("limit", &["0", "1", "1000", "-1", r#""1""#, "true"]),
    ("to", &[r#""42""#]),
];

/// Targets, the last half wrong or out of reach.
pub const TARGETS: &[&str] = &[
    r#""42""#,
    r#""grafana""#,
    r#""grafana@42""#,
    r#""grafana@latest""#,
    r#""grafana@v1beta1""#,
    r#""grafana@v2beta1""#,
    r#""v0alpha1""#,
    r#""v2alpha1""#,
    r#""v1""#,
    r#""v2""#,
    r#""latest""#,
    r#""grafana 12.4""#,
    r#""grafana 12.4.3""#,
    r#""41""#,
    r#""grafana@41""#,
    r#""0""#,
    r#""43""#,
    r#""grafana@v42""#,
    r#""perses@1.2.0""#,
    r#""grafana@""#,
    r#""@42""#,
    r#""99999999999999999999""#,
    r#"" 42""#,
    r#""""#,
    "42",
    "[]",
];

const CONTEXTS: &[&str] = &[
    "{}",
    r#"{"datasources":[{"uid":"p1","name":"Prom","type":"prometheus","apiVersion":"v1","default":true},{"uid":"l1","name":"Loki","type":"loki","isDefault":false}]}"#,
    r#"{"datasources":[{"uid":"p1","name":"Prom"},{"uid":"p1","name":"Prom","isDefault":true,"id":7}]}"#,
    r#"{"datasources":[]}"#,
    r#"{"datasources":null,"inputs":{"DS_PROM":"p1"}}"#,
    r#"{"libraryElements":[{"uid":"l1","model":{"repeat":"host","repeatDirection":"h","maxPerRow":3}}]}"#,
    r#"{"libraryElements":{"result":{"elements":[{"uid":"l1","name":"Shared"}]}}}"#,
    r#"{"datasources":[null]}"#,
    r#"{"datasources":{}}"#,
    r#"{"inputs":{"DS_PROM":1}}"#,
    r#"{"unknown":[]}"#,
    "[]",
];

/// Draws options for `migrate`: none, a version and data sources, what the parity cases say, or anything.
pub fn migrate(rng: &mut Rng) -> String {
    let sources = CONTEXTS.get(1).copied().unwrap_or_default();
    match rng.u8(..10) {
        0..=2 => "{}".to_owned(),
        3 => format!(r#"{{"family":"grafana","context":{sources}}}"#),
        4 => format!(r#"{{"to":"{}","context":{sources}}}"#, rng.u8(..=43)),
        5 => format!(r#"{{"to":"{}","family":"grafana"}}"#, rng.u8(..=43)),
        6 => format!(
            r#"{{"to":"42","family":"grafana","context":{sources},"strict":true,"normalize":true,"exportKeys":"drop"}}"#
        ),
        _ => draw(MIGRATE, rng),
    }
}

/// Draws options for objects of Grafana's API: mostly another version, so that they are converted.
pub fn convert(rng: &mut Rng) -> String {
    let versions = ["v0alpha1", "v1beta1", "v1", "v2alpha1", "v2alpha1", "v2beta1", "v2beta1", "v2", "42"];
    let to = rng.choice(versions).unwrap_or("v2");
    let context = rng.choice(CONTEXTS.get(..6).unwrap_or_default()).copied().unwrap_or("{}");
    match rng.u8(..12) {
        0 => migrate(rng),
        1 => r#"{"to":"1.2.0","forceInverse":true}"#.to_owned(),
        2..6 => format!(r#"{{"to":"grafana@{to}","context":{context}}}"#),
        _ => format!(r#"{{"to":"grafana@{to}"}}"#),
    }
}

/// Draws options for `validate`.
pub fn validate(rng: &mut Rng) -> String {
    if rng.bool() { "{}".to_owned() } else { draw(VALIDATE, rng) }
}

/// Draws a style, or what is none.
pub fn style(rng: &mut Rng) -> String {
    let styles = ["auto", "compact", "pretty", "canonical", "canonical", "Pretty", ""];
    rng.choice(styles).unwrap_or("auto").to_owned()
}

/// Draws a version for `plan`, without quotes.
pub fn target(rng: &mut Rng) -> String {
    match rng.bool() {
        true => format!("grafana@{}", rng.u8(..=43)),
        false => rng.choice(TARGETS).copied().unwrap_or_default().trim_matches('"').to_owned(),
    }
}

/// Draws a few options; one value in four may be wrong, one in thirty is null.
fn draw(table: &[(&str, &[&str])], rng: &mut Rng) -> String {
    let mut members: Vec<(&str, &str)> = Vec::new();
    for _ in 0..rng.usize(1..5) {
        let Some((name, values)) = rng.choice(table) else { break };
        // The names that do not exist stand at the end of the table.
        if members.iter().any(|(known, _)| known == name) || (!is_name(name) && rng.u8(..8) > 0) {
            continue;
        }
        let good = if rng.u8(..4) == 0 { values.len() } else { (values.len() * 2).div_ceil(3) };
        let value = values.get(rng.usize(..good)).copied().unwrap_or("null");
        members.push((name, if rng.u8(..30) == 0 { "null" } else { value }));
    }
    let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

fn is_name(name: &str) -> bool {
    !matches!(name, "" | "tto" | "export_keys")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_option_comes_right_and_wrong() {
        let mut rng = Rng::with_seed(7);
        let drawn: BTreeSet<String> = (0..20_000).map(|_| migrate(&mut rng)).collect();
        for (name, values) in MIGRATE {
            for value in *values {
                let member = format!("\"{name}\":{value}");
                assert!(drawn.iter().any(|text| text.contains(&member)), "{member}");
            }
        }
        let codes: BTreeSet<&str> =
            drawn.iter().filter_map(|text| Some(dashlift::Options::from_json(text).err()?.code())).collect();
        assert_eq!(codes, BTreeSet::from(["invalid-option", "unknown-option"]));
        let good = drawn.iter().filter(|text| dashlift::Options::from_json(text).is_ok()).count();
        assert!(good * 2 > drawn.len(), "{good} of {}", drawn.len());
    }
}

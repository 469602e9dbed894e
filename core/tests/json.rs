//! Properties of the document model, with serde_json as an independent judge.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use dashlift::json::{Arena, Value, diff, parse};
use dashlift::{Style, format};
use proptest::prelude::*;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|flag| flag.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        "-?(0|[1-9][0-9]{0,22})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
        text(),
    ]
}

/// A JSON string in one of several spellings, surrogate pairs included, halves of them not.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[ -!#-\\[\\]-~é€😀\u{7f}\u{2028}]{1,12}",
        1 => Just("\\n".to_owned()),
        1 => Just("\\/".to_owned()),
        1 => Just("\\\"".to_owned()),
        1 => Just("\\\\".to_owned()),
        1 => "\\\\u00[0-9a-fA-F]{2}",
        1 => Just("\\ud83d\\uDE00".to_owned()),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

fn document() -> impl Strategy<Value = String> {
    leaf().prop_recursive(6, 96, 8, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..8), blanks())
                .prop_map(|(items, blanks)| { format!("[{blanks}{}]", items.join(&format!("{blanks},"))) }),
            (prop::collection::vec((text(), inner), 0..8), blanks()).prop_map(|(members, blanks)| {
                let members: Vec<String> = members
                    .into_iter()
                    .map(|(name, value)| format!("{name}{blanks}:{value}{blanks}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

fn blanks() -> impl Strategy<Value = String> {
    "[ \t\r\n]{0,12}"
}

/// What serde_json reads, written without blanks.
fn judged(text: &str) -> serde_json::Value {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    serde::Deserialize::deserialize(&mut deserializer).expect("serde_json reads it")
}

fn with_root<T>(text: &str, look: impl FnOnce(&Value<'_>) -> T) -> T {
    let arena = Arena::new();
    look(&parse(&arena, text.as_bytes()).expect("it is JSON").root)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_written_reads_as_the_same_value(text in document()) {
        let compact = with_root(&text, |value| value.to_json());
        let same = with_root(&text, |before| with_root(&compact, |after| before == after));
        prop_assert!(same, "{text} became {compact}");
        prop_assert_eq!(with_root(&compact, |value| value.to_json()), compact.clone());
        for style in [Style::Auto, Style::Pretty] {
            let styled = String::from_utf8(format(text.as_bytes(), style).unwrap()).unwrap();
            prop_assert_eq!(with_root(&styled, |value| value.to_json()), compact.clone());
        }
    }

    #[test]
    fn the_reading_equals_serde_jsons(text in document()) {
        prop_assert_eq!(judged(&with_root(&text, |value| value.to_json())), judged(&text));
    }

    #[test]
    fn broken_text_is_refused_where_serde_json_refuses_it(
        text in document(), at in any::<prop::sample::Index>(), byte in "[\\[\\]{}\",:0-9a-z\\\\ .+-]"
    ) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes.splice(at..=at, byte.bytes());
        let arena = Arena::new();
        let ours = parse(&arena, &bytes);
        let theirs = serde_json::from_slice::<serde::de::IgnoredAny>(&bytes);
        // serde_json does not look at the text of the strings it ignores.
        let theirs_in_full = serde_json::from_slice::<serde_json::Value>(&bytes);
        match (&ours, theirs.is_ok() && theirs_in_full.is_ok()) {
            (Ok(_), false) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let excused = text.contains("\\u") || theirs_in_full.is_err_and(|error| error.to_string().contains("out of range"));
                prop_assert!(excused, "{}", text);
            }
            (Err(error), true) => prop_assert!(false, "{}: {}", error, String::from_utf8_lossy(&bytes)),
            _ => {}
        }
        if let Err(error) = ours {
            let place = error.place.expect("a place");
            prop_assert!(place.offset <= bytes.len() && place.line >= 1 && place.column >= 1);
        }
    }

    #[test]
    fn operations_turn_one_value_into_the_other(before in document(), after in document()) {
        let operations = with_root(&before, |before| with_root(&after, |after| diff(before, after)));
        let patched = apply(judged(&before), &operations);
        prop_assert_eq!(normal(patched), normal(judged(&with_root(&after, |value| value.to_json()))));
    }

    #[test]
    fn common_printers_are_imitated(text in document()) {
        for printed in printers(&judged(&text)) {
            let again = format(printed.as_bytes(), Style::Auto).unwrap();
            prop_assert_eq!(String::from_utf8(again).unwrap(), printed);
        }
    }
}

/// Numbers as 64-bit floats.
fn normal(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Number(number) => serde_json::json!(number.as_f64().unwrap() + 0.0),
        serde_json::Value::Array(items) => items.into_iter().map(normal).collect(),
        serde_json::Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, normal(value))).collect()
        }
        other => other,
    }
}

fn apply(mut root: serde_json::Value, operations: &[dashlift::json::Operation]) -> serde_json::Value {
    use dashlift::json::Operation::{Add, Remove, Replace};
    for operation in operations {
        match operation {
            Replace { path, value } => *root.pointer_mut(path).expect("a place") = judged(value),
            Add { path, value } => match parent(&mut root, path) {
                (serde_json::Value::Array(items), token) => {
                    items.insert(token.parse().unwrap(), judged(value))
                }
                (serde_json::Value::Object(members), token) => drop(members.insert(token, judged(value))),
                _ => panic!("no container at {path}"),
            },
            Remove { path } => match parent(&mut root, path) {
                (serde_json::Value::Array(items), token) => drop(items.remove(token.parse().unwrap())),
                (serde_json::Value::Object(members), token) => {
                    drop(members.shift_remove(&token).expect("a member"))
                }
                _ => panic!("no container at {path}"),
            },
        }
    }
    root
}

fn parent<'v>(root: &'v mut serde_json::Value, path: &str) -> (&'v mut serde_json::Value, String) {
    let (parent, token) = path.rsplit_once('/').expect("a pointer below the root");
    (root.pointer_mut(parent).expect("a parent"), token.replace("~1", "/").replace("~0", "~"))
}

/// The same value as JavaScript, Go, Python, PHP, jq, Ruby and jsonnet print it.
fn printers(value: &serde_json::Value) -> Vec<String> {
    let pretty = |unit: &str| {
        let formatter = serde_json::ser::PrettyFormatter::with_indent(unit.as_bytes());
        let mut out = Vec::new();
        serde::Serialize::serialize(value, &mut serde_json::Serializer::with_formatter(&mut out, formatter))
            .unwrap();
        String::from_utf8(out).unwrap()
    };
    let escaped = |text: String| -> String {
        text.chars().fold(String::new(), |mut out, character| {
            if character.is_ascii() {
                out.push(character);
            } else {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    write!(out, "\\u{unit:04x}").unwrap();
                }
            }
            out
        })
    };
    let (javascript, go, python) = (pretty("  "), pretty("\t"), escaped(pretty("    ")));
    vec![
        format!("{go}\n"),
        format!("{javascript}\n"),
        javascript.replace('\n', "\r\n"),
        escaped(pretty("    ")).replace('/', "\\/"),
        javascript,
        python,
        value.to_string(),
        format!("{value}\n"),
    ]
}

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("DASHLIFT_SHARED").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"));
    folder.is_dir().then_some(folder)
}

#[test]
fn real_dashboards_print_back_byte_for_byte() {
    let Some(shared) = shared() else {
        let required = std::env::var("DASHLIFT_REQUIRE_CORPORA").is_ok_and(|value| value == "1");
        assert!(!required, "the corpora are required and not there");
        println!("skipped: the corpora are not there");
        return;
    };
    let folder = shared.join("corpus/grafana/real/in");
    let files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    let differs = |path: &&PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        format(&bytes, Style::Auto).unwrap() != bytes
    };
    let different: Vec<&PathBuf> = files.iter().filter(differs).collect();
    assert_eq!(files.len(), 140);
    assert!(different.len() <= 4, "{different:#?}");
    println!("{} of {} print back", files.len() - different.len(), files.len());
}

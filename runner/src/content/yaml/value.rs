//! The JSON of a value of YAML (YAML 1.2.2, 10.3: the core schema).

use super::tree::{Kind, Tree};
use saphyr_parser::ScalarStyle;
use std::collections::{HashMap, HashSet};

/// What aliases repeat may not make a value larger than this.
const MAX_LENGTH: usize = 64 * 1024 * 1024;

/// Nor deeper: an alias may stand within its own anchor.
const MAX_DEPTH: usize = 600;

/// A value as JSON.
#[derive(Debug)]
pub(super) struct Json {
    /// The text.
    pub(super) text: String,
    /// Why it cannot be changed where it stands, if it has something that JSON has not.
    pub(super) obstacle: Option<String>,
}

/// The values of a document that have anchors.
pub(super) type Anchors<'t> = HashMap<usize, &'t Tree>;

/// Collects what aliases stand for.
pub(super) fn anchors<'t>(tree: &'t Tree, found: &mut Anchors<'t>) {
    if tree.anchor != 0 {
        found.insert(tree.anchor, tree);
    }
    match &tree.kind {
        Kind::Sequence { items, .. } => items.iter().for_each(|item| anchors(&item.value, found)),
        Kind::Mapping { entries, .. } => {
            for entry in entries {
                anchors(&entry.key, found);
                anchors(&entry.value, found);
            }
        }
        Kind::Scalar(..) | Kind::Alias(_) => {}
    }
}

/// Returns a value as compact JSON; nothing if it has no form in JSON, or is too large or too deep.
pub(super) fn json(tree: &Tree, anchors: &Anchors<'_>) -> Option<Json> {
    let mut writer = Writer { out: String::new(), anchors, obstacle: None };
    writer.value(tree, 0)?;
    Some(Json { text: writer.out, obstacle: writer.obstacle })
}

struct Writer<'a, 't> {
    out: String,
    anchors: &'a Anchors<'t>,
    obstacle: Option<String>,
}

impl Writer<'_, '_> {
    fn value(&mut self, tree: &Tree, depth: usize) -> Option<()> {
        if depth > MAX_DEPTH || self.out.len() > MAX_LENGTH {
            return None;
        }
        if tree.anchor != 0 {
            self.meet("an anchor (`&`)");
        }
        if tree.is_tagged {
            self.meet("a tag (`!`)");
        }
        match &tree.kind {
            Kind::Alias(anchor) => {
                self.meet("an alias (`*`)");
                self.value(self.anchors.get(anchor).copied()?, depth + 1)?;
            }
            Kind::Scalar(text, ScalarStyle::Plain) if !tree.is_tagged => self.plain(text),
            Kind::Scalar(text, _) => self.text(text),
            Kind::Sequence { items, .. } => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.value(&item.value, depth + 1)?;
                }
                self.out.push(']');
            }
            Kind::Mapping { entries, .. } => {
                let mut names = HashSet::new();
                self.out.push('{');
                for (index, entry) in entries.iter().enumerate() {
                    self.comma(index);
                    let name = entry.key.text()?;
                    if !names.insert(name) {
                        self.meet(&format!("the key `{name}` twice"));
                    }
                    self.key(&entry.key, name);
                    self.out.push(':');
                    self.value(&entry.value, depth + 1)?;
                }
                self.out.push('}');
            }
        }
        Some(())
    }

    fn key(&mut self, key: &Tree, name: &str) {
        let is_plain = matches!(key.kind, Kind::Scalar(_, ScalarStyle::Plain));
        if is_plain && name == "<<" {
            self.meet("a merge key (`<<`)");
        } else if key.anchor != 0 || key.is_tagged {
            self.meet("a key with an anchor or a tag");
        } else if is_plain && json_of_plain(name).is_some() {
            self.meet(&format!("the key `{name}`, which is no text"));
        }
        self.text(name);
    }

    fn plain(&mut self, text: &str) {
        match json_of_plain(text) {
            Some(json) => self.out.push_str(&json),
            None if is_beyond_json(text) => {
                self.meet(&format!("the number `{text}`, which JSON has not"));
                self.text(text);
            }
            None => self.text(text),
        }
    }

    fn text(&mut self, text: &str) {
        // A text has a form in JSON, whatever it is.
        self.out.push_str(&serde_json::to_string(text).unwrap_or_default());
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.out.push(',');
        }
    }

    /// Keeps the first thing that stands in the way.
    fn meet(&mut self, what: &str) {
        if self.obstacle.is_none() {
            self.obstacle = Some(what.to_owned());
        }
    }
}

/// Returns the JSON of a scalar without quotes; nothing if it is a text.
pub(super) fn json_of_plain(text: &str) -> Option<String> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some("null".to_owned()),
        "true" | "True" | "TRUE" => return Some("true".to_owned()),
        "false" | "False" | "FALSE" => return Some("false".to_owned()),
        _ => {}
    }
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix)
            && digits.chars().all(|character| character.is_digit(radix))
        {
            return u128::from_str_radix(digits, radix).ok().map(|number| number.to_string());
        }
    }
    number(text)
}

/// Returns a decimal number as JSON spells it: `+1` is `1`, `007` is `7`, `.5` is `0.5`, `1.` is `1.0`.
fn number(text: &str) -> Option<String> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(index) => unsigned.split_at(index),
        None => (unsigned, ""),
    };
    let (whole, fraction) =
        mantissa.split_once('.').map_or((mantissa, None), |(whole, part)| (whole, Some(part)));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.get(1..).map(|power| power.strip_prefix(['+', '-']).unwrap_or(power));
    let has_digits = !whole.is_empty() || fraction.is_some_and(|part| !part.is_empty());
    let is_number = has_digits
        && is_digits(whole)
        && fraction.is_none_or(is_digits)
        && power.is_none_or(|power| !power.is_empty() && is_digits(power));
    let significant = whole.trim_start_matches('0');
    let whole = if significant.is_empty() { "0" } else { significant };
    let fraction =
        fraction.map_or(String::new(), |part| format!(".{}", if part.is_empty() { "0" } else { part }));
    is_number.then(|| format!("{sign}{whole}{fraction}{exponent}"))
}

/// Whether a scalar is infinite or not a number.
fn is_beyond_json(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    [".inf", ".Inf", ".INF"].contains(&unsigned) || [".nan", ".NaN", ".NAN"].contains(&text)
}

#[cfg(test)]
mod tests {
    use super::super::tree::trees;
    use super::*;

    fn read(source: &str) -> Json {
        let tree = trees(source).unwrap().remove(0);
        let mut found = Anchors::new();
        anchors(&tree, &mut found);
        json(&tree, &found).unwrap()
    }

    #[test]
    fn scalars_are_those_of_the_core_schema() {
        for (yaml, expected) in [
            ("1.10", "1.10"),
            ("-0", "-0"),
            ("1e-9", "1e-9"),
            ("+12", "12"),
            ("007", "7"),
            (".5", "0.5"),
            ("1.", "1.0"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("-", r#"[null]"#),
            ("~", "null"),
            ("True", "true"),
            ("yes", r#""yes""#),
            ("1_000", r#""1_000""#),
            ("2020-01-01", r#""2020-01-01""#),
            ("1.2.3", r#""1.2.3""#),
            ("e5", r#""e5""#),
            ("'1'", r#""1""#),
            ("\"a\\n\"", r#""a\n""#),
            ("|\n  a\n  b\n", r#""a\nb\n""#),
            ("{a: [1, b], c: }", r#"{"a":[1,"b"],"c":null}"#),
        ] {
            let json = read(yaml);
            assert_eq!((json.text.as_str(), json.obstacle), (expected, None), "{yaml}");
        }
    }

    #[test]
    fn what_json_has_not_is_an_obstacle() {
        for (yaml, text, obstacle) in [
            ("a: &x 1\nb: *x\n", r#"{"a":1,"b":1}"#, "an anchor (`&`)"),
            ("a: !!str 1\n", r#"{"a":"1"}"#, "a tag (`!`)"),
            ("<<: {a: 1}\n", r#"{"<<":{"a":1}}"#, "a merge key (`<<`)"),
            ("1: a\n", r#"{"1":"a"}"#, "the key `1`, which is no text"),
            ("a: 1\na: 2\n", r#"{"a":1,"a":2}"#, "the key `a` twice"),
            ("a: -.inf\n", r#"{"a":"-.inf"}"#, "the number `-.inf`, which JSON has not"),
        ] {
            let json = read(yaml);
            assert_eq!((json.text.as_str(), json.obstacle.as_deref()), (text, Some(obstacle)), "{yaml}");
        }
    }

    #[test]
    fn an_alias_within_its_anchor_has_no_form() {
        let tree = trees("&a [*a]\n").unwrap_or_default();
        let mut found = Anchors::new();
        tree.iter().for_each(|tree| anchors(tree, &mut found));
        assert!(tree.first().is_none_or(|tree| json(tree, &found).is_none()));
    }
}

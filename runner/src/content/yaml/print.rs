//! Values printed as YAML.

use super::scalar::{double_quoted, indented, is_printable};
use super::value::json_of_plain;
use dashlift::json::{LoneSurrogate, Str, Value};

/// How a file lays out its blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// By how many blanks a block is indented.
    pub(super) step: usize,
    /// Whether the `-` of a sequence stand below the key that they belong to.
    pub(super) lists_in_line: bool,
    /// The line break.
    pub(super) newline: &'static str,
}

impl Layout {
    /// Prints what follows the `:` of a key in this column, without a line break at the end.
    ///
    /// # Errors
    /// If a text is half of a surrogate pair.
    pub(super) fn behind_key(self, value: &Value<'_>, column: usize) -> Result<String, LoneSurrogate> {
        let list = if self.lists_in_line { column } else { column + self.step };
        match value {
            Value::Array(items) if !items.is_empty() => {
                Ok(format!("{}{}{}", self.newline, " ".repeat(list), self.block(value, list)?))
            }
            Value::Object(members) if !members.is_empty() => {
                let column = column + self.step;
                Ok(format!("{}{}{}", self.newline, " ".repeat(column), self.block(value, column)?))
            }
            _ => Ok(format!(" {}", self.leaf(value, column)?)),
        }
    }

    /// Prints what follows a `-` in this column, without a line break at the end.
    ///
    /// # Errors
    /// As [`Self::behind_key`].
    pub(super) fn behind_dash(self, value: &Value<'_>, column: usize) -> Result<String, LoneSurrogate> {
        match value {
            Value::Array(items) if !items.is_empty() => Ok(format!(" {}", self.block(value, column + 2)?)),
            Value::Object(members) if !members.is_empty() => {
                Ok(format!(" {}", self.block(value, column + 2)?))
            }
            _ => Ok(format!(" {}", self.leaf(value, column)?)),
        }
    }

    /// Prints a value whose first line begins in this column; its first line is not indented.
    ///
    /// # Errors
    /// As [`Self::behind_key`].
    pub(super) fn block(self, value: &Value<'_>, column: usize) -> Result<String, LoneSurrogate> {
        let entries: Vec<String> = match value {
            Value::Array(items) if !items.is_empty() => {
                let item = |item| Ok(format!("-{}", self.behind_dash(item, column)?));
                items.iter().map(item).collect::<Result<_, LoneSurrogate>>()?
            }
            Value::Object(members) if !members.is_empty() => members
                .members()
                .iter()
                .map(|member| self.entry(member.name, &member.value, column))
                .collect::<Result<_, _>>()?,
            _ => return self.leaf(value, column),
        };
        Ok(entries.join(&format!("{}{}", self.newline, " ".repeat(column))))
    }

    /// Prints a member of a mapping in this column.
    ///
    /// # Errors
    /// As [`Self::behind_key`].
    pub(super) fn entry(
        self,
        name: Str<'_>,
        value: &Value<'_>,
        column: usize,
    ) -> Result<String, LoneSurrogate> {
        Ok(format!("{}:{}", text(name)?, self.behind_key(value, column)?))
    }

    /// Prints a scalar or an empty container; a text of several lines as a literal block if it can be one.
    fn leaf(self, value: &Value<'_>, column: usize) -> Result<String, LoneSurrogate> {
        let Value::String(string) = value else { return flow(value) };
        let unicode = string.to_unicode()?;
        let body = unicode.trim_end_matches('\n');
        let is_block = body.contains('\n')
            && !body.starts_with([' ', '\t', '\n'])
            && !body.lines().any(|line| line.ends_with([' ', '\t']) || line.starts_with('\t'))
            && unicode.chars().all(is_printable);
        if !is_block {
            return text(*string);
        }
        let breaks = unicode.len() - body.len();
        let header = match breaks {
            0 => "|-",
            1 => "|",
            _ => "|+",
        };
        let lines = indented(body, column + self.step, self.newline);
        Ok(format!("{header}{}{lines}{}", self.newline, self.newline.repeat(breaks.saturating_sub(1))))
    }
}

/// Prints a value on one line.
///
/// # Errors
/// If a text is half of a surrogate pair.
pub(super) fn flow(value: &Value<'_>) -> Result<String, LoneSurrogate> {
    match value {
        Value::Null | Value::LastingNull(_) | Value::Bool(_) | Value::Number(_) => Ok(value.to_json()),
        Value::String(string) => text(*string),
        Value::Array(items) => {
            let items = items.iter().map(flow).collect::<Result<Vec<_>, _>>()?;
            Ok(format!("[{}]", items.join(", ")))
        }
        Value::Object(object) => {
            let member = |(name, value): (_, _)| Ok(format!("{}: {}", text(name)?, flow(value)?));
            let members = object.iter().map(member).collect::<Result<Vec<_>, LoneSurrogate>>()?;
            Ok(if members.is_empty() { "{}".to_owned() } else { format!("{{{}}}", members.join(", ")) })
        }
    }
}

fn text(string: Str<'_>) -> Result<String, LoneSurrogate> {
    let text = string.to_unicode()?;
    Ok(if is_plain(&text) { text } else { double_quoted(&text) })
}

/// Whether a text needs no quotes, to readers of YAML 1.1 and 1.2, in blocks and in flows.
fn is_plain(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let is_word = words.iter().any(|word| text.eq_ignore_ascii_case(word));
    let is_begin = |character: char| character.is_alphabetic() || character == '_';
    let is_inner = |character: char| character.is_alphanumeric() || " _-./()+%".contains(character);
    text.starts_with(is_begin)
        && text.chars().all(is_inner)
        && !text.ends_with(' ')
        && !is_word
        && json_of_plain(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dashlift::json::{Arena, parse};

    fn printed(json: &str, lists_in_line: bool) -> String {
        let arena = Arena::new();
        let layout = Layout { step: 2, lists_in_line, newline: "\n" };
        layout.block(&parse(&arena, json.as_bytes()).unwrap().root, 0).unwrap()
    }

    #[test]
    fn values_are_printed_as_blocks() {
        let json = r#"{"a":[{"b":1.10,"c":[]},[1,[2]],{}],"d":{"e":"x\ny\n","f":"x\ny"},"g":null}"#;
        let spread = "a:\n  - b: 1.10\n    c: []\n  - - 1\n    - - 2\n  - {}\nd:\n  e: |\n    x\n    y\n  f: |-\n    x\n    y\ng: null";
        assert_eq!(printed(json, false), spread);
        assert_eq!(printed(r#"{"a":[1,{"b":[2]}]}"#, true), "a:\n- 1\n- b:\n  - 2");
    }

    #[test]
    fn a_text_is_quoted_when_it_could_be_read_as_something_else() {
        for plain in ["abc", "a b-c", "Größe", "a.b/c", "now-6h"] {
            assert_eq!(printed(&format!("{plain:?}"), false), plain);
        }
        for quoted in [
            "",
            "1",
            "1e5",
            "yes",
            "No",
            "null",
            "~",
            "a: b",
            "a #b",
            "- a",
            "2020-01-01",
            "1:30",
            "{a}",
            " a",
            "a ",
            "$x",
            "*",
            "y",
        ] {
            assert_eq!(printed(&format!("{quoted:?}"), false), format!("{quoted:?}"));
        }
        assert_eq!(printed(r#""a\tb\u0007""#, false), r#""a\tb\u0007""#);
        assert_eq!(printed(r#""a \nb""#, false), r#""a \nb""#);
    }

    #[test]
    fn half_a_surrogate_pair_has_no_form() {
        let arena = Arena::new();
        assert!(flow(&parse(&arena, br#"["\ud800"]"#).unwrap().root).is_err());
    }
}

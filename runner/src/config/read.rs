//! The text of `dashlift.toml` as settings: what is wrong in it is shown with its line.

use super::{Config, Override, Settings};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer};

/// Reads the text of a file.
///
/// The members of the file and of an override that are no settings are taken out one by one. Serde's `flatten`
/// would do so too, but it forgets where in the file a member stands.
///
/// # Errors
/// If it is no TOML, or says something unknown; the message shows the line.
pub(super) fn read(text: &str) -> Result<Config, String> {
    config(text).map_err(|mut error| {
        error.set_input(Some(text));
        error.to_string().trim_end().to_owned()
    })
}

fn config(text: &str) -> Result<Config, Error> {
    let mut table = DeTable::parse(text)?;
    let overrides: Vec<Spanned<DeTable<'_>>> = match table.get_mut().remove("override") {
        Some(value) => tables(value)?,
        None => Vec::new(),
    };
    Ok(Config {
        include: take(&mut table, "include")?,
        exclude: take(&mut table, "exclude")?,
        settings: Settings::deserialize(Deserializer::from(table))?,
        overrides: overrides.into_iter().map(entry).collect::<Result<_, _>>()?,
        ..Config::default()
    })
}

fn entry(mut table: Spanned<DeTable<'_>>) -> Result<Override, Error> {
    let paths = take(&mut table, "paths")?;
    Ok(Override { paths, settings: Settings::deserialize(Deserializer::from(table))? })
}

/// Takes a member out of a table; without it the value is the type's default.
fn take<T: Default + for<'de> Deserialize<'de>>(
    table: &mut Spanned<DeTable<'_>>,
    name: &str,
) -> Result<T, Error> {
    match table.get_mut().remove(name) {
        Some(value) => T::deserialize(ValueDeserializer::from(value)),
        None => Ok(T::default()),
    }
}

/// Returns the tables of a list of tables; for anything else the error that serde makes of it.
fn tables(value: Spanned<DeValue<'_>>) -> Result<Vec<Spanned<DeTable<'_>>>, Error> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(elements) => elements.into_iter().map(table).collect(),
        other => Vec::<IgnoredAny>::deserialize(ValueDeserializer::from(Spanned::new(span, other)))
            .map(|_| Vec::new()),
    }
}

fn table(value: Spanned<DeValue<'_>>) -> Result<Spanned<DeTable<'_>>, Error> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Table(table) => Ok(Spanned::new(span, table)),
        other => {
            BTreeMap::<String, IgnoredAny>::deserialize(ValueDeserializer::from(Spanned::new(span, other)))
                .map(|_| Spanned::new(0..0, DeTable::new()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read() {
        let text = "to = \"grafana@42\"\nexclude = [\"vendor/**\"]\n[inputs]\nDS = \"p\"\n[[override]]\npaths = [\"old/**\"]\nnormalize = true\n";
        let config = read(text).unwrap();
        assert_eq!(config.settings.to.as_deref(), Some("grafana@42"));
        assert_eq!(config.settings.inputs.get("DS").map(String::as_str), Some("p"));
        assert_eq!(config.overrides[0].paths, ["old/**"]);
        assert_eq!(config.overrides[0].settings.normalize, Some(true));
    }

    #[test]
    fn what_is_wrong_is_shown_with_its_line() {
        for (text, line, message) in [
            ("strict = true\ntto = \"42\"", "2 | tto = \"42\"", "unknown field `tto`"),
            ("strict = true\nto = 42", "2 | to = 42", "expected a string"),
            ("[[override]]\npaths = []\nexclude = []", "3 | exclude = []", "unknown field `exclude`"),
            ("override = 1", "1 | override = 1", "expected a sequence"),
            ("override = [1]", "1 | override = [1]", "expected a map"),
            ("include = \"a\"", "1 | include = \"a\"", "expected a sequence"),
            ("to = ", "1 | to = ", "string values must be quoted"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(line) && error.contains(message), "{error}");
        }
    }
}

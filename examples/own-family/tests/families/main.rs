//! What holds for every family, shown with the two of this crate: their tables, the laws of migration, and facts.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod documents;
mod facts;
mod judge;
mod laws;
mod steps;
mod tables;
// Without a shell and symbolic links there is no following word by word.
#[cfg(unix)]
mod tutorial;

use dashlift::{Context, Error, Migrator, Options, Outcome};

/// The data sources that the tests know.
const SOURCES: &str = r#"{"datasources": [{"uid": "m1", "name": "Fleet metrics", "type": "prometheus"}]}"#;

/// Returns a migrator with the toy families and their data sources.
fn migrator() -> Migrator {
    Migrator::new(own_family::registry(), Context::from_json(SOURCES).unwrap())
}

fn migrate<'d>(document: &'d str, options: &Options) -> Result<Outcome<'d>, Error> {
    migrator().migrate(document.as_bytes(), options)
}

/// Returns the options that ask for a target.
fn to(target: &str) -> Options {
    Options { to: Some(target.to_owned()), ..Options::default() }
}

fn text<'o>(outcome: &'o Outcome<'_>) -> &'o str {
    str::from_utf8(&outcome.document).unwrap()
}

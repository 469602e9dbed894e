//! `setup`: install what is missing and build every face.

use crate::faces::{self, Build, FACES};
use crate::repo::Repo;
use anyhow::Result;

pub(super) fn run(repo: &Repo) -> Result<()> {
    faces::build(repo, Build::Tested, &[])?;
    let names: Vec<_> = FACES.iter().map(|face| face.name).collect();
    println!("\nready: {}. Next: `cargo xtask demo` or `cargo xtask test`", names.join(", "));
    Ok(())
}

//! `tidy`: what no compiler checks.
//!
//! `cargo test` runs it too: see the test at the end.

mod docs;
mod findings;
mod readme;
mod sizes;
mod steps;
mod text;

use crate::files;
use crate::repo::Repo;
use anyhow::{Result, bail};
use findings::Findings;
use std::path::Path;

/// Other people's bytes and ours as they must stay, lists that tools write, and licence texts.
const EXEMPT: &[&str] = &[
    "Cargo.lock",
    "LICENSE-APACHE",
    "conformance/MANIFEST",
    "conformance/cases/",
    "conformance/vectors/",
    "core/tests/data/",
    "examples/dashboards/",
    "examples/v2/",
];

/// Files of source code, by extension.
const SOURCES: &[&str] = &["css", "go", "html", "js", "mjs", "py", "pyi", "rs", "ts"];

/// A file of the project.
#[derive(Debug)]
struct File<'f> {
    /// The path from the root, with `/`.
    path: &'f str,
    /// The extension.
    extension: &'f str,
    /// What is in it.
    text: &'f str,
}

pub(super) fn run(repo: &Repo) -> Result<()> {
    let findings = check(repo)?;
    print!("{}", findings.render());
    match findings.errors() {
        0 => Ok(()),
        1 => bail!("tidy found something"),
        n => bail!("tidy found {n} things"),
    }
}

fn check(repo: &Repo) -> Result<Findings> {
    let mut findings = Findings::default();
    let all = files::walk(repo, "")?;
    for path in &all {
        check_file(repo, path, &mut findings);
    }
    steps::check(repo, &mut findings)?;
    readme::check(repo, &mut findings)?;
    docs::check(repo, &mut findings)?;
    findings.note(all.len());
    Ok(findings)
}

fn check_file(repo: &Repo, path: &Path, findings: &mut Findings) {
    let shown = repo.shown(path);
    if is_exempt(&shown) {
        return;
    }
    // What is not text has no lines to look at; what cannot be read is git's business.
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let file = File { path: &shown, extension: files::extension(path), text: &text };
    text::check(&file, findings);
    if SOURCES.contains(&file.extension) {
        sizes::check(&file, findings);
    }
}

fn is_exempt(path: &str) -> bool {
    let lock = path.ends_with("package-lock.json") || path.ends_with(".lock");
    let copy = path.rsplit('/').next().is_some_and(|name| name.starts_with("LICENSE-")) && path.contains('/');
    lock || copy
        || EXEMPT.iter().any(|exempt| path == *exempt || (exempt.ends_with('/') && path.starts_with(exempt)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let findings = check(&Repo::find().unwrap()).unwrap();
        assert_eq!(findings.errors(), 0, "\n{}", findings.render());
    }

    #[test]
    fn only_named_folders_are_exempt() {
        for path in ["Cargo.lock", "conformance/cases/json/a.in.json", "bindings-node/package-lock.json"] {
            assert!(is_exempt(path), "{path}");
        }
        for path in ["conformance/README.md", "LICENSE-MIT", "examples/own-family/src/lib.rs"] {
            assert!(!is_exempt(path), "{path}");
        }
    }
}

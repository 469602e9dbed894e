//! `MANIFEST`: every file of `cases/` and `vectors/` with its digest, so that a lost or edited one is a visible diff.
//!
//! A line is the SHA-256 in hex, two blanks and the path, sorted by path: `sha256sum --check MANIFEST` understands it.

use crate::places::{Places, files_below};
use anyhow::Context as _;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The name of the file, in `conformance/`.
pub const FILE: &str = "MANIFEST";

/// Paths relative to `conformance/`, written with `/`, and their digests in hex.
pub type Manifest = BTreeMap<String, String>;

/// Computes the manifest of the files on disk.
///
/// # Errors
/// If a file cannot be read.
pub fn compute(places: &Places) -> anyhow::Result<Manifest> {
    let mut manifest = Manifest::new();
    for (folder, path) in [("cases", places.cases()), ("vectors", places.vectors())] {
        if !path.is_dir() {
            continue;
        }
        for (name, path) in files_below(&path)? {
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            manifest.insert(format!("{folder}/{name}"), digest(&bytes));
        }
    }
    Ok(manifest)
}

/// Returns the SHA-256 of bytes in lower-case hex.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the text of the file.
pub fn print(manifest: &Manifest) -> String {
    manifest.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect()
}

/// Reads the text of the file.
///
/// # Errors
/// If a line has another shape or a path is listed twice.
pub fn parse(text: &str) -> anyhow::Result<Manifest> {
    let mut manifest = Manifest::new();
    for line in text.lines() {
        let (digest, path) =
            line.split_once("  ").with_context(|| format!("not a line of MANIFEST: {line}"))?;
        if manifest.insert(path.to_owned(), digest.to_owned()).is_some() {
            anyhow::bail!("MANIFEST lists {path} twice");
        }
    }
    Ok(manifest)
}

/// Returns a sentence for every file that differs from the list, is missing or is not listed.
///
/// # Errors
/// If a file or the list cannot be read.
pub fn check(places: &Places) -> anyhow::Result<Vec<String>> {
    let path = places.conformance.join(FILE);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(differences(&parse(&text)?, &compute(places)?))
}

/// Writes the file anew.
///
/// # Errors
/// If a file cannot be read or written.
pub fn write(places: &Places) -> anyhow::Result<Manifest> {
    let manifest = compute(places)?;
    let path = places.conformance.join(FILE);
    std::fs::write(&path, print(&manifest)).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(manifest)
}

fn differences(listed: &Manifest, found: &Manifest) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, digest) in listed {
        match found.get(path) {
            None => problems.push(format!("{path} is listed in MANIFEST and missing")),
            Some(other) if other != digest => problems.push(format!("{path} differs from MANIFEST")),
            Some(_) => {}
        }
    }
    let unlisted = found.keys().filter(|path| !listed.contains_key(*path));
    problems.extend(unlisted.map(|path| format!("{path} is not listed in MANIFEST")));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_an_edited_and_a_new_file_are_told() {
        let manifest = |entries: &[(&str, &str)]| -> Manifest {
            entries.iter().map(|(path, digest)| ((*path).to_owned(), (*digest).to_owned())).collect()
        };
        let listed = manifest(&[("cases/a", "1"), ("cases/b", "2"), ("cases/c", "3")]);
        let found = manifest(&[("cases/a", "1"), ("cases/b", "9"), ("cases/d", "4")]);
        assert_eq!(
            differences(&listed, &found),
            [
                "cases/b differs from MANIFEST",
                "cases/c is listed in MANIFEST and missing",
                "cases/d is not listed in MANIFEST"
            ]
        );
        assert_eq!(differences(&listed, &listed), [""; 0]);
        assert_eq!(parse(&print(&listed)).unwrap(), listed);
    }

    #[test]
    fn the_digest_is_sha_256() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_broken_list_is_refused() {
        assert!(parse("abc cases/a\n").is_err());
        assert!(parse("1  cases/a\n2  cases/a\n").is_err());
    }
}

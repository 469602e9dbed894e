//! `SHA256SUMS`: what `sha256sum --check` reads.

use crate::files;
use crate::repo::Repo;
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::path::Path;

const NAME: &str = "SHA256SUMS";

/// Writes the digest of every file in a folder, and prints the files with their sizes.
pub(super) fn write(repo: &Repo, folder: &Path) -> Result<()> {
    let mut sums = String::new();
    println!();
    for path in files::walk(repo, &repo.shown(folder))? {
        let bytes = std::fs::read(&path)?;
        let name = path.strip_prefix(folder)?.display().to_string().replace('\\', "/");
        sums.push_str(&format!("{}  {name}\n", hex(&bytes)));
        println!("{:>9} kB  {}", bytes.len().div_ceil(1000), repo.shown(&path));
    }
    files::write(&folder.join(NAME), sums)
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_digest_is_that_of_sha256sum() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::hex(b"abc"), expected);
    }
}

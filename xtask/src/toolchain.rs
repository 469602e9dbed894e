//! Rust's toolchain: what it is, and what can be compiled to.

use crate::repo::Repo;
use crate::run::Run;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Returns what rustc says about itself.
///
/// # Errors
/// If it does not start or does not know the arguments.
pub(crate) fn rustc(repo: &Repo, arguments: &[&str]) -> Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    Run::new(repo, rustc).args(arguments).output()
}

/// Adds a target, if it is missing.
///
/// # Errors
/// If it is missing and rustup cannot install it.
pub(crate) fn add_target(repo: &Repo, target: &str) -> Result<()> {
    let sysroot = rustc(repo, &["--print", "sysroot"])?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(target).is_dir() {
        return Ok(());
    }
    let add = Run::new(repo, "rustup").args(["target", "add", target]).go();
    add.with_context(|| format!("Rust has no `{target}`; install it with `rustup target add {target}`"))
}

//! The command line: one file that needs nothing of the system that it runs on.

use super::elf;
use crate::files;
use crate::repo::Repo;
use crate::run::Run;
use crate::toolchain;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The crate's folder.
const PACKAGE: &str = "runner";

/// Where cargo installs it.
const INSTALLED: &str = "target/program";

/// The shells, and the files in which they look for what `dashlift` takes.
const COMPLETIONS: [(&str, &str); 3] =
    [("bash", "dashlift.bash"), ("zsh", "_dashlift"), ("fish", "dashlift.fish")];

/// Builds the program into a folder and returns it; on Linux it is static.
pub(super) fn build(repo: &Repo, out: &Path) -> Result<PathBuf> {
    let install = Run::cargo(repo).args(["install", "--quiet", "--locked", "--no-track", "--force"]);
    let install = install.args(["--path", PACKAGE, "--root", INSTALLED]);
    match target() {
        Some(target) => {
            toolchain::add_target(repo, &target)?;
            install.args(["--target", &target]).go()?;
        }
        None => install.go()?,
    }
    let name = format!("dashlift{}", std::env::consts::EXE_SUFFIX);
    let program = files::copy(&repo.path(INSTALLED).join("bin").join(name), out)?;
    if cfg!(target_os = "linux") && elf::is_static(&std::fs::read(&program)?) != Some(true) {
        bail!("`{}` is not static", repo.shown(&program));
    }
    Ok(program)
}

/// Returns the target that gives a static program; elsewhere than on Linux there is none.
fn target() -> Option<String> {
    cfg!(target_os = "linux").then(|| format!("{}-unknown-linux-musl", std::env::consts::ARCH))
}

/// Writes the completions for each shell.
pub(super) fn write_completions(repo: &Repo, program: &Path, out: &Path) -> Result<()> {
    for (shell, name) in COMPLETIONS {
        let script = Run::new(repo, program).args(["completions", shell]).output();
        let script = script.with_context(|| format!("no completions for {shell}"))?;
        files::write(&out.join("completions").join(name), script)?;
    }
    Ok(())
}

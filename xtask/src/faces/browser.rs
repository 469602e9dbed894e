//! WebAssembly in a real browser: Chromium, headless, with the package that [`super::wasm`] builds.

use super::{Face, wasm};
use crate::repo::Repo;
use crate::run::Run;
use crate::stages::Stage;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// The WASM face in a browser.
pub(super) const FACE: Face = Face {
    name: "browser",
    drivers: &["wasm-browser"],
    install: |repo| wasm::install(repo).and_then(|()| install(repo)),
    build: wasm::build,
    environment: |_, _| Vec::new(),
    stages: &[Stage {
        name: "browser-test",
        about: "a page in Chromium lifts a dashboard, and the wrapper survives traps there too",
        needs: &["wasm-build"],
        run: |repo| match install(repo) {
            Ok(()) => wasm::test(repo, "tests/browser").go_counting().into(),
            Err(error) => Err(error).into(),
        },
    }],
};

/// Names a Chromium, if it is not one of [`NAMES`] on the path.
const VARIABLE: &str = "DASHLIFT_CHROMIUM";

/// The names that `bindings-wasm/tools/browser.mjs` looks for, too.
const NAMES: &[&str] =
    &["chromium", "chromium-headless-shell", "google-chrome", "google-chrome-stable", "chromium-browser"];

/// Installs Debian's Chromium, if there is none.
fn install(repo: &Repo) -> Result<()> {
    if let Some(named) = std::env::var_os(VARIABLE).map(PathBuf::from) {
        if named.is_file() {
            return Ok(());
        }
        bail!("{VARIABLE} names `{}`, which is no file", named.display());
    }
    if is_there() {
        return Ok(());
    }
    let advice = format!(
        "no Chromium was found; on Debian run `sudo apt-get install chromium`, elsewhere install Chrome or Chromium \
         and name it in the environment variable {VARIABLE}"
    );
    let root = Run::new(repo, "id").arg("-u").output().is_ok_and(|id| id.trim() == "0");
    if !root || Run::new(repo, "apt-get").arg("--version").output().is_err() {
        bail!(advice);
    }
    println!("no Chromium was found; installing Debian's package");
    Run::new(repo, "apt-get").args(["-qq", "update"]).go().with_context(|| advice.clone())?;
    let install =
        Run::new(repo, "apt-get").args(["-qq", "install", "-y", "--no-install-recommends", "chromium"]);
    install.env("DEBIAN_FRONTEND", "noninteractive").go().with_context(|| advice.clone())?;
    if !is_there() {
        bail!(advice);
    }
    Ok(())
}

fn is_there() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| NAMES.iter().any(|name| folder.join(name).is_file()))
}

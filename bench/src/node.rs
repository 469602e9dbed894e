//! The core as a WebAssembly module in Node, beside JavaScript's own `JSON`.

use crate::corpus;
use crate::race::Race;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where the released package lies, if not in its usual place.
const PACKAGE: &str = "DASHLIFT_WASM_PKG";

/// What `run.mjs` reports.
#[derive(Deserialize)]
pub(crate) struct Report {
    /// The version of Node.
    pub(crate) node: String,
    /// A race for each list of documents.
    pub(crate) results: BTreeMap<String, Race>,
    /// Whether wasm-opt went over the module.
    #[serde(skip)]
    pub(crate) optimized: bool,
}

/// Builds the module and runs the races on lists of documents.
pub(crate) fn races(root: &Path, rounds: usize, lists: &[(&str, &[Vec<u8>])]) -> Result<Report> {
    let (module, optimized) = module(root)?;
    let folder = tempfile::tempdir()?;
    let mut node = Command::new("node");
    node.env(PACKAGE, package(root));
    node.arg(root.join("bench/wasm/run.mjs")).arg(module).arg(rounds.to_string());
    for (name, documents) in lists {
        let list = folder.path().join(name);
        corpus::write(&list, documents)?;
        node.arg(list);
    }
    let output = node.stderr(Stdio::inherit()).output().context("node cannot be started")?;
    if !output.status.success() {
        bail!("node failed: {}", output.status);
    }
    let mut report: Report = serde_json::from_slice(&output.stdout)?;
    report.optimized = optimized;
    Ok(report)
}

/// Runs a race of the released package in Chromium.
///
/// # Errors
/// If the package is not built, or Chromium is not there.
pub(crate) fn chromium(root: &Path, rounds: usize, documents: &[Vec<u8>]) -> Result<Race> {
    let package = package(root);
    if !package.join("index.js").is_file() {
        bail!("the package is not built");
    }
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("documents");
    corpus::write(&list, documents)?;
    let mut node = Command::new("node");
    node.arg(root.join("bench/faces/chromium.mjs")).arg(package).arg(rounds.to_string()).arg(list);
    let output = node.output().context("node cannot be started")?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        bail!(
            "{}",
            message.lines().find(|line| line.contains("Error")).unwrap_or("the browser failed").trim()
        );
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Returns where the released package lies, built or not.
pub(crate) fn package(root: &Path) -> PathBuf {
    std::env::var_os(PACKAGE).map_or_else(|| root.join("bindings-wasm/pkg"), PathBuf::from)
}

/// Builds the module; wasm-opt is used where npm's `binaryen` is installed in the repository, and never downloaded.
fn module(root: &Path) -> Result<(PathBuf, bool)> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).context("the program lies outside of a target folder")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.current_dir(root).args(["build", "--quiet", "-p", "dashlift-bench-wasm"]);
    build
        .args(["--profile", "wasm-release", "--target", "wasm32-unknown-unknown"])
        .arg("--target-dir")
        .arg(target);
    if !build.status().context("cargo cannot be started")?.success() {
        bail!("the module cannot be built; is the target there? (rustup target add wasm32-unknown-unknown)");
    }
    let built = target.join("wasm32-unknown-unknown/wasm-release/dashlift_bench_wasm.wasm");
    let optimizer = root.join("node_modules/.bin/wasm-opt");
    if !optimizer.exists() {
        return Ok((built, false));
    }
    let smaller = built.with_extension("opt.wasm");
    let status = Command::new(optimizer).arg("-O3").arg(&built).arg("-o").arg(&smaller).status()?;
    if !status.success() {
        bail!("wasm-opt failed: {status}");
    }
    Ok((smaller, true))
}

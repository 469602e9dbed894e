//! What the released WASM package weighs, as its own `sizes.mjs` counts it.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// Bytes of the module and its JavaScript together.
#[derive(Deserialize)]
pub(crate) struct Sizes {
    pub(crate) raw: f64,
    pub(crate) gzip: f64,
    pub(crate) brotli: f64,
}

#[derive(Deserialize)]
struct Report {
    together: Sizes,
}

/// The modules of the package that know some families only.
pub(crate) const PARTS: [&str; 4] = ["grafana-classic", "grafana", "perses", "regions"];

pub(crate) fn read(root: &Path, package: &Path) -> Result<Sizes> {
    let mut node = Command::new("node");
    node.arg(root.join("bindings-wasm/tools/sizes.mjs")).arg("--json").arg(package);
    let output = node.output().context("node cannot be started")?;
    if !output.status.success() {
        bail!("`{}` is no package", package.display());
    }
    let report: Report = serde_json::from_slice(&output.stdout)?;
    Ok(report.together)
}

//! The WebAssembly module and the JavaScript that belongs to it.

use crate::parts::Families;
use crate::places::{Places, cargo, finish};
use anyhow::{Context, Result, anyhow};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// The name that all generated files begin with.
const STEM: &str = "dashlift_wasm";

/// Compiles the crate and returns the module.
pub(crate) fn compile(places: &Places, features: &[String], families: Families) -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["build", "--locked", "-p", "dashlift-wasm", "--profile", PROFILE, "--target", TARGET]);
    if let Families::Some(families) = families {
        command.args(["--no-default-features", "--features", families]);
    }
    if !features.is_empty() {
        command.args(["--features", &features.join(",")]);
    }
    command.current_dir(&places.root);
    finish(command, "`cargo build` of the WASM face")?;
    Ok(places.target.join(TARGET).join(PROFILE).join(format!("{STEM}.wasm")))
}

/// Generates the JavaScript that talks to the module, and shrinks the module to what it needs.
///
/// One target serves browsers, bundlers and Node: `web`, whose module is given from outside. The function that sets
/// its state back is what the wrapper survives a trap with.
pub(crate) fn generate(compiled: &Path, out: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(STEM).typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true).reset_state_function(true);
    let generated = bindgen.web(true).and_then(|bindgen| bindgen.generate(out));
    generated.map_err(|error| anyhow!("{error:#}")).context("wasm-bindgen failed")
}

/// Optimizes the module for speed, in place.
pub(crate) fn optimize(places: &Places, out: &Path) -> Result<()> {
    let module = out.join(format!("{STEM}_bg.wasm"));
    let tool = places.tool("binaryen/bin/wasm-opt")?;
    places.node(&[tool, "-O3".into(), "--converge".into(), module.clone(), "-o".into(), module])
}

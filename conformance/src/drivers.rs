//! The drivers that this repository has, and what each needs.

use crate::driver::Recipe;
use crate::places::Places;
use anyhow::{Context as _, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The drivers that run when none is chosen.
pub const KNOWN: [&str; 5] = ["native", "python", "node", "wasm-node", "wasm-browser"];

/// Returns how to start a driver by its name.
///
/// # Errors
/// If there is no such driver, or something that it needs is missing; the message says what to do.
pub fn recipe(name: &str, places: &Places, patience: Duration) -> anyhow::Result<Recipe> {
    let command = match name {
        "native" => native()?,
        "python" => python(places)?,
        "node" | "wasm-node" | "wasm-browser" => javascript(name, places)?,
        other => bail!("there is no driver `{other}`; known are {}", KNOWN.join(", ")),
    };
    Ok(Recipe { name: name.to_owned(), names_itself: false, command, folder: places.root.clone(), patience })
}

/// Returns how to start somebody's program as a driver; it is named after its `start` reply.
///
/// # Errors
/// If the command is empty or its quotes do not match.
pub fn foreign(command: &str, patience: Duration) -> anyhow::Result<Recipe> {
    let words =
        shell_words::split(command).with_context(|| format!("cannot read `--driver-cmd {command}`"))?;
    let program = words.first().with_context(|| "`--driver-cmd` is empty".to_owned())?;
    let name = PathBuf::from(program).file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Recipe {
        name: name.unwrap_or_else(|| program.clone()),
        names_itself: true,
        command: words,
        folder: std::env::current_dir()?,
        patience,
    })
}

fn native() -> anyhow::Result<Vec<String>> {
    let program = std::env::current_exe().context("the runner cannot find itself")?;
    Ok(vec![program.to_string_lossy().into_owned(), "driver-native".to_owned()])
}

fn python(places: &Places) -> anyhow::Result<Vec<String>> {
    let inside = if cfg!(windows) { ".venv/Scripts/python.exe" } else { ".venv/bin/python" };
    let interpreter =
        std::env::var_os("DASHLIFT_PYTHON").map_or_else(|| places.root.join(inside), PathBuf::from);
    let name = interpreter.display();
    let works = Command::new(&interpreter)
        .args(["-c", "import dashlift"])
        .current_dir(&places.root)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("no Python at {name}: run `cargo xtask setup` or set DASHLIFT_PYTHON"))?;
    if !works.status.success() {
        bail!(
            "{name} has no package `dashlift`: run `cargo xtask setup` ({})",
            String::from_utf8_lossy(&works.stderr).lines().last().unwrap_or("no message")
        );
    }
    let script = places.root.join("conformance/drivers/python/driver.py");
    Ok(vec![interpreter.to_string_lossy().into_owned(), script.to_string_lossy().into_owned()])
}

/// A driver in JavaScript says itself what it misses.
fn javascript(name: &str, places: &Places) -> anyhow::Result<Vec<String>> {
    let version = Command::new("node").arg("--version").stdin(Stdio::null()).output();
    version.context("Node 20 or newer is needed, and there is no `node`")?;
    let script = places.root.join("conformance/drivers").join(name).join("driver.mjs");
    Ok(vec!["node".to_owned(), script.to_string_lossy().into_owned()])
}

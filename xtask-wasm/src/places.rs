//! Where things are, and how programs are run there.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders of a build.
#[derive(Debug)]
pub(crate) struct Places {
    /// The root of the repository.
    pub(crate) root: PathBuf,
    /// The crate's folder.
    pub(crate) package: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
    /// The workspace's version.
    pub(crate) version: String,
}

impl Places {
    /// Asks cargo.
    ///
    /// # Errors
    /// If cargo does not answer.
    pub(crate) fn find() -> Result<Self> {
        let arguments = ["metadata", "--format-version", "1", "--no-deps", "--locked"];
        let output = cargo().args(arguments).output().context("cannot start cargo")?;
        if !output.status.success() {
            bail!(
                "`cargo metadata` ended with {}: {}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            );
        }
        let metadata: Value =
            serde_json::from_slice(&output.stdout).context("cannot read cargo's metadata")?;
        let text =
            |value: &Value| value.as_str().map(str::to_owned).context("cargo's metadata lacks a member");
        let package = metadata["packages"]
            .as_array()
            .and_then(|all| all.iter().find(|package| package["name"] == "dashlift-wasm"))
            .context("the workspace has no crate `dashlift-wasm`")?;
        let root = PathBuf::from(text(&metadata["workspace_root"])?);
        Ok(Self {
            package: root.join("bindings-wasm"),
            root,
            target: PathBuf::from(text(&metadata["target_directory"])?),
            version: text(&package["version"])?,
        })
    }

    /// Runs a script with Node, in the crate's folder.
    ///
    /// # Errors
    /// If there is no Node, or the script fails.
    pub(crate) fn node(&self, arguments: &[impl AsRef<OsStr>]) -> Result<()> {
        let mut command = Command::new("node");
        command.args(arguments).current_dir(&self.package);
        finish(command, "node; Node 20 or newer is needed")
    }

    /// Returns an npm package's file, as a program for Node.
    ///
    /// # Errors
    /// If the package is not installed.
    pub(crate) fn tool(&self, path: &str) -> Result<PathBuf> {
        let path = self.package.join("node_modules").join(path);
        if !path.is_file() {
            bail!("`{}` is missing: run `npm ci` in bindings-wasm", path.display());
        }
        Ok(path)
    }
}

/// Prepares the cargo that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end.
///
/// # Errors
/// If it cannot be started or fails.
pub(crate) fn finish(mut command: Command, name: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}

/// Returns the last part of a path.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Makes an empty folder.
///
/// # Errors
/// If it cannot be made.
pub(crate) fn empty(folder: &Path) -> Result<()> {
    remove(folder)?;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))
}

/// Moves a folder to a place; what is there goes.
///
/// # Errors
/// If it cannot be moved.
pub(crate) fn replace(from: &Path, to: &Path) -> Result<()> {
    remove(to)?;
    std::fs::rename(from, to).with_context(|| format!("cannot write `{}`", to.display()))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot empty `{}`", folder.display()))?;
    }
    Ok(())
}

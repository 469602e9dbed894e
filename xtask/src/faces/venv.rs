//! The virtual environment at the repository's root, with the tools of `xtask/python-tools.txt`.

use crate::repo::Repo;
use crate::run::Run;
use crate::stamp::Stamp;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The oldest Python that the package supports.
const OLDEST: (u32, u32) = (3, 9);

/// The list of tools.
const TOOLS: &str = "xtask/python-tools.txt";

/// A virtual environment with all tools in it.
#[derive(Debug)]
pub(crate) struct Venv {
    python: PathBuf,
    version: String,
}

/// Returns the folder of the environment.
pub(super) fn folder(repo: &Repo) -> PathBuf {
    repo.path(".venv")
}

/// Returns the environment's interpreter, whether it exists or not.
pub(super) fn python(repo: &Repo) -> PathBuf {
    folder(repo).join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

impl Venv {
    /// Returns the environment; makes it and installs the tools, as far as they are missing.
    ///
    /// # Errors
    /// If there is no Python of 3.9 or newer, or the tools cannot be installed.
    pub(crate) fn ready(repo: &Repo) -> Result<Self> {
        let python = python(repo);
        let version = match version(repo, python.as_os_str().to_owned()) {
            Some(version) if python.is_file() => version,
            _ => make(repo, &python)?,
        };
        let stamp = Stamp::new(repo, folder(repo).join("tools.stamp"), &[TOOLS], &[&version])?;
        let venv = Self { python, version };
        if !stamp.is_fresh() {
            let pip = venv.run(repo).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
            pip.args(["--requirement", TOOLS]).go().context("cannot install the Python tools into .venv")?;
            stamp.write()?;
        }
        Ok(venv)
    }

    /// Returns the interpreter.
    pub(super) fn python(&self) -> &Path {
        &self.python
    }

    /// Returns its version: `3.11`.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// Prepares a command of the interpreter.
    pub(crate) fn run(&self, repo: &Repo) -> Run {
        Run::new(repo, &self.python)
    }
}

fn make(repo: &Repo, python: &Path) -> Result<String> {
    let base = find(repo)?;
    if Run::new(repo, &base).args(["-c", "import ensurepip, venv"]).output().is_err() {
        install_venv_module(repo)?;
    }
    Run::new(repo, &base).args(["-m", "venv", "--clear", ".venv"]).go().context("cannot make .venv")?;
    version(repo, python.as_os_str().to_owned())
        .context("the new .venv has no working Python; remove it and try again")
}

/// Returns an interpreter of this machine: what `PYTHON` names, else what a shell would find.
fn find(repo: &Repo) -> Result<std::ffi::OsString> {
    let named = std::env::var_os("PYTHON").into_iter();
    let candidates = named.chain(["python3", "python", "py"].map(Into::into));
    let mut found = Vec::new();
    for candidate in candidates {
        match version(repo, candidate.clone()) {
            Some(version) if is_new_enough(&version) => return Ok(candidate),
            Some(version) => found.push(format!("`{}` is {version}", candidate.to_string_lossy())),
            None => {}
        }
    }
    let found = if found.is_empty() { "none was found".to_owned() } else { found.join(", ") };
    bail!(
        "Python {}.{} or newer is needed ({found}); install it, or name it in the environment variable PYTHON",
        OLDEST.0,
        OLDEST.1
    )
}

fn version(repo: &Repo, python: std::ffi::OsString) -> Option<String> {
    let script = "import sys; print('%d.%d' % sys.version_info[:2])";
    let text = Run::new(repo, python).args(["-c", script]).output().ok()?;
    Some(text.trim().to_owned()).filter(|version| !version.is_empty())
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) >= OLDEST
}

/// Debian ships Python's `venv` module in a package of its own.
fn install_venv_module(repo: &Repo) -> Result<()> {
    let advice = "Python's `venv` module is missing; on Debian run `sudo apt-get install python3-venv`, then try again";
    let root = Run::new(repo, "id").arg("-u").output().is_ok_and(|id| id.trim() == "0");
    if !root || Run::new(repo, "apt-get").arg("--version").output().is_err() {
        bail!("{advice}");
    }
    println!("Python's `venv` module is missing; installing Debian's package");
    Run::new(repo, "apt-get").args(["-qq", "update"]).go().context(advice)?;
    let install =
        Run::new(repo, "apt-get").args(["-qq", "install", "-y", "--no-install-recommends", "python3-venv"]);
    install.env("DEBIAN_FRONTEND", "noninteractive").go().context(advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        for good in ["3.9", "3.11", "4.0"] {
            assert!(is_new_enough(good), "{good}");
        }
        for bad in ["2.7", "3.8", "", "x"] {
            assert!(!is_new_enough(bad), "{bad}");
        }
    }
}

//! Installs the packages where nothing of the repository is, and tells how each is started there.

use super::Artefacts;
use crate::faces::{self, Venv};
use crate::repo::Repo;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A way to start an installed program.
#[derive(Debug)]
pub(super) struct Way {
    /// What a user types.
    pub(super) name: &'static str,
    /// An empty folder, in which it can be started.
    pub(super) folder: PathBuf,
    program: PathBuf,
    arguments: Vec<&'static str>,
}

/// What is installed.
#[derive(Debug)]
pub(super) struct Installed {
    /// The ways to start the command line.
    pub(super) programs: Vec<Way>,
    /// The ways to load the core, with code that prints what its build calls itself, and what that is.
    pub(super) modules: Vec<(Way, &'static str, &'static str)>,
    /// The folder in which the npm packages are installed.
    pub(super) node: PathBuf,
}

impl Way {
    fn new(name: &'static str, below: &Path, program: PathBuf, arguments: &[&'static str]) -> Result<Self> {
        let folder = below.join(name.replace(' ', "-"));
        std::fs::create_dir_all(&folder)?;
        Ok(Self { name, folder, program, arguments: arguments.to_vec() })
    }

    /// Runs it in its folder with a file as stdin.
    ///
    /// # Errors
    /// If it cannot be started.
    pub(super) fn run(&self, arguments: &[&str], stdin: Stdio) -> Result<Output> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).args(arguments).current_dir(&self.folder).stdin(stdin);
        command.output().with_context(|| format!("cannot start `{}`", self.program.display()))
    }
}

/// Puts the program, the wheel and the npm packages below a folder; nothing comes from a registry.
///
/// # Errors
/// If one cannot be installed.
pub(super) fn install(repo: &Repo, artefacts: &Artefacts, folder: &Path) -> Result<Installed> {
    let venv = Venv::ready(repo)?;
    let python = folder.join("python");
    venv.run(repo).args(["-m", "venv", "--without-pip"]).arg(&python).go()?;
    let scripts = python.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let interpreter = scripts.join(executable("python"));
    let pip = venv.run(repo).args(["-m", "pip", "--python"]).arg(&interpreter);
    let pip = pip.args(["install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]);
    pip.arg(&artefacts.wheel).go()?;

    let node = folder.join("node");
    std::fs::create_dir_all(&node)?;
    let npm = faces::npm(repo).arg("install").arg("--prefix").arg(&node);
    let npm = npm.args(["--offline", "--no-audit", "--no-fund", "--loglevel", "error"]);
    npm.arg(&artefacts.node).arg(&artefacts.wasm).go()?;

    let program = artefacts.program.clone();
    let npx = PathBuf::from(if cfg!(windows) { "npx.cmd" } else { "npx" });
    let node_program = PathBuf::from(executable("node"));
    Ok(Installed {
        programs: vec![
            Way::new("dist", folder, program, &[])?,
            Way::new("pip", folder, scripts.join(executable("dashlift")), &[])?,
            Way::new("python -m", folder, interpreter.clone(), &["-m", "dashlift"])?,
            Way::new("npx", &node, npx, &["--offline", "--no", "--", "dashlift"])?,
        ],
        modules: vec![
            (
                Way::new("import", folder, interpreter, &["-c"])?,
                "import dashlift; print(dashlift.build()['face'])",
                "python",
            ),
            (
                Way::new("require", &node, node_program.clone(), &["-p"])?,
                "require('dashlift').build().face",
                "node",
            ),
            (
                Way::new("require wasm", &node, node_program, &["-p"])?,
                "require('@dashlift/wasm').build().face",
                "wasm",
            ),
        ],
        node,
    })
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

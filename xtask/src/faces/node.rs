//! Node: an addon, put beside the package's `index.js`, where a driver finds it.

use super::{Build, Face};
use crate::files;
use crate::licences;
use crate::repo::Repo;
use crate::run::Run;
use crate::stages::Stage;
use crate::stamp::Stamp;
use crate::toolchain::rustc;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The Node face.
pub(super) const FACE: Face = Face {
    name: "node",
    drivers: &["node"],
    install,
    build,
    environment,
    stages: &[
        Stage {
            name: "node-build",
            about: "the addon builds",
            needs: &[],
            run: |repo| super::build(repo, Build::Tested, &["node".to_owned()]).into(),
        },
        Stage {
            name: "node-test",
            about: "the package keeps its promises, its types too; what documents become is the suite's",
            needs: &["node-build"],
            run: test,
        },
    ],
};

/// The oldest Node that the package supports.
const OLDEST: u32 = 20;

/// The crate's folder.
const PACKAGE: &str = "bindings-node";

/// What the addon is made of.
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "bindings-node/Cargo.toml",
    "bindings-node/build.rs",
    "bindings-node/scripts/build.mjs",
    "bindings-node/src",
    "core/Cargo.toml",
    "core/src",
    "examples/own-family",
];

/// The released build lies in a folder of its own; a variable tells the package.
const RELEASED: &str = "target/node-released/dashlift.node";

/// Where the package looks for an addon first.
const NAMED: &str = "DASHLIFT_NODE_ADDON";

/// Installs what the tests need, as far as it is missing.
fn install(repo: &Repo) -> Result<()> {
    let version = version(repo)?;
    let lists = ["bindings-node/package.json", "bindings-node/package-lock.json"];
    let stamp = Stamp::new(repo, repo.path("bindings-node/node_modules/.tools.stamp"), &lists, &[&version])?;
    if stamp.is_fresh() {
        return Ok(());
    }
    super::npm(repo)
        .args(["ci", "--prefix", PACKAGE, "--no-audit", "--no-fund", "--loglevel", "error"])
        .go()
        .context("cannot install the tools of bindings-node")?;
    stamp.write()
}

fn build(repo: &Repo, build: Build) -> Result<()> {
    let version = version(repo)?;
    // Whoever builds the addon by hand takes the first of these stamps away.
    let (addon, stamp, option) = match build {
        Build::Tested => (tested(repo)?, "bindings-node/node_modules/.addon.stamp", Some("--conformance")),
        Build::Released => (repo.path(RELEASED), "target/node-released/dashlift.stamp", None),
    };
    let stamp = Stamp::new(repo, repo.path(stamp), SOURCES, &[&version, &rustc(repo, &["--version"])?])?;
    if addon.is_file() && stamp.is_fresh() {
        return Ok(());
    }
    licences::copy_into(repo, PACKAGE)?;
    Run::new(repo, "node")
        .arg("bindings-node/scripts/build.mjs")
        .args(option)
        .arg("--out")
        .arg(&addon)
        .go()?;
    stamp.write()
}

/// Makes the npm package as it is released, with the addon and the command line in it, and returns it.
///
/// # Errors
/// If a build fails.
pub(crate) fn pack(repo: &Repo, program: &Path, out: &Path) -> Result<PathBuf> {
    build(repo, Build::Released)?;
    let draft = repo.path("target/npm");
    files::empty(&draft)?;
    // Which of them the package needs, its manifest tells npm; the addon that lies there is the tested one.
    for file in files::walk(repo, PACKAGE)?.iter().filter(|file| files::extension(file) != "node") {
        let to = draft.join(file.strip_prefix(repo.path(PACKAGE))?);
        files::write(&to, std::fs::read(file)?)?;
    }
    let addon = tested(repo)?;
    std::fs::copy(repo.path(RELEASED), draft.join(addon.file_name().unwrap_or_default()))?;
    let script = "console.log(path.basename(require('./bindings-node/lib/program.js').program))";
    let name = Run::new(repo, "node").args(["-e", script]).output()?;
    std::fs::copy(program, draft.join("bin").join(name.trim()))?;
    super::npm_pack(repo, &draft, out)
}

/// Returns where the package looks for its addon on this machine.
fn tested(repo: &Repo) -> Result<PathBuf> {
    let name = Run::new(repo, "node").args(["bindings-node/scripts/build.mjs", "--print"]).output()?;
    Ok(repo.path(PACKAGE).join(name.trim()))
}

/// A variable of the caller's does not count: the drivers load what was built here.
fn environment(repo: &Repo, build: Build) -> Vec<(&'static str, PathBuf)> {
    match build {
        Build::Tested => vec![(NAMED, PathBuf::new())],
        Build::Released => vec![(NAMED, repo.path(RELEASED))],
    }
}

fn test(repo: &Repo) -> crate::stages::Outcome {
    match tests(repo) {
        Ok(tests) => Run::new(repo, "node")
            .arg("--test")
            .args(["--test-reporter=spec", "--test-reporter-destination=stdout"])
            .args(["--test-reporter=./bindings-node/scripts/sum.mjs", "--test-reporter-destination=stdout"])
            .args(tests)
            .without_env(NAMED)
            .go_counting()
            .into(),
        Err(error) => Err(error).into(),
    }
}

/// Returns the files of tests; Node 20 reads no patterns.
fn tests(repo: &Repo) -> Result<Vec<PathBuf>> {
    let is_test =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".test.js"));
    let found: Vec<_> = files::walk(repo, "bindings-node/test")?;
    Ok(found.into_iter().filter(|path| is_test(path)).collect())
}

/// Returns the version of this machine's Node: `v20.20.2`.
fn version(repo: &Repo) -> Result<String> {
    let version = Run::new(repo, "node")
        .arg("--version")
        .output()
        .with_context(|| format!("Node {OLDEST} or newer is needed; install it with npm"))?;
    let version = version.trim().to_owned();
    if major(&version).is_none_or(|major| major < OLDEST) {
        bail!("Node {OLDEST} or newer is needed, `node` is {version}");
    }
    Ok(version)
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_a_major_number() {
        for (version, expected) in [("v20.20.2", Some(20)), ("v8.0.0", Some(8)), ("20.1", None), ("", None)] {
            assert_eq!(major(version), expected, "{version}");
        }
    }
}

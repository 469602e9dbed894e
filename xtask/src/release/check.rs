//! The end-to-end tests: the installed packages, never the tree.

use super::Artefacts;
use super::install::{Installed, Way, install};
use crate::counts::Counts;
use crate::files;
use crate::repo::Repo;
use crate::run::Run;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::fs::File;
use std::process::Stdio;

/// Dashboards to lift, and one that is none.
const DASHBOARDS: [&str; 3] = ["ferries.v18.json", "metal-nodes.v36.json", "monday-numbers.v41.json"];
const NONE: (&str, &str) = ("README.json", "{\"name\": \"left-pad\"}\n");

/// Installs the packages and tries out each.
pub(crate) fn check(repo: &Repo, artefacts: &Artefacts) -> (Result<()>, Option<Counts>) {
    let mut counts = Counts::default();
    let result = check_all(repo, artefacts, &mut counts);
    let result = result.and_then(|()| match counts.failed {
        0 => Ok(()),
        n => bail!("{n} of the installed packages' tests failed"),
    });
    (result, Some(counts))
}

fn check_all(repo: &Repo, artefacts: &Artefacts, counts: &mut Counts) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Installed { programs, modules, node } = install(repo, artefacts, folder.path())?;
    let mut count = |name: &str, what: &str, result: Result<()>| match result {
        Ok(()) => {
            println!("ok     {name}: {what}");
            counts.passed += 1;
        }
        Err(error) => {
            println!("FAILED {name}: {what}: {error:#}");
            counts.failed += 1;
        }
    };
    let mut lifted = Vec::new();
    for way in &programs {
        count(way.name, "tells its version", tells_its_version(way));
        count(way.name, "ends with the program's code", ends_with_its_code(way));
        let result = lifts_a_folder(repo, way).map(|files| lifted.push(files));
        count(way.name, "checks and lifts a folder", result);
        count(way.name, "lifts stdin", lifts_stdin(repo, way));
    }
    let alike = lifted.windows(2).all(|pair| matches!(pair, [left, right] if left == right));
    let alike = if alike { Ok(()) } else { Err(anyhow::anyhow!("the files differ")) };
    count("all", "write the same bytes", alike);
    for (way, code, expected) in &modules {
        let said = ends(way, &[code], Stdio::null(), 0);
        let result = said.and_then(|said| is(&said, &format!("{expected}\n")));
        count(way.name, &format!("loads the core as `{expected}`"), result);
    }
    let parts = Run::new(repo, "node").arg("bindings-wasm/tools/parts.mjs").arg(&node).go();
    count("parts of the wasm package", "give the bytes of the whole one", parts);
    let mut suite = Run::cargo(repo).args(["test", "--quiet", "--locked", "-p", "dashlift-cli", "--tests"]);
    suite = suite.env("DASHLIFT_BIN", &artefacts.program);
    count("program", "passes the end-to-end tests", suite.go());
    if cfg!(unix) {
        let script = Run::new(repo, "bash").arg("action/test.sh").env("DASHLIFT", &artefacts.program).go();
        count("action", "comments, commits and fails as it is told to", script);
    }
    Ok(())
}

fn tells_its_version(way: &Way) -> Result<()> {
    is(&ends(way, &["--version"], Stdio::null(), 0)?, concat!("dashlift ", env!("CARGO_PKG_VERSION"), "\n"))
}

fn ends_with_its_code(way: &Way) -> Result<()> {
    is(&ends(way, &["improve"], Stdio::null(), 64)?, "")
}

/// Lifts dashboards in place, as a person would, and returns all files.
fn lifts_a_folder(repo: &Repo, way: &Way) -> Result<BTreeMap<String, Vec<u8>>> {
    for name in DASHBOARDS {
        files::copy(&repo.path("examples/dashboards").join(name), &way.folder)?;
    }
    files::write(&way.folder.join(NONE.0), NONE.1)?;
    ends(way, &["check", "."], Stdio::null(), 2)?;
    ends(way, &["migrate", "--write", "."], Stdio::null(), 0)?;
    ends(way, &["check", "."], Stdio::null(), 0)?;
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(&way.folder)? {
        let entry = entry?;
        found.insert(entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path())?);
    }
    ensure!(found.len() == DASHBOARDS.len() + 1, "there are other files: {:?}", found.keys());
    ensure!(found.get(NONE.0).is_some_and(|bytes| bytes == NONE.1.as_bytes()), "`{}` changed", NONE.0);
    Ok(found)
}

fn lifts_stdin(repo: &Repo, way: &Way) -> Result<()> {
    let old = File::open(repo.path("examples/dashboards").join(DASHBOARDS[0]))?;
    let lifted = ends(way, &["migrate", "-"], Stdio::from(old), 0)?;
    ensure!(lifted.contains("\"schemaVersion\": 42"), "stdout holds no lifted document");
    Ok(())
}

/// Returns what a run prints on stdout.
fn ends(way: &Way, arguments: &[&str], stdin: Stdio, code: i32) -> Result<String> {
    let output = way.run(arguments, stdin)?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.code() == Some(code),
        "`{}` ended with {}, not with {code}: {said}",
        arguments.join(" "),
        output.status
    );
    String::from_utf8(output.stdout).context("stdout is not UTF-8")
}

fn is(said: &str, expected: &str) -> Result<()> {
    ensure!(said == expected, "expected {expected:?}, found {said:?}");
    Ok(())
}

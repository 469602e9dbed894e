//! Byte cases: siblings `<case>.in.json`, `.options.json`, `.call.json`, `.out.json`, `.error.json` … below `cases/`.

use crate::case::{Bytes, Case, Expectation};
use crate::places::{Places, files_below};
use crate::protocol::{Call, Document, Registry, Verb};
use anyhow::{Context as _, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Inputs above this size are given to drivers as files.
const AS_FILE: usize = 64 * 1024;

/// The endings that a file below `cases/` can have.
const ENDINGS: [&str; 7] = [
    ".in.json",
    ".options.json",
    ".call.json",
    ".out.json",
    ".error.json",
    ".report.json",
    ".complement.txt",
];

/// The paths of a case's files.
#[derive(Debug, Clone)]
pub struct CaseFiles {
    stem: PathBuf,
}

impl CaseFiles {
    /// Returns the files of a byte case by its full name.
    pub fn of(places: &Places, full_name: &str) -> Self {
        Self { stem: places.cases().join(full_name) }
    }

    /// Returns the path with an ending such as `.out.json`.
    pub fn path(&self, ending: &str) -> PathBuf {
        let mut path = self.stem.clone().into_os_string();
        path.push(ending);
        path.into()
    }
}

/// What a case asks beside its options: `<case>.call.json`, and `suite.json` for a whole folder.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CallFile {
    /// Says what the suite is about; for readers.
    #[serde(default)]
    #[expect(dead_code, reason = "for readers of the file")]
    about: Option<String>,
    verb: Option<Verb>,
    registry: Option<Registry>,
    style: Option<String>,
    from: Option<String>,
    to: Option<String>,
    report: Option<bool>,
}

/// Loads every byte case.
///
/// # Errors
/// If a file cannot be read, has an unknown ending, or a case lacks what its verb needs.
pub fn load_bytes(places: &Places) -> anyhow::Result<Vec<Case>> {
    let mut suites: BTreeMap<String, CallFile> = BTreeMap::new();
    let mut found: BTreeMap<String, BTreeMap<&'static str, PathBuf>> = BTreeMap::new();
    for (name, path) in files_below(&places.cases())? {
        if let Some(suite) = name.strip_suffix("/suite.json") {
            suites.insert(suite.to_owned(), read_call(&path)?);
            continue;
        }
        if name.ends_with("README.md") {
            continue;
        }
        let ending = ENDINGS.iter().find(|ending| name.ends_with(*ending));
        let ending = ending.with_context(|| format!("cases/{name} has none of the endings of a case"))?;
        let case = name.strip_suffix(ending).unwrap_or(&name).to_owned();
        found.entry(case).or_default().insert(ending, path);
    }
    let cases = found.iter().map(|(name, files)| {
        let suite = name.rsplit_once('/').map_or("", |(suite, _)| suite);
        load_case(name, files, suites.get(suite)).with_context(|| format!("case {name}"))
    });
    cases.collect()
}

fn load_case(
    full_name: &str,
    files: &BTreeMap<&'static str, PathBuf>,
    suite: Option<&CallFile>,
) -> anyhow::Result<Case> {
    let (folder, name) = full_name.rsplit_once('/').context("a case lies in the folder of its suite")?;
    let own = files.get(".call.json").map(|path| read_call(path)).transpose()?.unwrap_or_default();
    let suite = suite.cloned().unwrap_or_default();
    let read = |ending: &str| files.get(ending).map(|path| read_file(path)).transpose();
    let expectation = Bytes {
        out: read(".out.json")?,
        error: read(".error.json")?,
        report: read(".report.json")?,
        complement: read(".complement.txt")?,
        wants_report: own.report.or(suite.report).unwrap_or(false),
    };
    if expectation.out.is_some() && expectation.error.is_some() {
        bail!("has both `.out.json` and `.error.json`");
    }
    let call = Call {
        verb: own.verb.or(suite.verb).unwrap_or(Verb::Migrate),
        registry: own.registry.or(suite.registry).unwrap_or_default(),
        document: files.get(".in.json").map(|path| read_document(path)).transpose()?,
        options: read(".options.json")?.map(String::from_utf8).transpose()?,
        style: own.style.or(suite.style),
        from: own.from.or(suite.from),
        to: own.to.or(suite.to),
    };
    check(&call)?;
    Ok(Case {
        suite: folder.to_owned(),
        name: name.to_owned(),
        call: Some(call),
        expectation: Expectation::Bytes(expectation),
    })
}

/// Refuses a call that lacks what its verb needs, or has what it does not take.
fn check(call: &Call) -> anyhow::Result<()> {
    let needs_document = !matches!(call.verb, Verb::Plan | Verb::Families);
    let takes_options = matches!(call.verb, Verb::Migrate | Verb::Validate);
    for (what, is, needed, allowed) in [
        (".in.json", call.document.is_some(), needs_document, needs_document),
        (".options.json", call.options.is_some(), false, takes_options),
        ("`style`", call.style.is_some(), call.verb == Verb::Format, call.verb == Verb::Format),
        ("`from`", call.from.is_some(), call.verb == Verb::Plan, call.verb == Verb::Plan),
        ("`to`", call.to.is_some(), call.verb == Verb::Plan, call.verb == Verb::Plan),
    ] {
        if needed && !is {
            bail!("verb `{}` needs {what}", call.verb.name());
        }
        if is && !allowed {
            bail!("verb `{}` takes no {what}", call.verb.name());
        }
    }
    // Checks that the options are JSON.
    call.to_line(0).context("`.options.json` is not JSON")?;
    Ok(())
}

fn read_document(path: &Path) -> anyhow::Result<Document> {
    given(path, &read_file(path)?)
}

/// Returns a document that lies in a file as drivers get it: small ones as bytes, large ones as the file.
pub(super) fn given(path: &Path, bytes: &[u8]) -> anyhow::Result<Document> {
    if bytes.len() <= AS_FILE {
        return Ok(Document::Bytes(Arc::from(bytes)));
    }
    Ok(Document::File(std::path::absolute(path)?))
}

fn read_call(path: &Path) -> anyhow::Result<CallFile> {
    serde_json::from_slice(&read_file(path)?).with_context(|| format!("cannot read {}", path.display()))
}

fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

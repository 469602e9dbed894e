//! Reads the families' tables of steps, as text: which steps there are and where they stand.

use crate::files;
use crate::repo::Repo;
use anyhow::{Context, Result, bail};
use std::fmt;
use std::path::PathBuf;

/// A family of `core/src`, as its folder shows it.
#[derive(Debug)]
pub(crate) struct Family {
    /// The name of the folder: `grafana`.
    pub(crate) name: String,
    /// The folder.
    pub(crate) folder: PathBuf,
    /// The file with the table.
    pub(crate) table: PathBuf,
    /// The text of that file.
    pub(crate) text: String,
    /// The step files, by stem: `v42`.
    pub(crate) files: Vec<String>,
    /// The stems that are declared as modules.
    pub(crate) modules: Vec<String>,
    /// The stems of the table, in its order.
    pub(crate) rows: Vec<String>,
}

/// The version a step leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// `43`.
    Integer(u32),
    /// `1.2.0`.
    Semver(u32, u32, u32),
}

impl Version {
    /// Reads `43` or `1.2.0`.
    ///
    /// # Errors
    /// If it is neither.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let numbers: Vec<u32> = text.split('.').map_while(|part| part.parse().ok()).collect();
        match (numbers.as_slice(), text.split('.').count()) {
            (&[number], 1) => Ok(Self::Integer(number)),
            (&[major, minor, patch], 3) => Ok(Self::Semver(major, minor, patch)),
            _ => bail!("`{text}` is no version; write `43` or `1.2.0`"),
        }
    }

    /// Reads a stem: `v43`, `v1_2_0`. Any other stem is no version's; that of a direct step is read by [`direct`].
    pub(crate) fn of_stem(stem: &str) -> Option<Self> {
        Self::parse(&stem.strip_prefix('v')?.replace('_', ".")).ok()
    }

    /// Returns the stem: `v43`, `v1_2_0`; with two digits for whole numbers, so that files sort.
    pub(crate) fn stem(&self) -> String {
        match self {
            Self::Integer(number) => format!("v{number:02}"),
            Self::Semver(..) => format!("v{}", self.to_string().replace('.', "_")),
        }
    }

    /// Returns the Rust expression: `Version::Semver(1, 2, 0)`.
    pub(crate) fn expression(&self) -> String {
        match self {
            Self::Integer(number) => format!("Version::Integer({number})"),
            Self::Semver(major, minor, patch) => format!("Version::Semver({major}, {minor}, {patch})"),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Semver(major, minor, patch) => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

impl Family {
    /// Reads one family.
    ///
    /// # Errors
    /// If there is no such folder with a table.
    pub(crate) fn read(repo: &Repo, name: &str) -> Result<Self> {
        let folder = repo.path("core/src").join(name);
        let table = folder.join("mod.rs");
        let text = files::read(&table).with_context(|| format!("there is no family `{name}`"))?;
        if !text.contains("STEPS") {
            bail!("there is no family `{name}`: its mod.rs has no table `STEPS`");
        }
        let mut files: Vec<String> = Vec::new();
        for entry in
            std::fs::read_dir(&folder).with_context(|| format!("cannot read `{}`", folder.display()))?
        {
            let file = entry?.file_name().to_string_lossy().into_owned();
            files.extend(file.strip_suffix(".rs").filter(|stem| is_step(stem)).map(str::to_owned));
        }
        files.sort_by_key(|stem| (Version::of_stem(stem).or_else(|| Some(direct(stem)?.1)), stem.len()));
        let modules =
            text.lines().filter_map(module).filter(|stem| is_step(stem)).map(str::to_owned).collect();
        let rows = rows(&text).into_iter().filter(|stem| is_step(stem)).collect();
        Ok(Self { name: name.to_owned(), folder, table, text, files, modules, rows })
    }

    /// Reads every family that has a table.
    ///
    /// # Errors
    /// If the folder of the core cannot be read.
    pub(crate) fn read_all(repo: &Repo) -> Result<Vec<Self>> {
        let core = repo.path("core/src");
        let mut families = Vec::new();
        for entry in std::fs::read_dir(&core).with_context(|| format!("cannot read `{}`", core.display()))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            families.extend(Self::read(repo, &name).ok());
        }
        families.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(families)
    }
}

/// Returns whether a stem is that of a step to a version, or that of a direct step.
fn is_step(stem: &str) -> bool {
    // Of two spellings only one is a stem: `v02` is, `v2` is the name of a form.
    let is_version = Version::of_stem(stem).is_some_and(|version| version.stem() == stem);
    is_version || direct(stem).is_some()
}

/// Reads the stem of a direct step, which stands beside the chain that it shortens: `v1_0_0_to_v1_2_0`.
pub(crate) fn direct(stem: &str) -> Option<(Version, Version)> {
    let (from, to) = stem.split_once("_to_")?;
    Version::of_stem(from).zip(Version::of_stem(to))
}

/// Returns what stands behind the family in the id of a step: `43`, `1.2.0`, `1.0.0-1.2.0`.
pub(crate) fn id_of(stem: &str) -> Option<String> {
    let version = Version::of_stem(stem).map(|version| version.to_string());
    version.or_else(|| direct(stem).map(|(from, to)| format!("{from}-{to}")))
}

/// Returns the module that a line declares.
pub(crate) fn module(line: &str) -> Option<&str> {
    let line = line.trim().strip_suffix(';')?;
    let (before, name) = line.rsplit_once(' ')?;
    (before == "mod" || before.ends_with(" mod")).then_some(name)
}

/// Returns the text of the first string after a label.
pub(crate) fn string_after(text: &str, label: &str) -> Option<String> {
    let (_, rest) = text.split_once(label)?;
    let mut characters = rest.trim_start().strip_prefix('"')?.chars();
    let mut string = String::new();
    loop {
        match characters.next()? {
            '"' => return Some(string),
            '\\' => string.push(characters.next()?),
            other => string.push(other),
        }
    }
}

/// Returns what stands before each `::STEP` of the table.
fn rows(text: &str) -> Vec<String> {
    let pieces: Vec<_> = text.split("::STEP").collect();
    let Some((_, before)) = pieces.split_last() else { return Vec::new() };
    let name = |piece: &&str| {
        let start = piece.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
        piece.get(start..).unwrap_or_default().to_owned()
    };
    before.iter().map(name).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_stems_match() {
        for (text, stem) in [("43", "v43"), ("2", "v02"), ("1.2.0", "v1_2_0")] {
            let version = Version::parse(text).unwrap();
            assert_eq!((version.stem().as_str(), version.to_string().as_str()), (stem, text));
            assert_eq!(Version::of_stem(stem), Some(version));
        }
        for bad in ["", "v43", "1.2", "1.2.3.4", "x", "1.2.x"] {
            assert!(Version::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Version::of_stem("values"), None);
    }

    #[test]
    fn tables_are_read() {
        let text = "pub(crate) mod v41;\nmod v42;\nmod panels;\nconst STEPS: &[Step] = &[v41::STEP,\n    v42::STEP];";
        assert_eq!(rows(text), ["v41", "v42"]);
        assert_eq!(text.lines().filter_map(module).collect::<Vec<_>>(), ["v41", "v42", "panels"]);
        assert!(is_step("v42") && is_step("v1_2_0") && is_step("v1_0_0_to_v1_2_0"));
        assert!(!is_step("v2beta") && !is_step("values") && !is_step("v1_to_values"));
    }

    #[test]
    fn a_direct_step_names_both_versions() {
        let (from, to) = (Version::Semver(1, 0, 0), Version::Semver(1, 2, 0));
        assert_eq!(direct("v1_0_0_to_v1_2_0"), Some((from, to)));
        assert_eq!(direct("v1_2_0"), None);
        for (stem, id) in [("v02", "2"), ("v1_2_0", "1.2.0"), ("v1_0_0_to_v1_2_0", "1.0.0-1.2.0")] {
            assert_eq!(id_of(stem).as_deref(), Some(id));
        }
        assert_eq!(id_of("values"), None);
    }
}

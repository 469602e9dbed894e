//! Which files a run is about.

use crate::exit::Failure;
use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::error::Error as _;
use std::io;
use std::path::{Path, PathBuf};

/// What to look for in folders.
#[derive(Debug)]
pub(crate) struct Selection {
    /// Globs of which one must match, if there are any.
    pub(crate) include: Patterns,
    /// Globs of which none may match.
    pub(crate) exclude: Patterns,
    /// Whether hidden and ignored files count.
    pub(crate) no_ignore: bool,
    /// Only these files, if it is known which ones changed.
    pub(crate) changed: Option<BTreeSet<PathBuf>>,
}

/// Globs, and what the paths that they match are relative to.
#[derive(Debug)]
pub(crate) struct Patterns {
    /// The globs.
    pub(crate) globs: Vec<String>,
    /// The folder of the settings that hold them; without it, the folder that is gone through.
    pub(crate) folder: Option<PathBuf>,
}

/// A file of a run.
#[derive(Debug)]
pub(crate) struct Found {
    /// The path as it was given, or below the folder that was given.
    pub(crate) path: PathBuf,
    /// The path below the folder that was given; of a file that was given itself its name.
    pub(crate) below: PathBuf,
    /// What went wrong on the way to it.
    pub(crate) error: Option<Failure>,
}

/// Returns the files in the order of their paths; a file counts once.
///
/// # Errors
/// If a glob cannot be read, or a path is not there.
pub(crate) fn discover(paths: &[PathBuf], selection: &Selection) -> Result<Vec<Found>, Failure> {
    let (include, exclude) = (Matcher::new(&selection.include)?, Matcher::new(&selection.exclude)?);
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            let below = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
            files.push(Found { path: path.clone(), below, error: None });
            continue;
        }
        let folder = path.canonicalize().unwrap_or_else(|_| path.clone());
        let is_wanted = |below: &Path| {
            let by_name =
                if include.globs.is_empty() { is_known(below) } else { include.is_match(&folder, below) };
            by_name && !exclude.is_match(&folder, below)
        };
        walk(path, selection.no_ignore, &is_wanted, &mut files);
    }
    if let Some(changed) = &selection.changed {
        files.retain(|file| file.path.canonicalize().is_ok_and(|path| changed.contains(&path)));
    }
    files.retain(|file| file.error.is_some() || seen.insert(plain(&file.path)));
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}

/// Patterns that were read.
struct Matcher {
    globs: GlobSet,
    folder: Option<PathBuf>,
}

impl Matcher {
    fn new(patterns: &Patterns) -> Result<Self, Failure> {
        let canonical = |folder: &PathBuf| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf())
        };
        Ok(Self { globs: globs(&patterns.globs)?, folder: patterns.folder.as_ref().map(canonical) })
    }

    /// Whether a glob matches a path below a folder that is gone through.
    fn is_match(&self, walked: &Path, below: &Path) -> bool {
        let Some(folder) = &self.folder else { return self.globs.is_match(below) };
        let path = walked.join(below);
        self.globs.is_match(path.strip_prefix(folder).unwrap_or(&path))
    }
}

/// Goes through a folder; links to folders are not followed.
fn walk(folder: &Path, no_ignore: bool, is_wanted: &dyn Fn(&Path) -> bool, files: &mut Vec<Found>) {
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(!no_ignore).hidden(!no_ignore).require_git(false);
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_path_buf();
                let in_git = below.components().any(|part| part.as_os_str() == ".git");
                if !in_git && is_wanted(&below) && entry.path().is_file() {
                    files.push(Found { path: shown(entry.path()), below, error: None });
                }
            }
            Err(error) => {
                let path = place(&error).unwrap_or(folder);
                let path = if path == Path::new(".") { path.to_owned() } else { shown(path) };
                let error = unreadable(&path, error);
                files.push(Found { path, below: PathBuf::new(), error: Some(error) });
            }
        }
    }
}

/// Returns where a walk could not go on.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => place(err),
        _ => None,
    }
}

/// Returns what the system said, if it was the system, without the path that a walk tells twice.
fn unreadable(path: &Path, error: ignore::Error) -> Failure {
    let system = error.io_error().and_then(|error| error.source()?.downcast_ref::<io::Error>());
    match system.and_then(io::Error::raw_os_error) {
        Some(code) => Failure::Io {
            name: path.display().to_string(),
            what: "cannot be read",
            error: io::Error::from_raw_os_error(code),
        },
        None => Failure::Walk { error: Box::new(error) },
    }
}

/// Returns a path without the `./` that a walk of the current folder puts before it.
fn shown(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_path_buf()
}

/// Returns a path that is the same for two ways to write it.
fn plain(path: &Path) -> PathBuf {
    shown(path).components().collect()
}

/// Whether a file may hold a dashboard, by its name.
fn is_known(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        ["json", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Reads globs as one set.
///
/// # Errors
/// If one cannot be read.
pub(crate) fn globs(patterns: &[String]) -> Result<GlobSet, Failure> {
    let wrong = |error: globset::Error| Failure::Usage { message: error.to_string() };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(wrong)?);
    }
    set.build().map_err(wrong)
}

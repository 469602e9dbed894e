//! A run over files: which there are, what becomes of each, and the exit code of all.

use super::{LiftedFile, Pool, Record, Status, blameless, interrupted, lift};
use crate::cli::{FileArgs, OnError};
use crate::config::{Config, Jobs};
use crate::exit::{self, Failure};
use crate::files::{Found, Patterns, Selection, changed_since, discover};
use crate::input::Input;
use crate::show::{Progress, Telling, Tense};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

/// The files of a run.
#[derive(Debug)]
pub(crate) struct Files {
    /// In the order of their paths.
    pub(crate) found: Vec<Found>,
    /// Whether one document was named, and not several or a folder.
    pub(crate) is_single: bool,
    pool: Pool,
    is_quiet: bool,
    on_error: OnError,
}

impl Files {
    /// Finds the files that the command line and the settings ask for.
    ///
    /// # Errors
    /// If a glob, a commit or the settings are wrong.
    pub(crate) fn find(args: &FileArgs, config: &Config) -> Result<Self, Failure> {
        let either = |flags: &[String], file: &[String]| match flags {
            [] => Patterns { globs: file.to_vec(), folder: Some(config.folder.clone()) },
            _ => Patterns { globs: flags.to_vec(), folder: None },
        };
        let selection = Selection {
            include: either(&args.include, &config.include),
            exclude: either(&args.exclude, &config.exclude),
            no_ignore: args.no_ignore,
            changed: args.since.as_deref().map(changed_since).transpose()?,
        };
        let found = discover(&args.paths, &selection)?;
        let is_single = matches!(args.paths.as_slice(), [path] if !path.is_dir());
        Ok(Self { found, is_single, pool: Pool::new(args.jobs)?, is_quiet: false, on_error: args.on_error })
    }

    /// Shows no progress if people want it quiet.
    #[must_use]
    pub(crate) fn quiet(self, is_quiet: bool) -> Self {
        Self { is_quiet, ..self }
    }

    /// Returns how a run over these files is told.
    pub(crate) fn telling(&self, args: &FileArgs, tense: Tense) -> Telling {
        Telling { tense, has_steps: false, list_skipped: args.list_skipped, is_single: self.is_single }
    }

    /// Works on every file and tells the records in order; returns the exit code.
    ///
    /// `changes` is the code for a document that changes.
    ///
    /// # Errors
    /// If an option turns out to be wrong, and those of `tell`.
    pub(crate) fn each(
        &self,
        changes: u8,
        work: impl Fn(&Found, &Input) -> Vec<Record> + Sync,
        mut tell: impl FnMut(Vec<Record>) -> Result<(), Failure>,
    ) -> Result<u8, Failure> {
        let mut code = exit::DONE;
        let mut result = Ok(());
        let progress = Progress::new(self.found.len(), self.is_quiet);
        let work = |found: &Found| match &found.error {
            _ if interrupted() => Vec::new(),
            Some(failure) => vec![unreadable(&found.path, failure)],
            None => match Input::read(&found.path) {
                Ok(input) => {
                    let begin = Instant::now();
                    let records = work(found, &input);
                    let (bytes, ms) = (input.bytes.len(), begin.elapsed().as_millis());
                    tracing::debug!(file = ?found.path, bytes, documents = records.len(), ms, "read");
                    records
                }
                Err(failure) => vec![unreadable(&found.path, &failure)],
            },
        };
        self.pool.each(self.found.iter(), work, |records| {
            let gravest = exit::gravest(records.iter().map(|record| self.code_of(record, changes)));
            code = exit::graver(code, gravest);
            result = progress.file(|| blameless(records).and_then(&mut tell));
            let stops = self.on_error == OnError::Abort && !matches!(gravest, exit::DONE | exit::CHANGES);
            if stops || result.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        result.map(|()| if interrupted() { exit::INTERRUPTED } else { code })
    }

    fn code_of(&self, record: &Record, changes: u8) -> u8 {
        match (&record.status, self.on_error) {
            (Status::Failed(_), OnError::Ignore) => exit::DONE,
            _ => record.exit(changes),
        }
    }
}

/// Lifts every file and tells what became of it; `after` sees each file with its new content, on its worker.
///
/// # Errors
/// If the settings are wrong, or those of `tell`.
pub(crate) fn lift_all(
    jobs: &Jobs,
    files: &Files,
    changes: u8,
    after: impl Fn(&Found, &Input, &LiftedFile) -> Result<(), Failure> + Sync,
    tell: impl FnMut(Vec<Record>) -> Result<(), Failure>,
) -> Result<u8, Failure> {
    let work = |found: &Found, input: &Input| {
        let lifted = lift(&found.path, &input.bytes, jobs.of(&found.path));
        match after(found, input, &lifted) {
            Ok(()) => Record::of_file(&input.name, lifted),
            Err(failure) => vec![Record::failed(&input.name, &failure, "unwritable")],
        }
    };
    files.each(changes, work, tell)
}

fn unreadable(path: &Path, failure: &Failure) -> Record {
    Record::failed(&path.display().to_string(), failure, "unreadable")
}

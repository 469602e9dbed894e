//! `dashlift migrate`: one document to stdout, many in place or into a folder.

use super::ndjson;
use crate::cli::MigrateArgs;
use crate::config::{Config, Jobs};
use crate::exit::{self, Failure};
use crate::files::{self, Found};
use crate::input::{Input, is_stream};
use crate::output::{self, Stream};
use crate::show::{Tellers, Tense};
use crate::work::{Files, LiftedFile, Record, Status, beside, blameless, lift, lift_all};
use dashlift::Carry;
use std::path::Path;

/// Lifts what the command line names; on an error nothing of a file is written.
pub(crate) fn run(args: &MigrateArgs) -> Result<u8, Failure> {
    let lift_args = &args.lift;
    let config = Config::find(lift_args.files.config.as_deref())?;
    let flags = lift_args.settings();
    let jobs = Jobs::new(&flags, &config, args.explain)?;
    if args.ndjson {
        return ndjson::run(lift_args, &jobs);
    }
    let files = Files::find(&lift_args.files, &config)?.quiet(lift_args.report.quiet);
    match (&args.out_dir, args.write) {
        (None, false) if files.is_single => to_stdout(args, &jobs, &files),
        (None, false) => {
            let mut tellers = Tellers::new(
                &lift_args.report,
                Stream::Stdout,
                files.telling(&lift_args.files, Tense::Would),
            );
            lift_all(&jobs, &files, exit::DONE, |_, _, _| Ok(()), |records| tellers.file(&records))?;
            tellers.end()?;
            let message = "nothing was written; --write rewrites the files, --out-dir DIR writes them there";
            Err(Failure::Usage { message: message.to_owned() })
        }
        (folder, _) => {
            let mut tellers =
                Tellers::new(&lift_args.report, Stream::Stdout, files.telling(&lift_args.files, Tense::Did));
            let write = |found: &Found, input: &Input, lifted: &LiftedFile| match folder {
                Some(folder) => copy_into(folder, found, input, lifted),
                None => rewrite(found, lifted),
            };
            let code = lift_all(&jobs, &files, exit::DONE, write, |records| tellers.file(&records))?;
            tellers.end()?;
            Ok(code)
        }
    }
}

/// Prints the one file that was named, with its documents lifted; what happened goes to stderr.
fn to_stdout(args: &MigrateArgs, jobs: &Jobs, files: &Files) -> Result<u8, Failure> {
    let report_args = &args.lift.report;
    let report_to_stdout = report_args.report.as_deref().is_some_and(is_stream);
    let Some(found) = files.found.first() else { return Ok(exit::DONE) };
    if args.complement_out.is_none() && jobs.of(&found.path).options.carry == Carry::Beside {
        let message =
            "`--carry beside` needs `--complement-out FILE`, `--write` or `--out-dir DIR`".to_owned();
        return Err(Failure::Usage { message });
    }
    let input = Input::read(&found.path)?;
    let lifted = lift(&found.path, &input.bytes, jobs.of(&found.path));
    let content = match &lifted {
        LiftedFile::Done { content, .. } => content.clone(),
        LiftedFile::Skipped(_) | LiftedFile::Broken(_) => None,
    };
    let complement = complement(&lifted).map(str::to_owned);
    let records = blameless(Record::of_file(&input.name, lifted))?;
    let code = exit::gravest(records.iter().map(|record| record.exit(exit::DONE)));
    if let [Record { status: Status::Skipped(skip), .. }] = records.as_slice() {
        let message = format!("{}: {}", input.name, skip.reason());
        return Err(Failure::Document { message });
    }
    if let (exit::DONE, Some(path), Some(complement)) = (code, &args.complement_out, &complement) {
        files::replace(path, complement.as_bytes())?;
    }
    let mut tellers = Tellers::new(report_args, Stream::Stderr, files.telling(&args.lift.files, Tense::Did));
    tellers.file(&records)?;
    tellers.end()?;
    if code == exit::DONE && !report_to_stdout {
        output::result(content.as_deref().unwrap_or(&input.bytes))?;
    }
    Ok(code)
}

/// Returns what the one document of a file cannot hold any more, if it was asked for.
fn complement(lifted: &LiftedFile) -> Option<&str> {
    let LiftedFile::Done { documents, .. } = lifted else { return None };
    documents.iter().find_map(|document| document.complement.as_deref())
}

/// Writes a file in its place if its content is another one.
fn rewrite(found: &Found, lifted: &LiftedFile) -> Result<(), Failure> {
    match lifted {
        LiftedFile::Done { content: Some(content), .. } => write(&found.path, content, lifted),
        _ => Ok(()),
    }
}

/// Writes a file that holds documents below a folder, changed or not.
fn copy_into(folder: &Path, found: &Found, input: &Input, lifted: &LiftedFile) -> Result<(), Failure> {
    let LiftedFile::Done { documents, content } = lifted else { return Ok(()) };
    if documents.iter().any(|document| document.result.is_err()) {
        return Ok(());
    }
    let path = folder.join(&found.below);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|error| Failure::Io {
            name: parent.display().to_string(),
            what: "cannot be made",
            error,
        })?;
    }
    write(&path, content.as_deref().unwrap_or(&input.bytes), lifted)
}

/// Writes a file, and before it what it cannot hold any more: whoever interrupts this finds the complement of a document
/// that is still whole, and never a document whose complement is missing.
fn write(path: &Path, content: &[u8], lifted: &LiftedFile) -> Result<(), Failure> {
    if let Some(complement) = complement(lifted) {
        files::replace(&beside(path), complement.as_bytes())?;
    }
    files::replace(path, content)
}

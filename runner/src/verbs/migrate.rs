//! `dashlift migrate`: one document in, one document out.

use crate::cli::MigrateArgs;
use crate::exit::Failure;
use crate::input::{Input, is_stream};
use crate::{options, output, summary};

/// Lifts a document; on any error stdout stays empty.
pub(crate) fn run(args: &MigrateArgs) -> Result<(), Failure> {
    let options = options::of(args)?;
    let input = Input::read(&args.file)?;
    let outcome = dashlift::migrate(&input.bytes, &options).map_err(Failure::of(&input.name))?;
    if !args.quiet {
        output::say(summary::of_report(&input.name, &outcome.report).trim_end());
    }
    match &args.report {
        None => output::result(&outcome.document),
        Some(path) if is_stream(path) => output::result(line(outcome.report.to_json()).as_bytes()),
        Some(path) => {
            // The report first: who gets a document on stdout has its report.
            output::file(path, line(outcome.report.to_json()).as_bytes())?;
            output::result(&outcome.document)
        }
    }
}

fn line(mut text: String) -> String {
    text.push('\n');
    text
}

//! `dashlift check`: whether `migrate` would change anything.

use crate::cli::CheckArgs;
use crate::config::{Config, Jobs};
use crate::exit::{self, Failure};
use crate::files::Found;
use crate::input::Input;
use crate::output::Stream;
use crate::show::{Tellers, Tense};
use crate::work::{self, Files, Record, reaches};
use dashlift::Report;

/// Tells what would change; ends with 2 if anything would.
pub(crate) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let lift = &args.lift;
    let config = Config::find(lift.files.config.as_deref())?;
    let flags = lift.settings();
    let jobs = Jobs::new(&flags, &config, false)?;
    let files = Files::find(&lift.files, &config)?.quiet(lift.report.quiet);
    let mut tellers = Tellers::new(&lift.report, Stream::Stdout, files.telling(&lift.files, Tense::Would));
    let is_good =
        |report: &Report| args.at_least.as_deref().is_some_and(|least| reaches(&report.from, least));
    let work = |found: &Found, input: &Input| {
        let records =
            Record::of_file(&input.name, work::lift(&found.path, &input.bytes, jobs.of(&found.path)));
        records.into_iter().map(|record| record.accepted(is_good)).collect()
    };
    let code = files.each(exit::CHANGES, work, |records| tellers.file(&records))?;
    tellers.end()?;
    Ok(code)
}

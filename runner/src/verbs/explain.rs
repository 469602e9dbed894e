//! `dashlift explain`: every change under the step that makes it.

use crate::cli::LiftArgs;
use crate::config::{Config, Jobs};
use crate::exit::{self, Failure};
use crate::output::Stream;
use crate::show::{Tellers, Telling, Tense};
use crate::work::{Files, lift_all};

/// Tells each change; writes nothing.
pub(crate) fn run(args: &LiftArgs) -> Result<u8, Failure> {
    let config = Config::find(args.files.config.as_deref())?;
    let jobs = Jobs::new(&args.settings(), &config, true)?;
    let files = Files::find(&args.files, &config)?.quiet(args.report.quiet);
    let telling = Telling { has_steps: true, ..files.telling(&args.files, Tense::Would) };
    let mut tellers = Tellers::new(&args.report, Stream::Stdout, telling);
    let code = lift_all(&jobs, &files, exit::DONE, |_, _, _| Ok(()), |records| tellers.file(&records))?;
    tellers.end()?;
    Ok(code)
}

//! `dashlift detect`: what there is.

use crate::cli::{DetectArgs, Form};
use crate::config::{Config, Jobs, Settings};
use crate::exit::{self, Failure};
use crate::files::Found;
use crate::input::Input;
use crate::output::Stream;
use crate::show::{Inventory, Tellers, Tense};
use crate::work::{Files, Record, detect};

/// Takes stock of the files; writes nothing.
pub(crate) fn run(args: &DetectArgs) -> Result<u8, Failure> {
    let config = Config::find(args.files.config.as_deref())?;
    let jobs = Jobs::new(&Settings::default(), &Config::default(), false)?;
    let files = Files::find(&args.files, &config)?.quiet(args.report.quiet);
    let mut tellers = Tellers::new(&args.report, Stream::Stdout, files.telling(&args.files, Tense::Would));
    let mut inventory = Inventory::default();
    let work =
        |found: &Found, input: &Input| detect(&input.name, &found.path, &input.bytes, jobs.of(&found.path));
    let code = files.each(exit::DONE, work, |records: Vec<Record>| {
        inventory.count(&records);
        tellers.file(&records)
    })?;
    if args.report.output == Form::Text && !args.report.quiet && !files.is_single {
        inventory.print(args.report.color)?;
    }
    tellers.end()?;
    Ok(code)
}

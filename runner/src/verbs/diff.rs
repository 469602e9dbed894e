//! `dashlift diff`: what `git diff` would show after `migrate --write`.

use crate::cli::DiffArgs;
use crate::config::{Config, Jobs};
use crate::exit::{self, Failure};
use crate::files::Found;
use crate::input::Input;
use crate::output::{self, Stream};
use crate::show::{Comparison, Tellers, Tense, unified};
use crate::work::{Files, LiftedFile, lift_all};
use std::sync::Mutex;

/// Prints the differences; ends with 2 if there are any.
pub(crate) fn run(args: &DiffArgs) -> Result<u8, Failure> {
    let lift = &args.lift;
    let config = Config::find(lift.files.config.as_deref())?;
    let jobs = Jobs::new(&lift.settings(), &config, false)?;
    let files = Files::find(&lift.files, &config)?.quiet(lift.report.quiet);
    let comparison = if args.canonical { Comparison::Canonical } else { Comparison::AsWritten };
    // Workers end in any order; a file is told when its turn comes.
    let differences = Mutex::new(std::collections::BTreeMap::new());
    let compare = |_: &Found, input: &Input, lifted: &LiftedFile| {
        if let Some(text) = unified(&input.name, &input.bytes, lifted, comparison)
            && let Ok(mut differences) = differences.lock()
        {
            differences.insert(input.name.clone(), text);
        }
        Ok(())
    };
    let mut out = output::to(Stream::Stdout, lift.report.color);
    let mut tellers = Tellers::new(&lift.report, Stream::Stderr, files.telling(&lift.files, Tense::Would));
    let code = lift_all(&jobs, &files, exit::CHANGES, compare, |records| {
        let path = records.first().map(|record| record.path.clone()).unwrap_or_default();
        let text = differences.lock().ok().and_then(|mut differences| differences.remove(&path));
        output::write(&mut out, text.unwrap_or_default().as_bytes())?;
        tellers.file(&records)
    })?;
    tellers.end()?;
    Ok(code)
}

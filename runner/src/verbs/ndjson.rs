//! `dashlift migrate --ndjson`: a document a line, in constant memory, in order, on all cores.

use crate::cli::LiftArgs;
use crate::config::Jobs;
use crate::exit::{self, Failure};
use crate::input::is_stream;
use crate::output::{self, Stream};
use crate::show::{Tellers, Telling, Tense};
use crate::work::{Pool, blameless, interrupted, lift_line, waiting};
use dashlift::{Carry, Style};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::Path;

/// Lifts each line of the one file that is named. A line that cannot be lifted is printed as it was.
pub(crate) fn run(args: &LiftArgs, jobs: &Jobs) -> Result<u8, Failure> {
    let [path] = args.files.paths.as_slice() else {
        return Err(Failure::Usage { message: "--ndjson reads one file, or `-` for stdin".to_owned() });
    };
    let path = if path.as_os_str() == "." { Path::new("-") } else { path };
    let name = if is_stream(path) { "<stdin>".to_owned() } else { path.display().to_string() };
    let failed = |error| Failure::Io { name: name.clone(), what: "cannot be read", error };
    let source: Box<dyn BufRead> = match is_stream(path) {
        true => Box::new(BufReader::new(io::stdin())),
        false => Box::new(BufReader::new(File::open(path).map_err(failed)?)),
    };
    let job = jobs.of(path);
    if job.options.style == Style::Pretty {
        let message = "--ndjson prints a document a line; the style `pretty` would take many".to_owned();
        return Err(Failure::Usage { message });
    }
    if job.options.carry == Carry::Beside {
        let message = "--ndjson has no place beside a line; use `--carry inside`".to_owned();
        return Err(Failure::Usage { message });
    }
    let telling = Telling { tense: Tense::Did, has_steps: false, list_skipped: false, is_single: false };
    let mut tellers = Tellers::new(&args.report, Stream::Stderr, telling);
    let (mut code, mut result) = (exit::DONE, Ok(()));
    let lift =
        |(number, line): (usize, io::Result<Vec<u8>>)| line.map(|line| lift_line(&name, number, line, job));
    Pool::new(args.files.jobs)?.each(Lines { source }.enumerate(), lift, |line| {
        result = line.map_err(failed).and_then(|(text, record)| {
            let record = blameless(record)?;
            code = exit::gravest(record.iter().map(|record| record.exit(exit::DONE)).chain([code]));
            output::result(&text)?;
            tellers.file(&record)
        });
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    result?;
    tellers.end()?;
    Ok(if interrupted() { exit::INTERRUPTED } else { code })
}

/// The lines of a source, each with its newline.
struct Lines {
    source: Box<dyn BufRead>,
}

impl Iterator for Lines {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        match waiting(|| self.source.read_until(b'\n', &mut line)) {
            Ok(0) => None,
            Ok(_) => Some(Ok(line)),
            Err(error) => Some(Err(error)),
        }
    }
}

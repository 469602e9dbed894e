//! How results are told: one form, one file.

mod families;
mod github;
mod inventory;
mod json;
mod losses;
mod markdown;
mod page;
mod paint;
mod progress;
mod releases;
mod remarks;
mod sarif;
mod summary;
mod text;
mod totals;
mod unified;
mod words;

pub(crate) use families::families_page;
pub(crate) use inventory::Inventory;
pub(crate) use progress::Progress;
pub(crate) use summary::of_plan;
pub(crate) use totals::Totals;
pub(crate) use unified::{Comparison, unified};

use crate::cli::{Form, ReportArgs};
use crate::exit::Failure;
use crate::output::{Stream, plain, to};
use crate::work::Record;

/// A form of output: it is told of each file as the run goes, and of the end.
pub(crate) trait Teller {
    /// Takes the records of a file.
    ///
    /// # Errors
    /// If they cannot be written.
    fn file(&mut self, records: &[Record]) -> Result<(), Failure>;

    /// Takes what it all comes to.
    ///
    /// # Errors
    /// If it cannot be written.
    fn end(&mut self, totals: &Totals) -> Result<(), Failure>;
}

/// Whether a run does what it tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Nothing is written.
    Would,
    /// It is done.
    Did,
}

/// What is told, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling {
    /// Whether the run does what it tells of.
    pub(crate) tense: Tense,
    /// Whether every step is told.
    pub(crate) has_steps: bool,
    /// Whether each file that was skipped is told.
    pub(crate) list_skipped: bool,
    /// Whether one file was named: then it needs no totals.
    pub(crate) is_single: bool,
}

/// All that listen to a run.
pub(crate) struct Tellers {
    all: Vec<Box<dyn Teller>>,
    totals: Totals,
}

impl Tellers {
    /// Makes those that the command line asks for; the result goes to a stream.
    pub(crate) fn new(args: &ReportArgs, stream: Stream, mut telling: Telling) -> Self {
        telling.has_steps |= args.verbose > 0;
        let out = plain(stream);
        let mut all: Vec<Box<dyn Teller>> = vec![match args.output {
            Form::Text if args.quiet => Box::new(text::Errors::new(to(Stream::Stderr, args.color))),
            Form::Text => Box::new(text::Text::new(to(stream, args.color), telling)),
            Form::Json => Box::new(json::Object::new(out)),
            Form::Ndjson => Box::new(json::Lines::new(out)),
            Form::Sarif => Box::new(sarif::Sarif::new(out, telling)),
            Form::Github => Box::new(github::Github::new(out, telling)),
            Form::Markdown => Box::new(markdown::Markdown::new(out, telling)),
        }];
        if let Some(path) = &args.report {
            all.push(Box::new(json::File::new(path)));
        }
        Self { all, totals: Totals::default() }
    }

    /// Tells of a file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        self.totals.count(records);
        self.all.iter_mut().try_for_each(|teller| teller.file(records))
    }

    /// Tells what it all comes to.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn end(mut self) -> Result<(), Failure> {
        let totals = &self.totals;
        self.all.iter_mut().try_for_each(|teller| teller.end(totals))
    }
}

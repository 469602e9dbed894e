//! How results are told: one form, one file.

mod inventory;
mod json;
mod releases;
mod summary;
mod text;
mod totals;
mod unified;

pub(crate) use inventory::Inventory;
pub(crate) use summary::{of_detection, of_plan};
pub(crate) use totals::Totals;
pub(crate) use unified::{Comparison, unified};

use crate::cli::{Form, ReportArgs};
use crate::exit::Failure;
use crate::output::{Stream, to};
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

/// All that listen to a run.
pub(crate) struct Tellers {
    all: Vec<Box<dyn Teller>>,
    totals: Totals,
}

impl Tellers {
    /// Makes those that the command line asks for; the result goes to a stream.
    pub(crate) fn new(args: &ReportArgs, stream: Stream, list_skipped: bool) -> Self {
        Self::detailed(args, stream, list_skipped, 0)
    }

    /// Makes those that the command line asks for, for people with at least so much detail.
    pub(crate) fn detailed(args: &ReportArgs, stream: Stream, list_skipped: bool, least: u8) -> Self {
        let mut all: Vec<Box<dyn Teller>> = Vec::new();
        if !(args.quiet && args.output == Form::Text) {
            let out = to(stream, args.color);
            all.push(match args.output {
                Form::Text => Box::new(text::Text::new(out, args.verbose.max(least), list_skipped)),
                Form::Json => Box::new(json::Object::new(out)),
                Form::Ndjson => Box::new(json::Lines::new(out)),
                Form::Sarif | Form::Github | Form::Markdown => Box::new(json::Lines::new(out)),
            });
        }
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

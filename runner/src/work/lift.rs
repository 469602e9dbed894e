//! Lifting what one file holds.

use super::Record;
use super::complement::Given;
use crate::config::Job;
use crate::content::{Codec, Content, Part, Position, Skip, Slot, begins, error_position, read, replace};
use dashlift::{Carry, Error, ErrorKind, Options, Outcome, Report};
use std::path::Path;

/// The annotation in which the core carries what a version cannot hold.
const ANNOTATION: &[u8] = b"\"dashlift.dev/complement\"";

/// What became of a file.
#[derive(Debug)]
pub(crate) enum LiftedFile {
    /// There was nothing to do in it.
    Skipped(Skip),
    /// It cannot be read as what it was meant to be.
    Broken(Box<Error>),
    /// Its documents, and the content of the file with them if it is another one.
    Done {
        /// In the order of the file.
        documents: Vec<Lifted>,
        /// The whole new content; nothing if it would be the same or a document failed or was refused.
        content: Option<Vec<u8>>,
    },
}

/// What became of a document.
#[derive(Debug)]
pub(crate) struct Lifted {
    /// Where in the file it stands.
    pub(crate) place: String,
    /// Where it begins, or where it is wrong.
    pub(crate) position: Position,
    /// The text before.
    pub(crate) before: Vec<u8>,
    /// The text after and the report, or what went wrong.
    pub(crate) result: Result<(Vec<u8>, Report), Trouble>,
    /// What the text after cannot hold, if it was asked for.
    pub(crate) complement: Option<String>,
}

/// Why a document was not lifted.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The core refused.
    Error(Box<Error>),
    /// Something would be lost that may not be.
    Loss(Box<Report>),
    /// The result cannot be written where the document stands.
    Place(String),
    /// What lies beside the document cannot be used, or nothing can lie there.
    Complement(String),
}

/// Lifts what a file holds.
pub(crate) fn lift(path: &Path, bytes: &[u8], job: &Job) -> LiftedFile {
    let parts = match read(path, bytes, job.options.family.as_deref(), job.resources) {
        Content::Skipped(skip) => return LiftedFile::Skipped(skip),
        Content::Broken(error) => return LiftedFile::Broken(error),
        Content::Parts(parts) => parts,
    };
    let beside = Beside::of(path, parts.len(), job);
    let lift = |(part, begin): (&Part<'_>, _)| lift_part(part, begin, job, &beside);
    let mut documents: Vec<Lifted> = parts.iter().zip(begins(bytes, &parts)).map(lift).collect();
    let mut texts = Vec::new();
    for (part, document) in parts.iter().zip(&documents) {
        match &document.result {
            Ok((text, _)) if *text != document.before => texts.push((part, text.as_slice())),
            Ok(_) => {}
            Err(_) => return LiftedFile::Done { documents, content: None },
        }
    }
    let content = match replace(path, bytes, &texts, job.yaml_reformat, job.resources) {
        Ok(content) => (content != bytes).then_some(content),
        Err(reason) => {
            for document in &mut documents {
                if document.result.as_ref().is_ok_and(|(text, _)| *text != document.before) {
                    document.result = Err(Trouble::Place(reason.clone()));
                }
            }
            None
        }
    };
    LiftedFile::Done { documents, content }
}

/// What lies beside a file, and what may.
enum Beside {
    /// Nothing lies there.
    Nothing,
    /// A complement of the one document in the file.
    Given(Given),
    /// Neither can a complement be read from there nor written there.
    Trouble(String),
}

impl Beside {
    /// Looks at what lies beside a file with so many documents.
    fn of(path: &Path, documents: usize, job: &Job) -> Self {
        match job.complement.read(path) {
            Err(failure) => Self::Trouble(failure.to_string()),
            Ok(Some(given)) if documents != 1 => Self::Trouble(format!(
                "`{}` belongs to one document; this file holds {documents}",
                given.name
            )),
            Ok(None) if documents != 1 && job.options.carry == Carry::Beside => Self::Trouble(format!(
                "a complement belongs to one document; this file holds {documents}: use `--carry inside`"
            )),
            Ok(None) => Self::Nothing,
            Ok(Some(given)) => Self::Given(given),
        }
    }
}

fn lift_part(part: &Part<'_>, begin: Position, job: &Job, beside: &Beside) -> Lifted {
    let mut complement = None;
    let result = match migrate(part, job, beside) {
        Err(trouble) => Err(trouble),
        Ok(outcome)
            if !is_kept(part, &outcome, beside) && !job.allowed.refused(&outcome.report).is_empty() =>
        {
            Err(Trouble::Loss(Box::new(outcome.report)))
        }
        Ok(outcome) => {
            complement = outcome.complement;
            Ok((outcome.document.into_owned(), outcome.report))
        }
    };
    let position = match &result {
        Err(Trouble::Error(error)) => error_position(begin, part, error),
        _ => begin,
    };
    Lifted { place: part.place.clone(), position, before: part.text.to_vec(), result, complement }
}

/// Returns whether what a conversion cannot hold is kept all the same: beside the result or inside of it, or by the
/// complement with which the document comes back.
fn is_kept(part: &Part<'_>, outcome: &Outcome<'_>, beside: &Beside) -> bool {
    let annotated = |text: &[u8]| text.windows(ANNOTATION.len()).any(|window| window == ANNOTATION);
    let comes_back = matches!(beside, Beside::Given(given) if given.fits(&part.text));
    comes_back || outcome.complement.is_some() || annotated(&outcome.document) && !annotated(&part.text)
}

fn migrate<'p>(part: &'p Part<'_>, job: &Job, beside: &Beside) -> Result<Outcome<'p>, Trouble> {
    let (options, name) = match beside {
        Beside::Trouble(message) => return Err(Trouble::Complement(message.clone())),
        Beside::Nothing => (&job.options, None),
        Beside::Given(Given { name, text }) => {
            (&Options { complement: Some(text.clone()), ..job.options.clone() }, Some(name))
        }
    };
    job.migrator.migrate(&part.text, options).map_err(|error| match name {
        // What a file says is no wrong option of the run.
        Some(name) if error.kind == ErrorKind::InvalidOption => {
            Trouble::Complement(format!("{name}: {}", error.message))
        }
        _ => Trouble::Error(Box::new(error)),
    })
}

/// Lifts a line of NDJSON by its number; numbers are from 0; returns what to print and, unless the line is blank, what became of it.
pub(crate) fn lift_line(path: &str, number: usize, line: Vec<u8>, job: &Job) -> (Vec<u8>, Vec<Record>) {
    let text = line.trim_ascii_end();
    if text.is_empty() {
        return (line, Vec::new());
    }
    let end = line.get(text.len()..).unwrap_or_default();
    let slot = Slot { range: 0..text.len(), codec: Codec::Raw };
    let begin = Position { line: number + 1, column: 1 };
    let lifted = lift_part(
        &Part { place: format!("/{number}"), text: text.into(), slot },
        begin,
        job,
        &Beside::Nothing,
    );
    let printed = match &lifted.result {
        Ok((text, _)) => [text.as_slice(), end].concat(),
        Err(_) => line.clone(),
    };
    (printed, vec![Record::of_document(path, lifted)])
}

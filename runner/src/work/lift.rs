//! Lifting what one file holds.

use super::Record;
use crate::config::Job;
use crate::content::{Codec, Content, Part, Position, Skip, Slot, begins, error_position, read, replace};
use dashlift::{Error, Outcome, Report};
use std::path::Path;

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
}

/// Lifts what a file holds.
pub(crate) fn lift(path: &Path, bytes: &[u8], job: &Job) -> LiftedFile {
    let parts = match read(path, bytes, job.options.family.as_deref()) {
        Content::Skipped(skip) => return LiftedFile::Skipped(skip),
        Content::Broken(error) => return LiftedFile::Broken(error),
        Content::Parts(parts) => parts,
    };
    let mut documents: Vec<Lifted> =
        parts.iter().zip(begins(bytes, &parts)).map(|(part, begin)| lift_part(part, begin, job)).collect();
    let mut texts = Vec::new();
    for (part, document) in parts.iter().zip(&documents) {
        match &document.result {
            Ok((text, _)) if *text != document.before => texts.push((part, text.as_slice())),
            Ok(_) => {}
            Err(_) => return LiftedFile::Done { documents, content: None },
        }
    }
    let content = match replace(path, bytes, &texts, job.yaml_reformat) {
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

fn lift_part(part: &Part<'_>, begin: Position, job: &Job) -> Lifted {
    let result = match job.migrator.migrate(&part.text, &job.options) {
        Err(error) => Err(Trouble::Error(Box::new(error))),
        Ok(outcome) if !job.allowed.refused(&outcome.report).is_empty() => {
            Err(Trouble::Loss(Box::new(outcome.report)))
        }
        Ok(Outcome { document, report, .. }) => Ok((document.into_owned(), report)),
    };
    let position = match &result {
        Err(Trouble::Error(error)) => error_position(begin, part, error),
        _ => begin,
    };
    Lifted { place: part.place.clone(), position, before: part.text.to_vec(), result }
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
    let lifted = lift_part(&Part { place: format!("/{number}"), text: text.into(), slot }, begin, job);
    let printed = match &lifted.result {
        Ok((text, _)) => [text.as_slice(), end].concat(),
        Err(_) => line.clone(),
    };
    (printed, vec![Record::of_document(path, lifted)])
}

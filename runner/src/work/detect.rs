//! What the documents of a file are, and what a lift of them would leave open.

use super::{Problem, Record, Status};
use crate::config::Job;
use crate::content::{Content, Part, Resources, begins, read};
use std::path::Path;

/// Takes stock of a file. A document that can be lifted is lifted, to see what Grafana would have to finish.
pub(crate) fn detect(name: &str, path: &Path, bytes: &[u8], job: &Job) -> Vec<Record> {
    match read(path, bytes, None, Resources::Opened) {
        Content::Skipped(skip) => vec![Record::skipped(name, skip)],
        Content::Broken(error) => vec![Record::broken(name, error)],
        Content::Parts(parts) => {
            let record = |(part, position): (&Part<'_>, _)| {
                let (path, place) = (name.to_owned(), part.place.clone());
                Record { path, place, position, status: status(part, job) }
            };
            parts.iter().zip(begins(bytes, &parts)).map(record).collect()
        }
    }
}

fn status(part: &Part<'_>, job: &Job) -> Status {
    match dashlift::detect(&part.text) {
        Ok(detection) => {
            let report =
                job.migrator.migrate(&part.text, &job.options).ok().map(|outcome| Box::new(outcome.report));
            Status::Detected { detection, report }
        }
        Err(error) => Status::Failed(Problem::of_error(Box::new(error))),
    }
}

//! What the documents of a file are, and what a lift of them would leave open.

use super::{Problem, Record, Status};
use crate::config::Job;
use crate::content::{Content, Part, read};
use std::path::Path;

/// Takes stock of a file. A document that can be lifted is lifted, to see what Grafana would have to finish.
pub(crate) fn detect(name: &str, path: &Path, bytes: &[u8], job: &Job) -> Vec<Record> {
    let record = |place: String, status| Record { path: name.to_owned(), place, status };
    match read(path, bytes, None) {
        Content::Skipped(skip) => vec![record(String::new(), Status::Skipped(skip))],
        Content::Broken(error) => vec![record(String::new(), Status::Failed(Problem::of_error(error)))],
        Content::Parts(parts) => {
            parts.iter().map(|part| record(part.place.clone(), status(part, job))).collect()
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

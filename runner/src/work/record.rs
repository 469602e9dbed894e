//! What is told of each document, in every form of output.

use super::lift::{Lifted, LiftedFile, Trouble};
use crate::content::{Position, Skip};
use crate::exit::{self, Failure};
use dashlift::json::JsonWriter;
use dashlift::{Detection, Error, Finding, Report, Severity, Validation};

/// The warning for a panel whose old options only Grafana converts.
pub(crate) const FINISHED_BY_GRAFANA: &str = "panel-finished-by-grafana";

/// The warning for a place that a list of data sources would have decided.
pub(crate) const UNRESOLVED: &str = "datasource-unresolved";

/// What became of a document, or of a file without any.
#[derive(Debug)]
pub(crate) struct Record {
    /// The file.
    pub(crate) path: String,
    /// Where in it the document stands; empty for the whole file.
    pub(crate) place: String,
    /// Where in it the document begins, or is wrong.
    pub(crate) position: Position,
    /// What became of it.
    pub(crate) status: Status,
}

/// The findings of a document.
#[derive(Debug)]
pub(crate) struct Validated {
    /// Those that are listed.
    pub(crate) validation: Validation,
    /// Where in the file each of them stands.
    pub(crate) positions: Vec<Position>,
    /// How grave the gravest of all is, listed or not.
    pub(crate) gravest: Option<Severity>,
}

impl Validated {
    /// Goes through the findings that are listed, each with its position in the file.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&Finding, Position)> {
        self.validation.findings.iter().zip(self.positions.iter().copied())
    }
}

/// What became of a document.
#[derive(Debug)]
pub(crate) enum Status {
    /// It was lifted, or would be.
    Changed(Report),
    /// There was nothing to change.
    Current(Report),
    /// Something would be lost that may not be.
    Refused(Report),
    /// It is what detection says; the report is that of a lift without data sources, if there is a way.
    Detected {
        /// What it is.
        detection: Detection,
        /// What a lift would leave open.
        report: Option<Box<Report>>,
    },
    /// These are its findings.
    Validated(Validated),
    /// It is at fault.
    Failed(Problem),
    /// It is none of our business.
    Skipped(Skip),
}

/// What is wrong with a document or file.
#[derive(Debug)]
pub(crate) struct Problem {
    /// What the core said, if it was the core.
    pub(crate) error: Option<Box<Error>>,
    /// Stable name: an error code of the contract, `unreadable`, `unwritable`, `unplaceable`, `complement`.
    pub(crate) code: &'static str,
    /// One sentence.
    pub(crate) message: String,
    /// The exit code that it asks for.
    pub(crate) exit: u8,
}

impl Record {
    /// Makes the records of a file.
    pub(crate) fn of_file(path: &str, file: LiftedFile) -> Vec<Self> {
        match file {
            LiftedFile::Skipped(skip) => vec![Self::skipped(path, skip)],
            LiftedFile::Broken(error) => vec![Self::broken(path, error)],
            LiftedFile::Done { documents, .. } => {
                documents.into_iter().map(|document| Self::of_document(path, document)).collect()
            }
        }
    }

    /// Makes the record of a file that is none of our business.
    pub(crate) fn skipped(path: &str, skip: Skip) -> Self {
        Self::of_whole(path, Status::Skipped(skip))
    }

    /// Makes the record of a file that cannot be read as what it was meant to be.
    pub(crate) fn broken(path: &str, error: Box<Error>) -> Self {
        let position =
            error.place.map_or(Position::START, |place| Position { line: place.line, column: place.column });
        Self { position, ..Self::of_whole(path, Status::Failed(Problem::of_error(error))) }
    }

    /// Makes the record of a file that is at fault as a whole.
    pub(crate) fn failed(path: &str, failure: &Failure, code: &'static str) -> Self {
        Self::of_whole(path, Status::Failed(Problem::of_failure(failure, code)))
    }

    fn of_whole(path: &str, status: Status) -> Self {
        Self { path: path.to_owned(), place: String::new(), position: Position::START, status }
    }

    /// Makes the record of a document.
    pub(super) fn of_document(path: &str, document: Lifted) -> Self {
        let is_same = |text: &[u8]| text == document.before;
        let status = match document.result {
            Ok((text, report)) if is_same(&text) => Status::Current(report),
            Ok((_, report)) => Status::Changed(report),
            Err(Trouble::Loss(report)) => Status::Refused(*report),
            Err(Trouble::Error(error)) => Status::Failed(Problem::of_error(error)),
            Err(Trouble::Place(message)) => {
                Status::Failed(Problem { error: None, code: "unplaceable", message, exit: exit::ERROR })
            }
            Err(Trouble::Complement(message)) => {
                Status::Failed(Problem { error: None, code: "complement", message, exit: exit::ERROR })
            }
        };
        Self { path: path.to_owned(), place: document.place, position: document.position, status }
    }

    /// Takes a document that would be lifted, or whose lift would lose too much, for one that is good as it is.
    pub(crate) fn accepted(self, is_good: impl Fn(&Report) -> bool) -> Self {
        let status = match self.status {
            Status::Changed(report) | Status::Refused(report) if is_good(&report) => Status::Current(report),
            other => other,
        };
        Self { status, ..self }
    }

    /// Returns the exit code that this record asks for; `changes` is the one for a document that changes.
    pub(crate) fn exit(&self, changes: u8) -> u8 {
        match &self.status {
            Status::Changed(_) => changes,
            Status::Refused(_) => exit::LOSS,
            Status::Failed(problem) => problem.exit,
            Status::Current(_) | Status::Detected { .. } | Status::Validated(..) | Status::Skipped(_) => {
                exit::DONE
            }
        }
    }

    /// Returns the file and the place in it, as people read it.
    pub(crate) fn name(&self) -> String {
        named(&self.path, &self.place)
    }

    /// Writes the record as JSON (`docs/schemas/record.schema.json`).
    pub(crate) fn to_json(&self) -> String {
        let mut out = JsonWriter::new();
        out.open_object();
        out.text("path", &self.path);
        if !self.place.is_empty() {
            out.text("place", &self.place);
        }
        out.text("status", self.status.name());
        match &self.status {
            Status::Changed(report) | Status::Current(report) | Status::Refused(report) => {
                out.raw("report", &report.to_json());
            }
            Status::Detected { detection, report } => {
                out.raw("detection", &detection.to_json());
                if let Some(report) = report {
                    let count = |code| report.warnings.iter().filter(|warning| warning.code == code).count();
                    out.integer("finishedByGrafana", count(FINISHED_BY_GRAFANA));
                    out.integer("unresolvedDatasources", count(UNRESOLVED));
                }
            }
            Status::Validated(validated) => out.raw("validation", &validated.validation.to_json()),
            Status::Failed(problem) => out.raw("error", &problem.to_json()),
            Status::Skipped(skip) => out.text("reason", skip.code()),
        }
        out.close_object();
        out.finish()
    }
}

/// Passes the records of a file on, unless one says that an option of the run is wrong: that is no document's fault.
///
/// # Errors
/// If so.
pub(crate) fn blameless(records: Vec<Record>) -> Result<Vec<Record>, Failure> {
    let is_usage =
        |record: &Record| matches!(&record.status, Status::Failed(problem) if problem.exit == exit::USAGE);
    if !records.iter().any(is_usage) {
        return Ok(records);
    }
    match records.into_iter().find(is_usage).map(|record| record.status) {
        Some(Status::Failed(Problem { error: Some(error), .. })) => Err(Failure::Core { name: None, error }),
        Some(Status::Failed(problem)) => Err(Failure::Usage { message: problem.message }),
        _ => Ok(Vec::new()),
    }
}

/// Returns a file and the place in it, as people read it.
pub(crate) fn named(path: &str, place: &str) -> String {
    if place.is_empty() { path.to_owned() } else { format!("{path}#{place}") }
}

impl Status {
    /// Returns the stable name.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Current(_) => "current",
            Self::Refused(_) => "refused",
            Self::Detected { .. } => "detected",
            Self::Validated(..) => "validated",
            Self::Failed(_) => "failed",
            Self::Skipped(_) => "skipped",
        }
    }

    /// Returns whether it is a document that would change and was taken for good enough.
    pub(crate) fn is_accepted(&self) -> bool {
        matches!(self, Self::Current(report) if report.changed)
    }

    /// Returns the report of a migration.
    pub(crate) fn report(&self) -> Option<&Report> {
        match self {
            Self::Changed(report) | Self::Current(report) | Self::Refused(report) => Some(report),
            _ => None,
        }
    }
}

impl Problem {
    /// Makes a problem of what the core said.
    pub(crate) fn of_error(error: Box<Error>) -> Self {
        Self {
            code: error.code(),
            message: error.message.clone(),
            exit: error.kind.exit_code(),
            error: Some(error),
        }
    }

    /// Makes a problem of what the system said.
    fn of_failure(failure: &Failure, code: &'static str) -> Self {
        Self { error: None, code, message: failure.reason(), exit: failure.code() }
    }

    fn to_json(&self) -> String {
        match &self.error {
            Some(error) => error.to_json(),
            None => {
                let mut out = JsonWriter::new();
                out.open_object();
                out.text("code", self.code);
                out.text("message", &self.message);
                out.close_object();
                out.finish()
            }
        }
    }
}

//! Results as JSON: one object, or an object a line.

use super::{Teller, Totals};
use crate::exit::Failure;
use crate::files;
use crate::output::write;
use crate::work::Record;
use dashlift::json::JsonWriter;
use std::io::Write;
use std::path::{Path, PathBuf};

/// An object a line for each document.
pub(super) struct Lines {
    out: Box<dyn Write>,
}

impl Lines {
    pub(super) fn new(out: Box<dyn Write>) -> Self {
        Self { out }
    }
}

impl Teller for Lines {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        records
            .iter()
            .try_for_each(|record| write(&mut self.out, format!("{}\n", record.to_json()).as_bytes()))
    }

    fn end(&mut self, _totals: &Totals) -> Result<(), Failure> {
        Ok(())
    }
}

/// One object for the run: which program, what became of every document, what it comes to.
pub(super) struct Object {
    out: Box<dyn Write>,
    has_documents: bool,
}

impl Object {
    pub(super) fn new(out: Box<dyn Write>) -> Self {
        Self { out, has_documents: false }
    }
}

impl Teller for Object {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        for record in records {
            let before = if self.has_documents { ",\n" } else { &head() };
            write(&mut self.out, format!("{before}{}", record.to_json()).as_bytes())?;
            self.has_documents = true;
        }
        Ok(())
    }

    fn end(&mut self, totals: &Totals) -> Result<(), Failure> {
        let before = if self.has_documents { "\n" } else { &head() };
        write(&mut self.out, format!("{before}{}", tail(totals)).as_bytes())
    }
}

/// The same object as a file, which is there whole or not at all.
pub(super) struct File {
    path: PathBuf,
    documents: Vec<String>,
}

impl File {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), documents: Vec::new() }
    }
}

impl Teller for File {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        self.documents.extend(records.iter().map(Record::to_json));
        Ok(())
    }

    fn end(&mut self, totals: &Totals) -> Result<(), Failure> {
        let text = format!("{}{}\n{}", head(), self.documents.join(",\n"), tail(totals));
        if self.path.as_os_str() == "-" {
            return crate::output::result(text.as_bytes());
        }
        files::replace(&self.path, text.as_bytes())
    }
}

/// Writes how the object begins, up to the first document.
fn head() -> String {
    format!("{{\"dashlift\":{},\"documents\":[\n", dashlift::build("cli"))
}

/// Writes how the object ends, from behind the last document.
fn tail(totals: &Totals) -> String {
    let mut out = JsonWriter::new();
    out.open_object();
    out.integer("files", totals.files);
    counts(&mut out, "documents", &totals.documents);
    counts(&mut out, "versions", &totals.versions);
    counts(&mut out, "warnings", &totals.warnings);
    counts(&mut out, "losses", &totals.losses);
    counts(&mut out, "findings", &totals.findings);
    counts(&mut out, "skipped", totals.skipped.iter().map(|(skip, count)| (skip.code(), count)));
    out.close_object();
    format!("],\"totals\":{}}}\n", out.finish())
}

fn counts<'t, N: AsRef<str>>(
    out: &mut JsonWriter,
    name: &str,
    counts: impl IntoIterator<Item = (N, &'t usize)>,
) {
    out.open_object_member(name);
    counts.into_iter().for_each(|(name, count)| out.integer(name.as_ref(), *count));
    out.close_object();
}

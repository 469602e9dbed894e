//! Results as workflow commands of GitHub Actions, which become annotations.

use super::paint::clean;
use super::remarks::{Level, Remark, remarks};
use super::{Teller, Telling, Totals};
use crate::exit::Failure;
use crate::output::write;
use crate::work::Record;
use std::io::Write;

/// A command for each remark, and one for what it all comes to.
pub(super) struct Github {
    out: Box<dyn Write>,
    telling: Telling,
}

impl Github {
    pub(super) fn new(out: Box<dyn Write>, telling: Telling) -> Self {
        Self { out, telling }
    }
}

impl Teller for Github {
    fn file(&mut self, records: &[Record]) -> Result<(), Failure> {
        let remarks =
            records.iter().flat_map(|record| remarks(record, self.telling.tense, self.telling.has_steps));
        let text: String = remarks.map(|remark| command(&remark)).collect();
        write(&mut self.out, text.as_bytes())
    }

    fn end(&mut self, totals: &Totals) -> Result<(), Failure> {
        let sentence = value(&totals.sentence(self.telling.tense));
        write(&mut self.out, format!("::notice title=dashlift::{sentence}\n").as_bytes())
    }
}

fn command(remark: &Remark<'_>) -> String {
    let command = match remark.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let path = if cfg!(windows) { remark.record.path.replace('\\', "/") } else { remark.record.path.clone() };
    let (line, column) = (remark.position.line, remark.position.column);
    let at = match (remark.is_exact, remark.at) {
        (true, at) if !at.is_empty() => format!(" (at {at})"),
        _ => String::new(),
    };
    let place = match remark.record.place.as_str() {
        "" => String::new(),
        place => format!(" (in {place})"),
    };
    let (file, title) = (property(&path), property(&format!("dashlift: {}", remark.rule)));
    let message = value(&format!("{}{at}{place}", remark.message));
    format!("::{command} file={file},line={line},col={column},title={title}::{message}\n")
}

/// Escapes the value of a command.
fn value(text: &str) -> String {
    clean(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

/// Escapes the value of a property of a command.
fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(value("50%, a:b\r\nc"), "50%25, a:b%0D%0Ac");
        assert_eq!(property("50%, a:b\n::error::x"), "50%25%2C a%3Ab%0A%3A%3Aerror%3A%3Ax");
        assert_eq!(value("\u{1b}[31m"), "\\u{1b}[31m");
    }
}

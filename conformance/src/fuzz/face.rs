//! The core, asked within this process: for questions that a law has, and for candidates of the minimizer.

use crate::protocol::{Answer, Call, Document, Verb};
use dashlift::{Error, Migrator, Options, Style, ValidateOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whoever answers the laws' questions; tests have one that lies.
pub trait Face {
    /// Answers a question.
    fn ask(&self, call: &Call) -> Answer;
}

/// The core of this build.
#[derive(Debug, Default)]
pub struct Core {
    migrator: Migrator,
}

impl Face for Core {
    fn ask(&self, call: &Call) -> Answer {
        let bytes = match &call.document {
            Some(Document::Bytes(bytes)) => bytes.clone(),
            _ => Default::default(),
        };
        let answer = catch_unwind(AssertUnwindSafe(|| self.answer(call, &bytes)));
        match answer {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => Answer::Error(error.to_json()),
            Err(panic) => Answer::Crashed(message(panic.as_ref())),
        }
    }
}

impl Core {
    fn answer(&self, call: &Call, document: &[u8]) -> Result<Answer, Error> {
        let options = call.options.as_deref().unwrap_or("{}");
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Ok(match call.verb {
            Verb::Migrate => {
                let outcome = self.migrator.migrate(document, &Options::from_json(options)?)?;
                Answer::Document {
                    document: outcome.document.into_owned(),
                    report: Some(outcome.report.to_json()),
                    complement: outcome.complement,
                }
            }
            Verb::Format => {
                let document = dashlift::format(document, Style::from_name(&text(&call.style))?)?;
                Answer::Document { document, report: None, complement: None }
            }
            Verb::Detect => Answer::Result(self.migrator.detect(document)?.to_json()),
            Verb::Plan => Answer::Result(self.migrator.plan(&text(&call.from), &text(&call.to))?.to_json()),
            Verb::Validate => {
                let options = ValidateOptions::from_json(options)?;
                Answer::Result(self.migrator.validate(document, &options)?.to_json())
            }
            Verb::Families => Answer::Result(self.migrator.families()),
        })
    }
}

/// Returns what a panic said.
fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("no message"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::sample::Sample;

    #[test]
    fn the_core_answers_as_the_native_driver_does() {
        let mut samples = vec![
            Sample::new(Verb::Migrate, *br#"{"title":"A","panels":[],"schemaVersion":41}"#),
            Sample::new(Verb::Migrate, *b"[1,"),
            Sample::new(Verb::Format, *b"[ 1]"),
            Sample::new(Verb::Detect, *b"{}"),
            Sample::new(Verb::Validate, *b"{}"),
            Sample::new(Verb::Plan, *b""),
        ];
        samples[5].range = ("grafana@40".to_owned(), "42".to_owned());
        for sample in samples {
            let call = sample.to_call();
            let mut output = Vec::new();
            crate::native::serve(call.to_line(5).unwrap().as_bytes(), &mut output).unwrap();
            let line = String::from_utf8(output).unwrap();
            assert_eq!(Core::default().ask(&call), crate::protocol::read_answer(&line, 5).unwrap());
        }
    }
}

//! `dashlift detect`: what a document is.

use crate::cli::{DetectArgs, OutputForm};
use crate::exit::Failure;
use crate::input::Input;
use crate::{output, summary};

/// Prints what the core detects; an unknown document is an answer, not an error.
pub(crate) fn run(args: &DetectArgs) -> Result<(), Failure> {
    let input = Input::read(&args.file)?;
    let detection = dashlift::detect(&input.bytes).map_err(Failure::of(&input.name))?;
    let text = match args.output.output {
        OutputForm::Text => summary::of_detection(&input.name, &detection),
        OutputForm::Json => detection.to_json(),
    };
    output::result(format!("{text}\n").as_bytes())
}

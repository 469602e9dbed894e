//! `dashlift format`: a document in another style.

use crate::cli::FormatArgs;
use crate::exit::{DONE, Failure};
use crate::input::Input;
use crate::output;
use dashlift::Style;

/// Prints the document, byte for byte as the core writes it.
pub(crate) fn run(args: &FormatArgs) -> Result<u8, Failure> {
    let style = Style::from_name(&args.style)?;
    let input = Input::read(&args.file)?;
    let bytes = dashlift::format(&input.bytes, style).map_err(Failure::of(&input.name))?;
    output::result(&bytes)?;
    Ok(DONE)
}

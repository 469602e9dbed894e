//! `dashlift completions`: scripts for shells.

use crate::cli::{CompletionsArgs, parser};
use crate::exit::{DONE, Failure};
use crate::output;

/// Prints the script.
pub(crate) fn run(args: &CompletionsArgs) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut parser(), "dashlift", &mut script);
    output::result(&script)?;
    Ok(DONE)
}

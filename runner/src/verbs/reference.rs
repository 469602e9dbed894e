//! `dashlift reference`: the page `docs/cli.md`, for `cargo xtask docs`.

use crate::cli;
use crate::exit::{DONE, Failure};
use crate::output;

/// Prints the page.
pub(crate) fn run() -> Result<u8, Failure> {
    output::result(cli::reference().as_bytes())?;
    Ok(DONE)
}

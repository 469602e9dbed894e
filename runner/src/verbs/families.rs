//! `dashlift families`: the tables of the core.

use crate::exit::{DONE, Failure};
use crate::output;

/// Prints the families as the core writes them.
pub(crate) fn run() -> Result<u8, Failure> {
    output::result(format!("{}\n", dashlift::families()).as_bytes())?;
    Ok(DONE)
}

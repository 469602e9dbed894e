//! `dashlift families`: the tables of the core.

use crate::exit::Failure;
use crate::output;

/// Prints the families as the core writes them.
pub(crate) fn run() -> Result<(), Failure> {
    output::result(format!("{}\n", dashlift::families()).as_bytes())
}

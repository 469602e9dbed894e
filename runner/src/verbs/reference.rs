//! `dashlift reference`: pages of `docs/`, for `cargo xtask docs`.

use crate::cli::{self, Page, ReferenceArgs};
use crate::exit::{DONE, Failure};
use crate::output;
use crate::show::families_page;

/// Prints a page.
pub(crate) fn run(args: &ReferenceArgs) -> Result<u8, Failure> {
    let page = match args.page {
        Page::Cli => cli::reference(),
        Page::Families => families_page(),
    };
    output::result(page.as_bytes())?;
    Ok(DONE)
}
